"""What the next count of a stream should be: its level, its weekday and how much it strays."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

__all__ = ["StreamBaseline"]

Floats = NDArray[np.float64]
_PRIOR_COUNTS = 20.0  # counts' worth of belief that a stream's weekdays are like everyone's
_PRIOR_TICKS = 10.0  # ticks' worth of belief that a stream strays like the others
_SHARPEST = 3.0  # standard deviations beyond which a count is no more evidence
_WILDEST = 5.0  # standard deviations beyond which it teaches no more
_LEAST_MEAN = 0.02
_FIRST_GUESS = 5  # counts from which on predictions are made, if only to learn from their errors
_SLOWER = 2  # guards a tick waits before it speaks of spread: a rise is not what is usual


class StreamBaseline:
    """Learns what is normal for many streams at once, tick by tick, from ticks long enough ago.

    The mean is an exponentially forgetting level times a weekday factor, the variance
    ``mean + dispersion mean^2`` (negative binomial). A tick only teaches after ``guard`` further
    ticks, so that a rise cannot become its own normal before it is seen; and by no more than three
    standard deviations. Dispersion and the correlation of successive errors are learnt from the
    errors of these same predictions, so that a level that wanders counts as less certain; and the
    mean is given one standard error of the level above it.
    """

    def __init__(self, streams: int, *, half_life: float, guard: int, burn_in: int) -> None:
        """Start with nothing known; all three are in ticks."""
        self._kept = 0.5 ** (1.0 / half_life)
        self._burn_in = burn_in
        self._waiting: deque[tuple[int, Floats, Floats]] = deque()
        self._judging: deque[tuple[Floats, Floats]] = deque()
        self._guard = guard
        self._seen = np.zeros(streams, dtype=np.int64)
        self._level = np.zeros((3, streams))  # counts, weekdays' worth of ticks, squared weights
        self._week = np.zeros((2, 7, streams))  # counts, counts by level alone
        self._error = np.zeros((2, streams))  # excess squared error, squared mean
        self._echo = np.zeros((2, streams))  # product of successive errors, squared errors
        self._before = np.full(streams, np.nan)
        self._expected = np.full(streams, np.nan)

    def predict(self, weekday: int, season: Floats) -> tuple[Floats, Floats, Floats]:
        """Mean (NaN before burn-in), dispersion, and worth of a tick in independent ticks."""
        counts, ticks, squares = self._level
        level = counts / np.maximum(ticks, 1e-12)
        known = (self._seen >= min(_FIRST_GUESS, self._burn_in)) & (ticks > 0)
        mean = np.where(
            known, np.maximum(level * self._weekdays()[weekday] * season, _LEAST_MEAN), np.nan
        )
        learnt = np.maximum(ticks**2 / np.maximum(squares, 1e-12), 1.0)
        spread = self._dispersion()
        unsure = (1.0 / np.maximum(mean, _LEAST_MEAN) + spread) / learnt
        self._expected = mean
        judged = np.where(self._seen >= self._burn_in, mean, np.nan)
        # What the level is off by, it is off by for many ticks: one error to the safe side.
        return judged * (1 + np.sqrt(unsure)), spread + unsure, self._worth()

    def capped(self, counts: Floats, mean: Floats, dispersion: Floats) -> Floats:
        """Counts, none more than three standard deviations above its mean."""
        return _at_most(_SHARPEST, counts, mean, dispersion)

    def learn(self, weekday: int, counts: Floats) -> None:
        """Let a tick pass: keep it, and take in what is ``guard`` ticks old (NaN: not counted)."""
        tame = _at_most(_WILDEST, counts, self._expected, self._dispersion())
        self._waiting.append((weekday, tame, self._expected))
        self._level[:2] *= self._kept
        self._level[2] *= self._kept**2
        slow = self._kept**0.25  # weekdays and spread change slower than levels
        self._week *= slow
        self._error *= slow
        self._echo *= slow
        if len(self._waiting) > self._guard:
            self._take_in(*self._waiting.popleft())

    def _take_in(self, weekday: int, counts: Floats, mean: Floats) -> None:
        """Learn level and weekday from a tick, and spread from one still older."""
        there = ~np.isnan(counts)
        factor = self._weekdays()[weekday]
        y = np.where(there, counts, 0.0)
        alone = self._level[0] / np.maximum(self._level[1], 1e-12)
        known = there & (self._level[1] > 0)
        self._level += np.where(there, np.stack((y, factor, factor**2)), 0.0)
        self._week[:, weekday] += np.where(known, np.stack((y, alone)), 0.0)
        self._seen += there
        self._judging.append((counts, mean))
        if len(self._judging) > _SLOWER * self._guard:
            self._judge(*self._judging.popleft())

    def _judge(self, counts: Floats, mean: Floats) -> None:
        """Learn how far counts stray from what was predicted, and whether errors echo."""
        judged = ~np.isnan(counts) & ~np.isnan(mean)
        y = np.where(judged, counts, 0.0)
        m = np.where(judged, mean, 1.0)
        error = y - m
        self._error += np.where(judged, np.stack((error**2 - m, m**2)), 0.0)
        signed = np.clip(error / np.sqrt(m + self._dispersion() * m**2), -1, 1)
        self._hear_echo(np.where(judged, signed, np.nan))

    def _hear_echo(self, error: Floats) -> None:
        both = ~np.isnan(error) & ~np.isnan(self._before)
        product = np.where(both, error * self._before, 0.0)
        self._echo += np.stack((product, np.where(both, error**2, 0.0)))
        self._before = np.where(np.isnan(error), self._before, error)

    def _weekdays(self) -> Floats:
        """Factor of each weekday and stream, shrunk to that of all streams; shape (7, streams)."""
        got, due = self._week
        scale = np.maximum(due.sum(axis=0) / 7, 1e-12)  # a busy stream does not speak for all
        common = ((got / scale).sum(axis=1) + 1.0) / ((due / scale).sum(axis=1) + 1.0)
        return np.asarray((got + _PRIOR_COUNTS * common[:, None]) / (due + _PRIOR_COUNTS))

    def _dispersion(self) -> Floats:
        """Of each stream, shrunk to that of all; never below 0."""
        excess, squared = self._error
        scale = np.where(squared > 0, squared, 1.0)
        own = np.where(squared > 0, excess / scale, 0.0)
        common = max(float(np.median(own[squared > 0])), 0.0) if (squared > 0).any() else 1.0
        ticks = self._seen.astype(np.float64)
        return np.maximum((ticks * own + _PRIOR_TICKS * common) / (ticks + _PRIOR_TICKS), 0.0)

    def _worth(self) -> Floats:
        """(1 - r) / (1 + r) with r the correlation of successive errors, between 0.1 and 1."""
        product, square = self._echo
        ticks = self._seen.astype(np.float64)
        own = np.where(square > 0, product / np.maximum(square, 1e-12), 0.0)
        common = float(np.median(own[square > 0])) if (square > 0).any() else 0.0
        r = (ticks * own + _PRIOR_TICKS * common) / (ticks + _PRIOR_TICKS)
        r = np.clip(r, 0.0, 0.8)
        return np.asarray((1 - r) / (1 + r))


def _at_most(deviations: float, counts: Floats, mean: Floats, dispersion: Floats) -> Floats:
    highest = mean + deviations * np.sqrt(mean + dispersion * mean**2)
    return np.where(np.isnan(mean), counts, np.minimum(counts, highest))
