"""Crowds that ask for one thing and live the same rare life: so many of this act, none of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isotherm.inference import ebh
from isotherm.trust.acts import Edges, Floats, Ints
from isotherm.trust.excess import excess_log_e
from isotherm.trust.settings import TrustSettings

__all__ = ["Alike", "Habits", "find_alike"]

_USUAL_ODDS = 10.0  # odds by which those who ask for a thing may live one way more than others
_SURE = 0.5  # least probability of belonging
_BITS = 5  # room for the class of a number of acts


@dataclass(frozen=True)
class Habits:
    """Of each account how much it does (1, 2-3, 4-7, ... acts) and how that is spread over sorts.

    >>> one, other = np.array([0, 0, 1, 1, 2]), np.array([2])
    >>> Habits.of([one, other]).way.tolist()
    [1, 1, 33]
    """

    amount: Ints
    way: Ints  # accounts with the same class of acts of each sort share a number

    @classmethod
    def of(cls, sorts: Sequence[Ints]) -> Habits:
        """Count the acts of each sort, given who did each."""
        actors = max(int(who.max(initial=-1)) for who in sorts) + 1
        total, way = np.zeros(actors, dtype=np.int64), np.zeros(actors, dtype=np.int64)
        for place, who in enumerate(sorts):
            acts = np.bincount(who, minlength=actors)
            total += acts
            way += _class(acts) << (_BITS * place)
        return cls(_class(total), way)


@dataclass(frozen=True)
class Alike:
    """Accounts of one way of life that asked for the same things."""

    members: Ints  # sorted actor indices
    score: Floats  # probability of each to belong, 0..1
    ways: Ints  # in which they live, as numbered in the habits
    log_e: float  # against people who ask whatever they do otherwise


def find_alike(asks: Edges, habits: Habits, settings: TrustSettings) -> list[Alike]:
    """Groups of accounts that ask for the same and live alike, the surest first.

    Among all who ask and do as much, those who ask for one thing spread what they do over sorts
    of acts (replies, likes, orders, ...) in one way far more often than the others: exact given
    how many do. How much they do is no sign. The e-value of a thing is the mean over all ways of
    life; e-BH over all things at ``settings.fdr``; then again without those who are found. Groups
    that live in one way are one.

    >>> rng = np.random.default_rng(0)
    >>> people = np.repeat(np.arange(600), 3)
    >>> asked = np.concatenate((people, np.repeat(np.arange(600, 640), 3)))
    >>> thing = np.concatenate((rng.integers(0, 50, 1800), np.full(120, 7)))
    >>> habits = Habits.of([asked, rng.integers(0, 600, 3000)])
    >>> [int((one.members >= 600).sum()) for one in find_alike(Edges(asked, thing), habits,
    ...  TrustSettings())]
    [40]
    """
    actors = int(asks.actor.max(initial=0)) + 1
    thing, who = np.divmod(np.unique(asks.target * actors + asks.actor), actors)
    found: list[Alike] = []
    new = _convicted(thing, who, habits, settings)
    while new:
        found += new
        # whoever is of a group is no measure of what is usual
        left = ~np.isin(who, np.concatenate([one.members for one in new]))
        thing, who = thing[left], who[left]
        new = _convicted(thing, who, habits, settings)
    return _joined(found)


def _convicted(thing: Ints, who: Ints, habits: Habits, settings: TrustSettings) -> list[Alike]:
    """The groups of each thing, given everybody who asked for it once."""
    if len(thing) == 0:
        return []
    tried = int((np.bincount(thing) >= settings.smallest_group).sum())
    cells = _Cells.of(thing, who, habits)
    chosen = np.flatnonzero(cells.excess & (cells.both >= settings.smallest_group))
    told = np.array([cells.log_e(i) for i in chosen.tolist()])
    which, place = np.unique(cells.thing[chosen], return_inverse=True)
    evidence = np.full(max(tried, len(which)), -np.inf)
    # the mean over all ways of life, which are without evidence where few show them
    np.logaddexp.at(evidence, place, told - np.log(max(1, cells.common(settings.smallest_group))))
    found = []
    for i in np.flatnonzero(ebh(evidence, settings.fdr)).tolist():
        ways = chosen[(place == i) & (told >= settings.decisive)]
        parts = [one for one in ways.tolist() if cells.sure(one) >= _SURE]
        if parts:
            rows = [np.flatnonzero(cells.of_row == one) for one in parts]
            members = np.concatenate([who[one] for one in rows])
            score = np.repeat([cells.sure(one) for one in parts], [len(one) for one in rows])
            order = np.argsort(members, kind="stable")
            lived = np.unique(habits.way[members])
            found.append(Alike(members[order], score[order], lived, float(evidence[i])))
    return found


@dataclass(frozen=True)
class _Cells:
    """Askers by thing and way of life, and how many there are among all who do as much."""

    thing: Ints
    both: Ints  # who ask for the thing and live so
    drawn: Ints  # who ask for the thing and do as much
    marked: Ints  # who live so
    total: Ints  # who do as much
    of_row: Ints  # of each asker and thing: the cell
    lived: Ints  # of each way: who live so

    @classmethod
    def of(cls, thing: Ints, who: Ints, habits: Habits) -> _Cells:
        people = np.unique(who)
        # numbers of the ways within each amount
        life = habits.amount + (habits.way << _BITS)
        names, way = np.unique(life[people], return_inverse=True)
        amount = names & ((1 << _BITS) - 1)
        lived = np.zeros(len(life), dtype=np.int64)
        lived[people] = way
        cell, row, both = np.unique(
            thing * len(names) + lived[who], return_inverse=True, return_counts=True
        )
        asked, of_way = np.divmod(cell, len(names))
        level = asked * (1 << _BITS) + amount[of_way]
        _, at = np.unique(level, return_inverse=True)
        drawn = np.bincount(at, both).astype(np.int64)[at]
        marked = np.bincount(way)
        total = np.bincount(amount, marked).astype(np.int64)
        return cls(asked, both, drawn, marked[of_way], total[amount[of_way]], row, marked)

    @property
    def excess(self) -> npt.NDArray[np.bool_]:
        """Which cells show any excess."""
        rest = self.total - self.marked - self.drawn + self.both
        due = _USUAL_ODDS * (self.marked - self.both) * (self.drawn - self.both)
        return np.asarray(self.both * rest > due)

    def common(self, fewest: int) -> int:
        """How many ways of life so many show."""
        return int((self.lived >= fewest).sum())

    def log_e(self, i: int) -> float:
        """Evidence of one cell."""
        counts = (self.total[i], self.marked[i], self.drawn[i], self.both[i])
        return excess_log_e(*(int(one) for one in counts), usual=_USUAL_ODDS)

    def sure(self, i: int) -> float:
        """How sure one of a cell belongs: one less the others expected among them."""
        marked, drawn = int(self.marked[i] - self.both[i]), int(self.drawn[i] - self.both[i])
        odds = (marked + 0.5) / (int(self.total[i] - self.marked[i]) - drawn + 0.5)
        return 1 - min(1.0, odds * drawn / int(self.both[i]))


def _joined(found: list[Alike]) -> list[Alike]:
    """Groups that live in one way as one, the surest first."""
    groups: list[Alike] = []
    for one in found:
        apart = []
        whole = one
        for group in groups:
            if len(np.intersect1d(group.ways, whole.ways)):
                whole = _union(group, whole)
            else:
                apart.append(group)
        groups = [*apart, whole]
    return sorted(groups, key=lambda one: (-one.log_e, one.members.tolist()))


def _union(one: Alike, other: Alike) -> Alike:
    members = np.union1d(one.members, other.members)
    score = np.zeros(len(members))
    for part in (one, other):
        place = np.searchsorted(members, part.members)
        score[place] = np.maximum(score[place], part.score)
    ways = np.union1d(one.ways, other.ways)
    return Alike(members, score, ways, max(one.log_e, other.log_e))


def _class(acts: Ints) -> Ints:
    return np.minimum(np.log2(acts + 1).astype(np.int64), (1 << _BITS) - 1)
