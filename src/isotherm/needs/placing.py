"""Placing: whose need it is, from the strata its askers belong to."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.answers import WAYS, Answers
from isotherm.needs.settings import NeedSettings
from isotherm.needs.sizing import Cells

__all__ = ["Placed", "place_askers"]

Ints = NDArray[np.int64]
_BELONGS = 0.15


@dataclasses.dataclass(frozen=True)
class Placed:
    """Cells of stratum x topic that are worth judging; an empty stratum means everyone."""

    stratum: tuple[str, ...]
    topic: Ints
    cells: Cells
    strata: tuple[str, ...]
    member: sp.csr_array  # (answers, strata) whether the asker belongs
    of_topic: Ints  # (answers,)

    def rows(self, cell: int) -> Ints:
        """The answers of a cell: all of a topic that one stratum owns, else its members' own."""
        own = self.of_topic == self.topic[cell]
        name = self.stratum[cell]
        if name and (self.topic == self.topic[cell]).sum() > 1:
            column = self.strata.index(name)
            own &= self.member[:, [column]].toarray().ravel() > 0
        return np.flatnonzero(own)

    def unmet_share(self, answers: Answers) -> dict[str, float]:
        """For each stratum the share of its members' asking that was not answered well."""
        judged = (answers.way == 0) & answers.for_goods[answers.topic]
        asked = np.asarray(self.member.T @ judged.astype(np.float64)).ravel()
        content = (answers.content & judged).astype(np.float64)
        served = np.asarray(self.member.T @ content).ravel()
        return {
            name: float(1 - good / number)
            for name, number, good in zip(self.strata, asked, served, strict=True)
            if number > 0
        }


def place_askers(
    answers: Answers,
    topics: int,
    memberships: pa.Table,
    coordinated: pa.Table,
    *,
    settings: NeedSettings,
) -> Placed:
    """Say for each topic whose it is: the strata that ask more than their share, else everyone.

    A stratum owns a topic when it has at least ``least_share`` of the askers of the strongest
    one, and asks ``least_lift`` times as often as its share of all asking. Coordinated groups
    count once. Topics that are answered by notes (how to, where to) ask for no goods: no cells.
    """
    strata, member = _members(answers.actor, memberships)
    weight = _weights(answers.actor, coordinated)
    counts = _count(answers, topics, member, weight)
    base = counts.sum(axis=0) / max(float(counts.sum()), 1e-9)
    total = np.bincount(answers.topic, weights=weight, minlength=topics)
    names, topic_of = [], []
    for topic in np.flatnonzero(answers.for_goods & (total >= settings.least_askers)).tolist():
        owners = _owners(counts[topic], base, total[topic], settings)
        for owner in owners or [-1]:
            names.append(strata[owner] if owner >= 0 else "")
            topic_of.append(topic)
    placed = Placed(
        tuple(names),
        np.array(topic_of, dtype=np.int64),
        Cells(np.zeros(0), np.zeros(0), np.zeros(0)),
        strata,
        member,
        answers.topic,
    )
    return dataclasses.replace(placed, cells=_cells(placed, answers, weight))


def _owners(
    counts: NDArray[np.float64],
    base: NDArray[np.float64],
    total: float,
    settings: NeedSettings,
) -> list[int]:
    """The strata that own a topic, as columns."""
    if len(counts) == 0 or counts.max() < settings.least_askers:
        return []
    lift = (counts / max(float(counts.sum()), 1e-9)) / np.maximum(base, 1e-9)
    strong = (counts >= settings.least_share * counts.max()) & (lift >= settings.least_lift)
    strong &= counts >= settings.least_askers
    return np.flatnonzero(strong).tolist() if counts.max() >= 0.2 * total else []


def _cells(placed: Placed, answers: Answers, weight: NDArray[np.float64]) -> Cells:
    count = len(placed.topic)
    people, shape = np.zeros(count), (count, len(WAYS))
    askers, content = np.zeros(shape), np.zeros(shape)
    for cell in range(count):
        rows = placed.rows(cell)
        people[cell] = weight[rows].sum()
        followed = rows[answers.way[rows] >= 0]
        way, own = answers.way[followed], weight[followed]
        askers[cell] = np.bincount(way, weights=own, minlength=len(WAYS))
        content[cell] = np.bincount(
            way, weights=own * answers.content[followed], minlength=len(WAYS)
        )
    return Cells(people, askers, content)


def _count(
    answers: Answers, topics: int, member: sp.csr_array, weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weighted askers by topic and stratum."""
    shape = (topics, len(answers.topic))
    group = sp.csr_array((weight, (answers.topic, np.arange(len(answers.topic)))), shape=shape)
    return np.asarray((group @ member).toarray(), dtype=np.float64)


def _members(actors: pa.Array, memberships: pa.Table) -> tuple[tuple[str, ...], sp.csr_array]:
    """The leaf strata, and which answer's asker belongs to which."""
    import pyarrow.compute as pc

    belongs = memberships.filter(pc.greater_equal(memberships["weight"], _BELONGS))
    strata = pc.unique(belongs["stratum_id"]).sort()
    people = pc.unique(belongs["actor_id"]).sort()
    row = np.asarray(pc.index_in(belongs["actor_id"], value_set=people), dtype=np.int64)
    column = np.asarray(pc.index_in(belongs["stratum_id"], value_set=strata), dtype=np.int64)
    shape = (len(people) + 1, len(strata))
    whole = sp.csr_array((np.ones(len(row)), (row, column)), shape=shape)
    place = np.asarray(pc.fill_null(pc.index_in(actors, value_set=people), len(people)))
    return tuple(strata.to_pylist()), sp.csr_array(whole[place])


def _weights(actors: pa.Array, coordinated: pa.Table) -> NDArray[np.float64]:
    known = dict(
        zip(coordinated["actor_id"].to_pylist(), coordinated["weight"].to_pylist(), strict=True)
    )
    return np.array([known.get(name, 1.0) for name in actors.to_pylist()])
