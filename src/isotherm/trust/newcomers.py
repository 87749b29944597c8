"""Crowds of newborn accounts that ask for one thing, and go together nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isotherm.inference import ebh, log_mean_e
from isotherm.trust.acts import Acts, Edges, Floats, Ints
from isotherm.trust.excess import excess_log_e
from isotherm.trust.settings import TrustSettings

__all__ = ["Cohort", "Company", "find_cohorts"]

_DAY = 86_400.0
_SPANS = (1.0, 4.0, 14.0)  # days a group may take to ask
_USUAL_MOMENT = 2.0  # odds by which people ask for a thing more at some times than at others
_USUAL_NEWCOMERS = 3.0  # odds by which those who ask for a thing may be newer than those who do not
_ALIKE = 4.0  # times more than by popularity that people of one taste share what they like
_CHORUS = 0.25  # share of a group's texts from which a text is what it came to say
_SURE = 0.5  # least probability of belonging


@dataclass(frozen=True)
class Cohort:
    """Newborn accounts that asked for one thing in one span of time."""

    thing: int
    members: Ints  # sorted actor indices
    score: Floats  # probability of each to belong, 0..1
    log_e: float  # against newcomers who ask as others who come at that time do


def find_cohorts(asks: Edges, settings: TrustSettings) -> list[Cohort]:
    """Groups of newcomers by what they ask for, the surest first.

    A thing is asked for by a group when in some span of time (1) it is asked for far more than at
    other times and (2) those who ask are newcomers far more often than those who ask for other
    things in that very span: a group, however large, is measured against the rest. Both are exact
    given how many there are; the e-value of a span is the lesser, of a thing the mean over its
    spans; e-BH over all things at ``settings.fdr``. Acts without time, or of accounts of unknown
    age, are left out.

    >>> rng = np.random.default_rng(0)
    >>> actor = np.concatenate((rng.integers(0, 900, 4000), np.arange(900, 990)))
    >>> at = np.concatenate((rng.uniform(0, 8e6, 4000), rng.uniform(7e6, 8e6, 90)))
    >>> thing = np.concatenate((rng.integers(0, 50, 4000), np.full(90, 7)))
    >>> young = np.where(actor < 900, rng.random(4090) < 0.03, 1).astype(int)
    >>> asks = Edges(actor, thing, at=at, signs=young[:, None])
    >>> found = find_cohorts(asks, TrustSettings())
    >>> [(one.thing, int((one.members >= 900).sum())) for one in found]
    [(7, 90)]
    """
    acts = Acts.from_edges(asks)
    new = _newness(acts.signs)
    known = np.flatnonzero(~np.isnan(acts.at) & (new >= 0))
    if len(known) == 0:
        return []
    thing, at, young = acts.target[known], acts.at[known], new[known] == 1
    asked = np.bincount(thing)
    tried = np.flatnonzero(np.bincount(thing, young) >= settings.smallest_group)
    order = np.argsort(thing, kind="stable")
    start = np.searchsorted(thing[order], tried)
    rows = [order[first : first + asked[one]] for one, first in zip(tried, start, strict=True)]
    clock = _Clock.of(at, young)
    found = [_judge(clock, at[one], young[one], settings) for one in rows]
    # things that too few newcomers ask for are hypotheses too, without any evidence
    told = np.full(int((asked >= settings.smallest_group).sum()), -np.inf)
    told[: len(found)] = [one.log_e for one in found]
    cohorts = []
    for i in np.flatnonzero(ebh(told, settings.fdr)).tolist():
        one = found[i]
        inside = rows[i][young[rows[i]] & one.holds(at[rows[i]])]
        if one.sure >= _SURE and len(inside) >= settings.smallest_group:
            members = np.sort(acts.actor[known[inside]])
            cohorts.append(
                Cohort(int(tried[i]), members, np.full(len(members), one.sure), one.log_e)
            )
    return sorted(cohorts, key=lambda one: (-one.log_e, one.thing))


@dataclass(frozen=True)
class Company:
    """What people do beside asking, laid out by time: who shares what with whom."""

    parts: tuple[tuple[Acts, Ints], ...]  # acts of one sort, and their positions by time

    @classmethod
    def of(cls, beside: Sequence[Edges]) -> Company:
        """Lay out all acts of some sorts."""
        laid = [Acts.from_edges(edges) for edges in beside]
        return cls(tuple((acts, np.argsort(acts.at, kind="stable")) for acts in laid))

    def keeps(self, members: Ints) -> bool:
        """Whether accounts share what they do otherwise as people of one taste do.

        Newcomers may all ask for one thing because they came for one thing: a new circle of people.
        They then meet elsewhere too. The pairs that meet on targets are weighed against what the
        targets' popularity among all others of those days gives (strangers) and against several
        times as many. What many of them say in chorus is no company, nor is doing nothing else.

        >>> rng = np.random.default_rng(0)
        >>> who, taste = np.arange(4000) % 400, np.arange(4000) % 8
        >>> company = Company.of([Edges(who, taste * 50 + rng.integers(0, 50, 4000))])
        >>> company.keeps(np.arange(0, 400, 8)), company.keeps(np.arange(50))
        (True, False)
        """
        pairs = [_pairs_that_meet(*part, members) for part in self.parts]
        met, by_chance = np.sum(pairs, axis=0) if pairs else (0.0, 0.0)
        return bool(met * np.log(_ALIKE) > (_ALIKE - 1) * by_chance + 1e-9)


def _pairs_that_meet(acts: Acts, by_time: Ints, members: Ints) -> tuple[float, float]:
    """Pairs of members that meet on a target, and how many would by the targets' popularity."""
    mine = acts.by(members[members < acts.actors])
    said = acts.text[mine]
    often = np.bincount(said[said >= 0], minlength=1) >= _CHORUS * max(1, int((said >= 0).sum()))
    mine = mine[~np.isin(said, np.flatnonzero(often))]
    if len(mine) == 0:
        return 0.0, 0.0
    when, at = by_time, acts.at[mine]
    if not np.isnan(at).all():
        # what is popular changes: only who acted in the same days tells what was then
        first = np.searchsorted(acts.at, np.nanmin(at), "left", sorter=by_time)
        last = np.searchsorted(acts.at, np.nanmax(at), "right", sorter=by_time)
        when = by_time[first:last]
    here = np.bincount(acts.target[when], minlength=acts.targets).astype(np.float64)
    theirs = np.bincount(acts.target[mine], minlength=acts.targets).astype(np.float64)
    others = np.maximum(here - theirs, 0)
    share = others / max(1.0, others.sum())
    met = float((theirs * (theirs - 1)).sum() / 2)
    return met, float(theirs.sum() ** 2 / 2 * (share**2).sum())


def _newness(signs: Ints) -> Ints:
    """Of each act 1 where the account is a newcomer, 0 where not, -1 unknown; first who tells."""
    told = np.full(len(signs), -1, dtype=np.int64)
    for column in signs.T[:2][::-1]:
        told = np.where(column >= 0, column, told)
    return told


@dataclass(frozen=True)
class _Clock:
    """All asks in order of time, and how many of the first so many are newcomers'."""

    at: Floats
    young: Ints

    @classmethod
    def of(cls, at: Floats, young: npt.NDArray[np.bool_]) -> _Clock:
        order = np.argsort(at, kind="stable")
        return cls(at[order], np.concatenate(([0], np.cumsum(young[order]))))

    def within(self, first: float, last: float) -> tuple[int, int]:
        """Asks in a span, and how many of them are newcomers'."""
        low, high = np.searchsorted(self.at, (first, last)).tolist()
        return high - low, int(self.young[high] - self.young[low])


@dataclass(frozen=True)
class _Judged:
    """One thing: the evidence, the span that convicts, how sure a newcomer in it belongs."""

    log_e: float
    first: float = 0.0  # seconds
    last: float = 0.0
    sure: float = 0.0  # 0..1

    def holds(self, at: Floats) -> npt.NDArray[np.bool_]:
        """Which times lie in the span."""
        return (at >= self.first) & (at < self.last)


def _judge(
    clock: _Clock, at: Floats, young: npt.NDArray[np.bool_], settings: TrustSettings
) -> _Judged:
    begins, lasts = float(clock.at[0]), float(clock.at[-1] - clock.at[0])
    good: list[_Judged] = []
    told = []
    for days in _SPANS:
        length, best = days * _DAY, -np.inf
        for shift in (0.0, length / 2):
            slots, new = np.unique(
                np.floor((at[young] - begins + shift) / length), return_counts=True
            )
            slots = slots[new >= settings.smallest_group]
            for first in (slots * length - shift + begins).tolist():
                one = _judge_span(clock, at, young, (first, first + length))
                best = max(best, one.log_e)
                good += [one] if one.log_e >= settings.decisive else []
        # the mean over all spans the record has is no less than the best by itself
        told.append(best - np.log(2 * max(1.0, np.ceil(lasts / length))))
    if not good:
        return _Judged(-np.inf)
    first, last = min(one.first for one in good), max(one.last for one in good)
    sure = _judge_span(clock, at, young, (first, last)).sure
    return _Judged(float(log_mean_e(told)), first, last, sure)


def _judge_span(
    clock: _Clock, at: Floats, young: npt.NDArray[np.bool_], span: tuple[float, float]
) -> _Judged:
    """The lesser of: asked for at this time; asked for by newcomers."""
    inside = (at >= span[0]) & (at < span[1])
    here, new = int(inside.sum()), int((inside & young).sum())
    everyone, newcomers = clock.within(*span)
    odds = (newcomers - new + 0.5) / (everyone - newcomers - (here - new) + 0.5)
    sure = 1 - min(1.0, odds * (here - new) / max(1, new))
    poor = excess_log_e(everyone, newcomers, here, new, usual=_USUAL_NEWCOMERS)
    if poor <= 0:
        return _Judged(-np.inf, *span, sure)
    moment = excess_log_e(len(clock.at), len(at), everyone, here, usual=_USUAL_MOMENT)
    return _Judged(min(poor, moment), *span, sure)
