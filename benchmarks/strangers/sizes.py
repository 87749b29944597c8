"""How large things are said to be, against how large they were planted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

__all__ = ["score_need_sizes", "score_strata_sizes"]

Row = Mapping[str, Any]
_SOUGHT = 50  # askers from which a want is large enough to be looked for
_FOUND = 0.4  # least F1 of a found stratum with a planted one


def score_strata_sizes(
    true: Sequence[frozenset[str]], found: Mapping[str, frozenset[str]], rows: Sequence[Row]
) -> dict[str, Any]:
    """Found strata that are none, and how many intervals hold the planted number."""
    said = {row["stratum_id"]: row for row in rows}
    held, false = [], 0
    for key, members in found.items():
        scores = [2 * len(members & one) / (len(members) + len(one)) for one in true]
        if max(scores, default=0.0) < _FOUND:
            false += 1
            continue
        size = len(true[int(np.argmax(scores))])
        held.append(said[key]["size_low"] <= size <= said[key]["size_high"])
    return {"strata_false": false, "strata_size_held": _share(held)}


def score_need_sizes(
    needs: Sequence[Row], rows: Sequence[Row], about: Sequence[int | None]
) -> dict[str, Any]:
    """Of planted wants that are unmet and told: error of units, and intervals that hold.

    The largest row about a want speaks for it. ``rows`` come with the largest first.
    """
    error, ratio, units, askers = [], [], [], []
    for number, need in enumerate(needs):
        row = next((r for r, n in zip(rows, about, strict=True) if n == number), None)
        if row is None or not need["unmet_units"]:
            continue
        ratio.append(row["unmet_units"] / need["unmet_units"])
        error.append(abs(ratio[-1] - 1))
        units.append(row["unmet_low"] <= need["unmet_units"] <= row["unmet_high"])
        askers.append(row["askers_low"] <= need["askers"] <= row["askers_high"])
    sought = {
        kind: [n for n, w in enumerate(needs) if w["kind"] == kind and w["askers"] >= _SOUGHT]
        for kind in ("absent", "none_good")
    }
    first = {"absent": set(about), "none_good": set(about[:30])}
    return {
        "size_error": float(np.median(error)) if error else None,
        "size_ratio": float(np.median(ratio)) if ratio else None,
        "units_held": _share(units),
        "askers_held": _share(askers),
        "absent_of_50": _of([n in first["absent"] for n in sought["absent"]]),
        "none_good_of_50": _of([n in first["none_good"] for n in sought["none_good"]]),
    }


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None


def _of(seen: Sequence[bool]) -> str:
    return f"{sum(seen)}/{len(seen)}"
