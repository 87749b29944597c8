"""A channel: one kind of response, what it was expected to be and what it says of each note."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.evidence import note_log_e
from isotherm.trends.expectation import Expectation, expect_responses
from isotherm.trends.heard import Heard, Responses
from isotherm.trends.late import expect_late
from isotherm.trends.settings import TrendSettings

__all__ = ["Channel", "shares_before"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Reals = NDArray[np.floating]
_LEAST_NEWS = 0.05  # of a usual responder's worth, however much has been heard
_NOTHING = 1e-12  # instead of 0 where none is due
_OWN_PRIOR = 2.0  # notes' worth of belief that a candidate's past is as expected


@dataclasses.dataclass(frozen=True)
class Channel:
    """Responses of one kind and their expectation."""

    day: Ints  # (notes,) the day of each note
    responses: Responses
    share: Floats  # (responses,) the actor's share of all responses on the days before
    expectations: tuple[Expectation, ...]  # of all responses, and of those that come late
    burn_in: int  # the day from which evidence is gathered
    settings: TrendSettings

    @classmethod
    def of(
        cls, heard: Heard, responses: Responses, *, burn_in: int, settings: TrendSettings
    ) -> Self:
        """Count the responses of a kind by age and learn what was to be expected."""
        shares = shares_before(responses)
        found = _expect(heard, responses, None, settings)
        return cls(heard.day, responses, shares, found, burn_in, settings)

    def without(self, heard: Heard, told: Ints) -> Self:
        """The same channel, taught by no note from the day on which it was told to be a wave's."""
        expectations = _expect(heard, self.responses, told, self.settings)
        return dataclasses.replace(self, expectations=expectations)

    def alone_log_e(self, notes: slice) -> Floats:
        """Each note's evidence at each age, taken alone; shape (kinds, notes, ages)."""
        return np.concatenate(
            [
                self._log_e(found.counted[notes], found.expected[notes], found.frailty[notes])
                for found in self.expectations
            ]
        )

    def unit_log_e(self, members: Ints, units: Ints, past: Ints | None = None) -> Floats:
        """Evidence of each unit: (kinds, units, ages); own past allowed for.

        A kind is a lift and a shape, of all responses or of the late ones. ``past`` are the notes
        whose past is the members' own, if these are not all of them. The lift is a wave's, not a
        note's, so the notes' evidence is kept apart by kind and put together over the wave.
        """
        counted, news = self._fresh_counts(members)
        which = np.searchsorted(members, units)
        parts = []
        for found in self.expectations:
            own = self._own_past(found, members if past is None else past, units)
            expected = np.diff(found.expected[units], axis=1, prepend=0.0) * news[which]
            expected = np.cumsum(expected, axis=1) * own
            heard = np.where(np.arange(counted.shape[1]) >= found.since, counted[which], 0.0)
            parts.append(self._log_e(np.cumsum(heard, axis=1), expected, found.frailty[units]))
        return np.concatenate(parts)

    def _log_e(self, counted: Reals, expected: Reals, frailty: Reals) -> Floats:
        lifts, cap = self.settings.lifts, self.settings.cap
        return note_log_e(counted, expected, frailty[:, None], lifts=lifts, cap=cap)

    def _fresh_counts(self, members: Ints) -> tuple[Floats, Floats]:
        """Weighted responders by member and age, and what a usual responder would count for.

        An actor's r-th response counts 2^-(r-1): a few hundred fans who answer everything stay
        bounded. Whoever usually responds in the community, by the share of all responses before,
        is discounted in the expectation too: in a small circle, where the same people answer a
        growing wave, it does not die of their being known.
        """
        heard, ages = self.responses, self.settings.response_days
        which, place = heard.of(members)
        order = np.argsort(heard.turn[which])
        which, place = which[order], place[order]
        actor, day = heard.actor[which], heard.day[which]
        begins = np.flatnonzero(np.concatenate(([True], actor[1:] != actor[:-1])))[: len(actor)]
        lengths = np.diff(np.append(begins, len(actor)))
        rank = np.arange(len(actor)) - np.repeat(begins, lengths)
        worth = 0.5 ** np.minimum(rank, 60)
        age = day - self.day[members][place]
        near = (age >= 0) & (age < ages)
        flat = place[near] * ages + age[near]
        counts = np.bincount(
            flat, weights=(heard.weight[which] * worth)[near], minlength=len(members) * ages
        )
        last = int(self.day[members[-1]]) + ages
        heard_by = np.bincount(day, weights=0.5 * worth * self.share[which], minlength=last + 1)
        before = np.concatenate(([0.0], np.cumsum(heard_by)))
        news = 1.0 - before[self.day[members][:, None] + np.arange(ages)]
        return counts.reshape(len(members), ages).astype(np.float64), np.maximum(news, _LEAST_NEWS)

    def _own_past(self, found: Expectation, members: Ints, units: Ints) -> Floats:
        """How much better than expected the candidate did before; shape (units, ages), 1 or more.

        A template that is always answered well, or always sooner, is a habit and not a trend: its
        past notes are held against their expectation at each age. Only notes from before the
        guard gap count, so that a wave that climbs for weeks does not hide itself; of the notes
        from before evidence is gathered, all that came by the day before. A note weighs by how
        surely it tells (its expectation over the variance of its luck), so that one author of
        great reach does not speak for all.
        """
        got, due = self._of_early(found, members[self.day[members] < self.burn_in], units)
        late = members[self.day[members] >= self.burn_in]
        weight = _weight(found, late[:, None], found.expected[late])
        gap = max(self.settings.guard_days, self.settings.response_days)
        past = np.searchsorted(self.day[late], self.day[units] - gap, side="right")
        got += _sums_before(weight * found.counted[late], past)
        due += _sums_before(weight * found.expected[late], past)
        own = found.expected[units]
        usual = _OWN_PRIOR * own * _weight(found, units[:, None], own)
        return np.maximum((got + usual) / np.maximum(due + usual, _NOTHING), 1.0)

    def _of_early(self, found: Expectation, early: Ints, units: Ints) -> tuple[Floats, Floats]:
        """What notes from before evidence is gathered had got, and were due, before each unit.

        In the first days next to nothing was known of what to expect: what other notes of their
        time got is due too, where it is less, or a record that begins loudly would hide habits.
        """
        ages = self.settings.response_days
        # From some day on all of them are of full age.
        days, which = np.unique(
            np.minimum(self.day[units], self.burn_in + ages), return_inverse=True
        )
        there = (days[:, None] - 1 - self.day[early])[:, :, None]
        row, age = early[None, :, None], np.minimum(there, np.arange(ages))
        weight = _weight(found, early[:, None], found.expected[row, age])
        due = np.minimum(
            found.expected[row, age], self._early_means[found.since][self.day[row], age]
        )
        got, due = found.counted[row, age] * weight, due * weight
        return got.sum(axis=1)[which], due.sum(axis=1)[which]

    @cached_property
    def _early_means(self) -> dict[int, Floats]:
        return {found.since: self._early_mean(found) for found in self.expectations}

    def _early_mean(self, found: Expectation) -> Floats:
        """Mean responses to a week's notes, up to each day before evidence is gathered."""
        first = np.searchsorted(self.day, np.arange(self.burn_in + 1))
        counted = found.counted[: first[-1]].astype(np.float64)
        week = first[np.maximum(np.arange(self.burn_in) - 6, 0)]
        sums = _sums_before(counted, first[1:]) - _sums_before(counted, week)
        return np.asarray(sums / np.maximum(first[1:] - week, 1)[:, None])


def _weight(found: Expectation, notes: Ints, expected: Reals) -> Floats:
    """How surely notes of some expectation tell."""
    return np.asarray(1.0 / (1.0 + expected / found.frailty[notes]))


def _sums_before(values: Floats, end: Ints) -> Floats:
    """Sums of the first ``end`` rows."""
    return np.concatenate((np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)))[end]


def _expect(
    heard: Heard, responses: Responses, told: Ints | None, settings: TrendSettings
) -> tuple[Expectation, ...]:
    """What was to be expected of all responses of a kind, and of those that come late.

    ``told`` is the day from which each note is known to be a wave's, and teaches no more.
    """
    age = responses.day - heard.day[responses.note]
    near = (age >= 0) & (age < settings.response_days)
    counts = np.zeros((len(heard.day), settings.response_days), dtype=np.float32)
    weight = responses.weight[near].astype(np.float32)
    np.add.at(counts, (responses.note[near], age[near]), weight)
    expectation = expect_responses(
        day=heard.day,
        author=heard.author,
        reach=np.log2(1 + np.nan_to_num(heard.followers, nan=0.0)).astype(np.int64),
        responses=counts,
        told=told,
        last_day=heard.last_day,
        settings=settings,
    )
    late = expect_late(
        expectation,
        day=heard.day,
        told=told,
        since=min(settings.late_days, settings.response_days - 1),
        last_day=heard.last_day,
    )
    return expectation, late


def shares_before(responses: Responses) -> Floats:
    """Of each response, its actor's share of all responses on the days before it."""
    size = len(responses.day)
    order = np.lexsort((responses.day, responses.actor))
    actor, day = responses.actor[order], responses.day[order]
    new = np.concatenate(([True], (actor[1:] != actor[:-1]) | (day[1:] != day[:-1])))[:size]
    own = np.flatnonzero(np.concatenate(([True], actor[1:] != actor[:-1]))[:size])
    begin = np.repeat(own, np.diff(np.append(own, size)))
    same_day = np.maximum.accumulate(np.where(new, np.arange(size), 0))
    earlier = np.empty(size)
    earlier[order] = same_day - begin
    by_day = np.concatenate(([0], np.cumsum(np.bincount(np.maximum(responses.day, 0)))))
    return np.asarray(earlier / np.maximum(by_day[np.maximum(responses.day, 0)], 1))
