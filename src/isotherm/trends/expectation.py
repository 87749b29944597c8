"""What responses a note may expect, from its author's past, its author's reach and its age."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.settings import TrendSettings

__all__ = ["SHAPES", "Expectation", "expect_responses", "fit_frailty"]

SHAPES = np.array([0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0])
_REFIT_DAYS = 7
_SAMPLE = 20_000


@dataclasses.dataclass(frozen=True)
class Expectation:
    """Responses by note and age, as counted and as expected before they came."""

    counted: NDArray[np.float32]  # (notes, ages) responses up to and including each day of age
    expected: NDArray[np.float32]  # (notes, ages) their expectation from what came before
    frailty: NDArray[np.float32]  # (notes,) shape of the gamma that notes' luck follows
    since: int = 0  # the age from which responses count


def expect_responses(
    *,
    day: NDArray[np.int64],
    author: NDArray[np.int64],
    reach: NDArray[np.int64],
    responses: NDArray[np.float32],
    told: NDArray[np.int64] | None = None,
    last_day: int,
    settings: TrendSettings,
) -> Expectation:
    """What each note was to expect, day by day, from nothing but what came before that day.

    ``day`` (ascending) is when a note appeared, days up to ``last_day`` are known, ``author`` and
    ``reach`` number its author and the author's class of followers, ``responses`` (notes x ages)
    counts weighted responses by age in days. A note expects rel x g(age): g is the community's
    curve of responses over age, forgetting by half-lives; rel is the author's own past rate,
    shrunk to authors of like reach (gamma-Poisson). The luck of single notes follows a gamma of
    shape ``frailty``, fitted on finished notes. From the day in ``told`` on, a note teaches
    nothing more: it is known to be a wave's, and not what is usual.
    """
    usual = np.full(len(day), last_day + 1) if told is None else told
    ages = responses.shape[1]
    learner = _Learner(ages=ages, authors=_size(author), reaches=_size(reach), settings=settings)
    expected = np.zeros_like(responses)
    frailty = np.ones(len(day), dtype=np.float32)
    starts = np.searchsorted(day, np.arange(last_day + 2))
    for today in range(last_day + 1):
        if today % _REFIT_DAYS == 0:
            done = np.flatnonzero(usual[: starts[max(today - ages + 1, 0)]] > today)
            learner.shape = fit_frailty(responses[done].sum(axis=1), expected[done].sum(axis=1))
        new = slice(starts[today], starts[today + 1])
        relative = learner.relative(author[new], reach[new])
        frailty[new] = learner.shape
        learner.take_in(new, relative)
        for age in range(min(ages, today + 1)):
            notes = slice(starts[today - age], starts[today - age + 1])
            expected[notes, age] = learner.relatives(notes) * learner.curve(age)
        for age in range(min(ages, today + 1)):
            some = np.arange(starts[today - age], starts[today - age + 1])
            some = some[usual[some] > today]
            learner.learn(some, age, responses[some, age], author[some], reach[some])
        learner.forget()
    # Days to come: the curve is what it is on the last.
    _finish(expected, day, learner, last_day)
    return Expectation(np.cumsum(responses, axis=1), np.cumsum(expected, axis=1), frailty)


def _finish(
    expected: NDArray[np.float32], day: NDArray[np.int64], learner: _Learner, last: int
) -> None:
    for age in range(expected.shape[1]):
        later = day + age > last
        expected[later, age] = learner.all_relatives()[later] * learner.curve(age)


class _Learner:
    """What has been learnt of the curve, of authors and of classes of reach."""

    def __init__(self, *, ages: int, authors: int, reaches: int, settings: TrendSettings) -> None:
        self._kept = 0.5 ** (1.0 / settings.half_life_days)
        self._prior = settings.prior_notes
        self._got, self._risked = np.zeros(ages), np.zeros(ages)
        self._author = np.zeros((2, authors))  # responses got, notes' worth of curve risked
        self._reach = np.zeros((2, reaches))
        self._relative = np.zeros(0, dtype=np.float64)
        self.shape = 1.0

    def relative(self, author: NDArray[np.int64], reach: NDArray[np.int64]) -> NDArray[np.float64]:
        """How the new notes' authors stand to the community's mean, shrunk to their reach."""
        total = max(self._got.sum() / max(self._risked.max(), 1.0), 1e-3)
        worth = self._prior * total
        alike = (self._reach[0, reach] + worth) / (self._reach[1, reach] + worth)
        found: NDArray[np.float64] = (self._author[0, author] + worth * alike) / (
            self._author[1, author] + worth
        )
        return found

    def take_in(self, notes: slice, relative: NDArray[np.float64]) -> None:
        """Remember the new notes' relative rates."""
        if notes.stop > len(self._relative):
            self._relative = np.concatenate((self._relative, relative))

    def relatives(self, notes: slice) -> NDArray[np.float64]:
        """The relative rates of notes taken in before."""
        return self._relative[notes]

    def all_relatives(self) -> NDArray[np.float64]:
        """The relative rates of all notes, in order."""
        return self._relative

    def curve(self, age: int) -> float:
        """Responses a mean note gets on the day it is ``age`` days old."""
        return float((self._got[age] + 0.05) / (self._risked[age] + 1.0))

    def learn(
        self,
        notes: NDArray[np.int64],
        age: int,
        got: NDArray[np.floating],
        author: NDArray[np.int64],
        reach: NDArray[np.int64],
    ) -> None:
        """Take in what a day brought to the notes of one age.

        The day's own mean is what its notes are held against, so that authors heard in the first
        days are not taken for better than a curve that knew nothing yet.
        """
        self._got[age] += float(got.sum())
        self._risked[age] += float(self._relative[notes].sum())
        base = self.curve(age)
        got = got.astype(np.float64)  # adding at places is ten times as quick in one precision
        np.add.at(self._author[0], author, got)
        np.add.at(self._author[1], author, base)
        np.add.at(self._reach[0], reach, got)
        np.add.at(self._reach[1], reach, base)

    def forget(self) -> None:
        """Let a day pass."""
        self._got *= self._kept
        self._risked *= self._kept
        self._reach *= self._kept


def fit_frailty(counted: NDArray[np.floating], expected: NDArray[np.floating]) -> float:
    """The shape of the gamma that makes the counts likeliest (negative binomial, by grid).

    A small shape means that single notes are very lucky or unlucky. Few notes give 0.5.

    >>> rng = np.random.default_rng(1)
    >>> fit_frailty(rng.poisson(10 * rng.gamma(2, 1 / 2, 4000)), np.full(4000, 10.0))
    2.0
    """
    if len(counted) < 50:
        return 0.5
    from scipy.special import gammaln

    y = np.rint(np.asarray(counted[-_SAMPLE:], dtype=np.float64))
    m = np.maximum(np.asarray(expected[-_SAMPLE:], dtype=np.float64), 1e-6)
    fits = []
    for r in SHAPES:
        likelihood = gammaln(y + r) - math.lgamma(r) + r * np.log(r / (r + m))
        fits.append(float((likelihood + y * np.log(m / (r + m))).sum()))
    return float(SHAPES[int(np.argmax(fits))])


def _size(numbers: NDArray[np.int64]) -> int:
    return int(numbers.max(initial=-1)) + 1
