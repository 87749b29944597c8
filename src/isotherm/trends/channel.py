"""A channel: one kind of response, what it was expected to be and what it says of each note."""

from __future__ import annotations

import dataclasses
from typing import Self

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.evidence import note_log_e
from isotherm.trends.expectation import Expectation, expect_responses
from isotherm.trends.heard import Heard, Responses
from isotherm.trends.settings import TrendSettings

__all__ = ["Channel"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Reals = NDArray[np.floating]
_OWN_PRIOR = 5.0  # responses' worth of belief that a candidate's past is as expected


@dataclasses.dataclass(frozen=True)
class Channel:
    """Responses of one kind and their expectation."""

    day: Ints  # (notes,) the day of each note
    responses: Responses
    expectation: Expectation
    settings: TrendSettings

    @classmethod
    def of(cls, heard: Heard, responses: Responses, settings: TrendSettings) -> Self:
        """Count the responses of a kind by age and learn what was to be expected."""
        age = responses.day - heard.day[responses.note]
        near = (age >= 0) & (age < settings.response_days)
        counts = np.zeros((len(heard.day), settings.response_days), dtype=np.float32)
        weight = responses.weight[near].astype(np.float32)
        np.add.at(counts, (responses.note[near], age[near]), weight)
        reach = np.log2(1 + np.nan_to_num(heard.followers, nan=0.0)).astype(np.int64)
        expectation = expect_responses(
            day=heard.day, author=heard.author, reach=reach, responses=counts, settings=settings
        )
        return cls(heard.day, responses, expectation, settings)

    def raw_log_e(self) -> Floats:
        """Each note's evidence by age, taken alone; shape (notes, ages)."""
        found = self.expectation
        return self._log_e(found.counted, found.expected, found.frailty)

    def unit_log_e(self, members: Ints, units: Ints) -> Floats:
        """Evidence of each unit by age: responders counted once a candidate, own past allowed."""
        counted = self._first_time_counts(members)[np.searchsorted(members, units)]
        expected = self.expectation.expected[units] * self._own_past(members, units)[:, None]
        return self._log_e(np.cumsum(counted, axis=1), expected, self.expectation.frailty[units])

    def _log_e(self, counted: Reals, expected: Reals, frailty: Reals) -> Floats:
        lifts, cap = self.settings.lifts, self.settings.cap
        return note_log_e(counted, expected, frailty[:, None], lifts=lifts, cap=cap)

    def _first_time_counts(self, members: Ints) -> Floats:
        """Weighted responders by member and age; each actor counts where heard first."""
        heard, ages = self.responses, self.settings.response_days
        which, place = heard.of(members)
        order = np.lexsort((place, heard.day[which], heard.actor[which]))
        actor = heard.actor[which][order]
        first = order[np.concatenate(([True], actor[1:] != actor[:-1]))] if len(order) else order
        which, place = which[first], place[first]
        age = heard.day[which] - self.day[members][place]
        near = (age >= 0) & (age < ages)
        flat = place[near] * ages + age[near]
        counts = np.bincount(flat, weights=heard.weight[which[near]], minlength=len(members) * ages)
        return counts.reshape(len(members), ages).astype(np.float64)

    def _own_past(self, members: Ints, units: Ints) -> Floats:
        """How much better than expected the candidate's own finished notes did before each unit.

        A template that is always answered well is a habit, not a trend.
        """
        ages = self.settings.response_days
        got = np.concatenate(([0.0], np.cumsum(self.expectation.counted[members, -1])))
        due = np.concatenate(([0.0], np.cumsum(self.expectation.expected[members, -1])))
        past = np.searchsorted(self.day[members], self.day[units] - ages, side="right")
        ratio: Floats = (got[past] + _OWN_PRIOR) / (due[past] + _OWN_PRIOR)
        return np.maximum(ratio, 1.0)
