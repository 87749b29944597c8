"""Which needs of whose people a candidate answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from isotherm.selection.candidates import Candidate
from isotherm.selection.settings import SelectionSettings
from isotherm.text import tokens

__all__ = ["Wants", "answer_wants", "find_wants"]

Floats = NDArray[np.float64]
_LEAST_COVER = 0.25  # share of a need's words below which it is not answered at all
_EVERYONE = 0.25  # what a need of everyone counts for, against one of these strata alone
_TOO_DEAR = 1.3  # times the price asked for


@dataclasses.dataclass(frozen=True)
class Wants:
    """The needs of the chooser's people that may be shown; weights sum to 1 or there are none."""

    need_ids: tuple[str, ...]
    names: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    only_here: tuple[bool, ...]
    price_high: tuple[int | None, ...]
    weight: Floats


def find_wants(
    needs: pa.Table,
    briefs: pa.Table,
    strata: Mapping[str, float],
    *,
    k: float,
    settings: SelectionSettings,
) -> Wants:
    """The needs of some strata, by unmet pieces; only such as k people asked for and no review
    holds back. They are named as in the briefs, for a need's own name is somebody's wording."""
    open_briefs = [row for row in briefs.to_pylist() if not row["merchant_id"]]
    names = {row["subject_id"]: row["name"] for row in open_briefs}
    rows = []
    for row in needs.to_pylist():
        share = strata.get(row["stratum_id"], 0.0) if row["stratum_id"] else _EVERYONE
        if share > 0 and row["review"] == "none" and (row["askers"] or 0) >= k:
            first = 1.0 if row["kind"] == "only_here" else settings.better_here
            rows.append((row, share * first * max(row["unmet_units"] or 0.0, 0.0)))
    total = sum(weight for _, weight in rows)
    return Wants(
        need_ids=tuple(row["need_id"] for row, _ in rows),
        names=tuple(names.get(row["need_id"]) or "" for row, _ in rows),
        terms=tuple(tuple(row["terms"] or ()) for row, _ in rows),
        only_here=tuple(row["kind"] == "only_here" for row, _ in rows),
        price_high=tuple(row["price_high_fen"] for row, _ in rows),
        weight=np.array([weight for _, weight in rows]) / max(total, 1e-12),
    )


def answer_wants(candidates: Sequence[Candidate], wants: Wants) -> Floats:
    """How well each candidate answers each need, 0..1; shape (candidates, needs).

    The share of the weight of a need's words (the first the heaviest) that the candidate carries;
    half of it where it costs well above what was asked for.
    """
    said = [set(tokens(one.text)) for one in candidates]
    found = np.zeros((len(candidates), len(wants.need_ids)))
    for column, terms in enumerate(wants.terms):
        words = list(dict.fromkeys(t for term in terms for t in tokens(term) if len(t) > 1))
        weight = 1 / (np.arange(len(words)) + 2.0)
        for row, own in enumerate(said):
            carried = np.array([word in own for word in words], dtype=bool)
            found[row, column] = weight[carried].sum() / max(weight.sum(), 1e-12)
            high, price = wants.price_high[column], candidates[row].price_fen
            if high and price and price > _TOO_DEAR * high:
                found[row, column] /= 2
    return np.asarray(np.where(found >= _LEAST_COVER, found, 0.0))
