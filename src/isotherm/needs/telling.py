"""Telling: a need in words and numbers, as a row of the reading."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections import Counter
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.answers import Answers
from isotherm.needs.asks import Asks
from isotherm.needs.phrases import TopicPhrases, name_topics
from isotherm.needs.placing import Placed
from isotherm.needs.purchases import FAULTS
from isotherm.needs.sizing import Sizes
from isotherm.needs.topics import Topics
from isotherm.text import parse_attributes, sensitive_topics

__all__ = ["Teller"]

_MOST_EVIDENCE = 200
_SOME = 0.1  # share of askers who bought something from which on something is offered
_IN_COLUMNS = ("price_low_fen", "price_high_fen", "currency")  # told in columns of their own


@dataclasses.dataclass(frozen=True)
class Teller:
    """Puts a cell into words and numbers."""

    asks: Asks
    topics: Topics
    answers: Answers
    matched: sp.csr_array
    products: pa.Table
    placed: Placed
    sizes: Sizes

    def tell_all(self, published: NDArray[np.int64]) -> list[dict[str, Any]]:
        """The rows of ``needs``, named beside all that is asked for."""
        judged = np.unique(self.placed.topic).tolist()
        wordings = [self._wordings(topic) for topic in judged]
        called = dict(zip(judged, name_topics(wordings), strict=True))
        said = dict(zip(judged, wordings, strict=True))
        topics = [int(self.placed.topic[cell]) for cell in published]
        return [
            self._tell(int(cell), said[topic], called[topic])
            for cell, topic in zip(published, topics, strict=True)
        ]

    def _tell(
        self, cell: int, wordings: list[tuple[str, int]], called: TopicPhrases
    ) -> dict[str, Any]:
        """One row of ``needs``."""
        topic = int(self.placed.topic[cell])
        stratum = self.placed.stratum[cell]
        supply = self._supply(topic)
        why = self._why(cell)
        said = " ".join(text for text, _ in wordings)
        row = {
            "need_id": _need_id(stratum, wordings[0][0]),
            "stratum_id": stratum,
            "name": called.name,
            "terms": list(called.terms),
            "attributes": orjson.dumps(
                self._attributes(topic, wordings), option=orjson.OPT_SORT_KEYS
            ),
            "supply": supply,
            "why": orjson.dumps(why, option=orjson.OPT_SORT_KEYS),
            "kind": "better_here" if supply or self._bought(cell) else "only_here",
            "log_e": float(self.sizes.log_e[cell]),
            "review": "needed" if sensitive_topics(said) else "none",
            "evidence": self._evidence(cell, topic),
        }
        return row | self._numbers(cell) | self._prices(wordings)

    def _wordings(self, topic: int) -> list[tuple[str, int]]:
        """The topic's wordings with how many used each, the most used first."""
        own = np.flatnonzero(self.topics.of_wording == topic)
        own = own[np.lexsort((own, -self._used[own]))]
        return [(self.asks.wordings[number], int(self._used[number])) for number in own]

    @functools.cached_property
    def _used(self) -> NDArray[np.int64]:
        """How many used each wording."""
        wording = self.asks.rows["wording"].to_numpy()
        return np.bincount(wording, minlength=len(self.asks.wordings))

    def _supply(self, topic: int) -> int:
        return int(self.matched.indptr[topic + 1] - self.matched.indptr[topic])

    def _bought(self, cell: int) -> bool:
        """Whether a tenth of the askers bought something for it, good or bad."""
        rows, absent = self.placed.rows(cell), FAULTS.index("absent")
        fault = self.answers.fault[rows]
        some = (self.answers.content[rows] > 0) | ((fault >= 0) & (fault != absent))
        return bool(some.mean() >= _SOME)

    def _why(self, cell: int) -> dict[str, float]:
        """The share of the failure each fault explains, as far as it is known."""
        faults = self.answers.fault[self.placed.rows(cell)]
        counts = np.bincount(faults[faults >= 0], minlength=len(FAULTS))
        total = counts.sum()
        if total == 0:
            return {"style": 1.0}
        shares = {name: float(n / total) for name, n in zip(FAULTS, counts, strict=True) if n}
        return {name: round(share, 3) for name, share in shares.items()}

    def _attributes(self, topic: int, wordings: list[tuple[str, int]]) -> dict[str, Any]:
        """What is asked for, as at least a fifth of the asking says it, and the usual category."""
        votes: Counter[tuple[str, str]] = Counter()
        total = 0
        for text, used in wordings:
            total += used
            for key, value in parse_attributes(text).items():
                if key not in _IN_COLUMNS:
                    for one in value if isinstance(value, list) else [str(value)]:
                        votes[key, one] += used
        found: dict[str, list[str]] = {}
        for (key, value), count in sorted(votes.items()):
            if count >= 0.2 * total:
                found.setdefault(key, []).append(value)
        category = self._category(topic)
        return found | ({"category": [category]} if category else {})

    def _category(self, topic: int) -> str:
        """The category of most of what is offered, "" where there is none."""
        offered = self.matched.indices[self.matched.indptr[topic] : self.matched.indptr[topic + 1]]
        named = [self.products["category"][int(place)].as_py() for place in offered]
        best = Counter(name for name in named if name).most_common(2)
        return best[0][0] if best and 2 * best[0][1] > len(named) else ""

    def _prices(self, wordings: list[tuple[str, int]]) -> dict[str, Any]:
        """The band of prices named in the asking; None where nobody names one."""
        low, high = [], []
        for text, _ in wordings:
            said = parse_attributes(text)
            low += [said["price_low_fen"]] if said.get("price_low_fen") else []
            high += [said["price_high_fen"]] if said.get("price_high_fen") else []
        floor, roof = (int(np.median(said)) if said else None for said in (low, high))
        if floor is not None and roof is not None and floor > roof:
            floor, roof = roof, floor
        return {"price_low_fen": floor, "price_high_fen": roof}

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
        order, start = self._asked
        rows = self.asks.rows.select(["actor_id", "ask_id"])
        own = rows.take(pa.array(order[start[topic] : start[topic + 1]]))
        people = pc.take(self.answers.actor, pa.array(self.placed.rows(cell)))
        mine = own.filter(pc.is_in(own["actor_id"], value_set=people))
        ids = sorted({name for name in mine["ask_id"].to_pylist() if name})
        return ids[:_MOST_EVIDENCE]

    @functools.cached_property
    def _asked(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places of all asks in order of their topics, and where each topic begins."""
        topic = self.topics.of_wording[self.asks.rows["wording"].to_numpy()]
        order = np.argsort(topic, kind="stable")
        return order, np.searchsorted(topic[order], np.arange(self.topics.count + 1))


def _need_id(stratum: str, wording: str) -> str:
    digest = hashlib.blake2b(f"{stratum}\n{wording}".encode(), digest_size=5)
    return "n-" + digest.hexdigest()
