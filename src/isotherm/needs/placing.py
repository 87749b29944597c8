"""Placing: whose need it is, from the strata its askers belong to."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.answers import Answers
from isotherm.needs.askers import WAYS
from isotherm.needs.settings import NeedSettings
from isotherm.needs.sizing import Cells
from isotherm.needs.worse_served import WorseServed, worse_served
from isotherm.trust import actor_weights, weigh_beside_push

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
    of_answer: Ints  # (answers,) the cell each counts in, -1 for none
    log_price: NDArray[np.float64]  # (cells,) what each pays for being chosen after a look

    def rows(self, cell: int) -> Ints:
        """The answers of a cell."""
        return np.flatnonzero(self.of_answer == cell)

    def unmet_share(self, answers: Answers) -> dict[str, float]:
        """For each stratum the share of its members' asking that was not answered well."""
        judged = answers.for_goods[answers.topic]
        asked = np.asarray(self.member.T @ judged.astype(np.float64)).ravel()
        content = np.where(judged, answers.content, 0.0)
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
    one, and asks ``least_lift`` times as often as its share of all asking; and, whatever its
    share, when its people are served far worse than the topic's other askers (``worse_served``:
    a size that fits one stratum and not the other). Coordinated groups count once. Topics that
    are answered by notes (how to, where to) ask for no goods: no cells.
    """
    strata, member = _members(answers.actor, memberships)
    weight = _weights(answers, coordinated)
    counts = _count(answers, topics, member, weight)
    base = counts.sum(axis=0) / max(float(counts.sum()), 1e-9)
    total = np.bincount(answers.topic, weights=weight, minlength=topics)
    names: list[str] = []
    topic_of: list[int] = []
    price: list[float] = []
    of_answer = np.full(len(answers.topic), -1, dtype=np.int64)
    order = np.argsort(answers.topic, kind="stable")
    start = np.searchsorted(answers.topic[order], np.arange(topics + 1))
    for topic in np.flatnonzero(answers.for_goods & (total >= settings.least_askers)).tolist():
        own = order[start[topic] : start[topic + 1]]
        worse = worse_served(
            answers.content[own], weight[own], sp.csr_array(member[own]), settings=settings
        )
        owners = _owners(counts[topic], base, total[topic], settings)
        shared = _shared_out(
            own, owners, worse, member=member, weight=weight, least=settings.least_askers
        )
        for owner, mine in shared:
            of_answer[mine] = len(names)
            names.append(strata[owner] if owner >= 0 else "")
            topic_of.append(topic)
            price.append(worse.log_price(owner))
    cells = _cells(of_answer, len(names), answers, weight)
    number = np.array(topic_of, dtype=np.int64)
    return Placed(tuple(names), number, cells, strata, member, of_answer, np.array(price))


def _shared_out(
    own: Ints,
    owners: list[int],
    worse: WorseServed,
    *,
    member: sp.csr_array,
    weight: NDArray[np.float64],
    least: float,
) -> list[tuple[int, Ints]]:
    """Give each of a topic's answers to one owner: the worse served first, then the largest.

    Whoever belongs to several counts for the first of them, and an owner left with fewer than
    ``least`` has no need of its own: one need of overlapping strata is told once. Those who
    belong to no owner count with the first that is not told for being worse served.
    """
    free = np.ones(len(own), dtype=bool)
    shared: list[tuple[int, Ints]] = []
    for column in worse.strata:
        mine = (member[own][:, [column]].toarray()[:, 0] > 0) & free
        shared.append((column, own[mine]))
        free &= ~mine
    owners = [column for column in owners if column not in worse.strata]
    inside = member[own][:, owners].toarray() > 0 if owners else np.zeros((len(own), 0), bool)
    place = np.where(free, 0, -1)
    chosen: list[int] = []
    while len(chosen) < len(owners):
        left = (inside & free[:, None]).T @ weight[own]
        best = int(np.argmax(left))
        if left[best] < least and (chosen or shared):
            break
        mine = inside[:, best] & free
        place[mine] = len(chosen)
        free &= ~mine
        chosen.append(best)
    rest = [(owners[best], own[place == n]) for n, best in enumerate(chosen)]
    return shared + (rest or [(-1, own[place == 0])])


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


def _cells(of_answer: Ints, count: int, answers: Answers, weight: NDArray[np.float64]) -> Cells:
    """Askers and content askers by cell and way, coordinated groups counted once."""
    inside = of_answer >= 0
    place = of_answer[inside] * len(WAYS) + answers.way[inside]
    own, size = weight[inside], count * len(WAYS)
    askers = np.bincount(place, weights=own, minlength=size).astype(np.float64)
    kept = own * answers.content[inside]
    content = np.bincount(place, weights=kept, minlength=size).astype(np.float64)
    asked = askers.reshape(count, len(WAYS))
    told = own * answers.told[inside]
    buyers = np.bincount(of_answer[inside], weights=told, minlength=count).astype(np.float64)
    kept = told * answers.content[inside]
    keepers = np.bincount(of_answer[inside], weights=kept, minlength=count).astype(np.float64)
    people, good = asked.sum(axis=1), content.reshape(count, len(WAYS))
    return Cells(people, asked, good, buyers, keepers)


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


def _weights(answers: Answers, coordinated: pa.Table) -> NDArray[np.float64]:
    """What each asker counts for; in the days of a group that asks, strangers to it as usual."""
    known = actor_weights(coordinated)
    names = answers.actor.to_pylist()
    weight = np.array([known.get(name, 1.0) for name in names])
    if answers.at is None or not known:
        return weight
    listed = dict.fromkeys(coordinated["group_id"].to_pylist())
    number = {group: place for place, group in enumerate(listed)}
    rows = zip(
        coordinated["actor_id"].to_pylist(), coordinated["group_id"].to_pylist(), strict=True
    )
    group_of = {actor: number[group] for actor, group in rows}
    group = np.array([group_of.get(name, -1) for name in names], dtype=np.int64)
    return weight * weigh_beside_push(answers.topic, answers.at, group)
