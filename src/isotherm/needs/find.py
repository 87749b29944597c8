"""From a record to its needs: who asks for what and cannot have it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.inference import ebh
from isotherm.ledger import Record
from isotherm.needs.answers import FAULTS, Answers, add_pointing, judge_answers, signal_of_content
from isotherm.needs.asks import Asks, gather_asks
from isotherm.needs.placing import Placed, place_askers
from isotherm.needs.settings import NeedSettings
from isotherm.needs.sizing import Sizes, size_cells
from isotherm.needs.supply import match_products, point_at_topics
from isotherm.needs.topics import Topics, group_wordings
from isotherm.schema import READING
from isotherm.text import parse_attributes, sensitive_topics

__all__ = ["NeedsFound", "find_needs"]

_MOST_EVIDENCE = 200
_MOST_TERMS = 8


@dataclasses.dataclass(frozen=True)
class NeedsFound:
    """The needs of a reading, the share of unmet asks by stratum, and what was missing."""

    needs: pa.Table
    unmet_share: dict[str, float]
    missing: tuple[str, ...]


def find_needs(
    record: Record,
    *,
    memberships: pa.Table,
    coordinated: pa.Table,
    settings: NeedSettings,
    seed: int = 0,
) -> NeedsFound:
    """Find what strata ask for and cannot have, judged by what was kept and content.

    A cell is a stratum and a topic. It is published when people ask (``least_askers``) and the
    e-value that it is filled less than ``shortfall`` of what is reachable here passes e-BH at
    ``fdr`` over all cells. Needs are sorted by id; the report ranks them by unmet units.
    """
    signal, missing = signal_of_content(record)
    asks = gather_asks(record)
    if signal == "unknown" or asks.rows.num_rows == 0:
        nobody = () if asks.rows.num_rows else ("nobody asks for anything: no needs can be seen",)
        return NeedsFound(READING["needs"].arrow_schema().empty_table(), {}, missing + nobody)
    topics = group_wordings(asks, settings)
    products = record.collect(record.table("products"), order_by=("product_id",))
    matched = match_products(topics, products, coverage=settings.coverage)
    answers = judge_answers(record, asks, topics, matched, products=products, settings=settings)
    answers = add_pointing(answers, asks.pointing, _pointed_at(record, asks, topics, settings))
    placed = place_askers(answers, topics.count, memberships, coordinated, settings=settings)
    sizes = size_cells(placed.cells, settings=settings, seed=seed)
    published = ebh(sizes.log_e, settings.fdr) & (sizes.unmet > 0)
    teller = _Teller(asks, topics, answers, matched, products, placed, sizes)
    rows = [teller.tell(int(cell)) for cell in np.flatnonzero(published)]
    table = pa.Table.from_pylist(rows, schema=READING["needs"].arrow_schema())
    return NeedsFound(table.sort_by("need_id"), placed.unmet_share(answers), missing)


def _pointed_at(
    record: Record, asks: Asks, topics: Topics, settings: NeedSettings
) -> NDArray[np.int64]:
    """The topic shown by the note each pointing reply stands under, -1 where it shows none."""
    notes = record.table("notes")
    asked = record.engine.read_arrow(pa.table({"note_id": asks.pointing["note_id"].unique()}))
    shown = notes.semi_join(asked, "note_id")
    texts = shown.select("note_id", "title", "body", tags=shown.tags.join(" "))
    rows = record.collect(texts, order_by=("note_id",))
    topic = point_at_topics(topics, rows, coverage=settings.pointing_coverage)
    place = pc.index_in(asks.pointing["note_id"], value_set=rows["note_id"].combine_chunks())
    known = np.asarray(pc.fill_null(place, -1), dtype=np.int64)
    return np.where(known >= 0, topic[known], -1) if len(topic) else known


@dataclasses.dataclass(frozen=True)
class _Teller:
    """Puts a cell into words and numbers."""

    asks: Asks
    topics: Topics
    answers: Answers
    matched: sp.csr_array
    products: pa.Table
    placed: Placed
    sizes: Sizes

    def tell(self, cell: int) -> dict[str, Any]:
        """One row of ``needs``."""
        topic = int(self.placed.topic[cell])
        stratum = self.placed.stratum[cell]
        wordings = self._wordings(topic)
        terms = self._terms(topic)
        supply = self._supply(topic)
        why = self._why(cell)
        said = " ".join(text for text, _ in wordings)
        row = {
            "need_id": _need_id(stratum, wordings[0][0]),
            "stratum_id": stratum,
            "name": _short_name(wordings),
            "terms": terms,
            "attributes": orjson.dumps(self._attributes(wordings), option=orjson.OPT_SORT_KEYS),
            "supply": supply,
            "why": orjson.dumps(why, option=orjson.OPT_SORT_KEYS),
            "kind": "only_here" if supply == 0 else "better_here",
            "log_e": float(self.sizes.log_e[cell]),
            "review": "needed" if sensitive_topics(said) else "none",
            "evidence": self._evidence(cell, topic),
        }
        return row | self._numbers(cell) | self._prices(wordings)

    def _wordings(self, topic: int) -> list[tuple[str, int]]:
        """The topic's wordings with how many used each, the most used first."""
        used = np.bincount(self.asks.rows["wording"].to_numpy(), minlength=len(self.asks.wordings))
        own = np.flatnonzero(self.topics.of_wording == topic)
        own = own[np.lexsort((own, -used[own]))]
        return [(self.asks.wordings[number], int(used[number])) for number in own]

    def _terms(self, topic: int) -> list[str]:
        row = self.topics.profile[[topic]].tocoo()
        rare = np.log(self.topics.count / np.maximum(self._spread()[row.col], 1)) + 0.1
        order = np.lexsort((row.col, -(row.data * rare)))
        return [self.topics.words[row.col[place]] for place in order[:_MOST_TERMS]]

    def _spread(self) -> NDArray[np.int64]:
        """In how many topics each word stands."""
        return np.bincount(self.topics.profile.indices, minlength=len(self.topics.words))

    def _supply(self, topic: int) -> int:
        return int(self.matched.indptr[topic + 1] - self.matched.indptr[topic])

    def _why(self, cell: int) -> dict[str, float]:
        """The share of the failure each fault explains, as far as it is known."""
        faults = self.answers.fault[self.placed.rows(cell)]
        counts = np.bincount(faults[faults >= 0], minlength=len(FAULTS))
        total = counts.sum()
        if total == 0:
            return {"style": 1.0}
        shares = {name: float(n / total) for name, n in zip(FAULTS, counts, strict=True) if n}
        return {name: round(share, 3) for name, share in shares.items()}

    def _attributes(self, wordings: list[tuple[str, int]]) -> dict[str, Any]:
        """What is asked for, as at least a fifth of the asking says it."""
        votes: Counter[tuple[str, str]] = Counter()
        total = 0
        for text, used in wordings:
            total += used
            for key, value in parse_attributes(text).items():
                for one in value if isinstance(value, list) else [str(value)]:
                    votes[key, one] += used
        found: dict[str, list[str]] = {}
        for (key, value), count in sorted(votes.items()):
            if count >= 0.2 * total:
                found.setdefault(key, []).append(value)
        return found

    def _prices(self, wordings: list[tuple[str, int]]) -> dict[str, Any]:
        """The band of prices named in the asking; None where nobody names one."""
        low, high = [], []
        for text, _ in wordings:
            said = parse_attributes(text)
            low += [said["price_low_fen"]] if said.get("price_low_fen") else []
            high += [said["price_high_fen"]] if said.get("price_high_fen") else []
        return {
            "price_low_fen": int(np.median(low)) if low else None,
            "price_high_fen": int(np.median(high)) if high else None,
        }

    def _numbers(self, cell: int) -> dict[str, float]:
        sizes = self.sizes
        names = {
            "askers": sizes.askers,
            "askers_low": sizes.askers_low,
            "askers_high": sizes.askers_high,
            "satisfied_share": sizes.satisfied,
            "satisfied_low": sizes.satisfied_low,
            "satisfied_high": sizes.satisfied_high,
            "unmet_units": sizes.unmet,
            "unmet_low": np.minimum(sizes.unmet_low, sizes.unmet),
            "unmet_high": np.maximum(sizes.unmet_high, sizes.unmet),
        }
        return {name: float(values[cell]) for name, values in names.items()}

    def _evidence(self, cell: int, topic: int) -> list[str]:
        """The asks it rests on, by the cell's own people, the first by id."""
        rows = self.asks.rows
        own = np.isin(self.topics.of_wording[rows["wording"].to_numpy()], [topic])
        people = pc.take(self.answers.actor, pa.array(self.placed.rows(cell)))
        mine = rows.filter(pc.and_(pa.array(own), pc.is_in(rows["actor_id"], value_set=people)))
        ids = sorted({name for name in mine["ask_id"].to_pylist() if name})
        return ids[:_MOST_EVIDENCE]


def _short_name(wordings: list[tuple[str, int]]) -> str:
    """The shortest of the wordings that many use: 哪里有大码西装 and 大码西装 are the latter."""
    least = 0.25 * wordings[0][1]
    common = [text for text, used in wordings if used >= least]
    return min(common, key=lambda text: (len("".join(text.split())), -len(text), text))[:40]


def _need_id(stratum: str, wording: str) -> str:
    digest = hashlib.blake2b(f"{stratum}\n{wording}".encode(), digest_size=5)
    return "n-" + digest.hexdigest()
