"""When things happen: the days of the record, the week, the hours of the day."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from isotherm.world.draws import Floats, Ints, WeightedChoice

__all__ = ["DAY", "Calendar"]

DAY = 86_400
_START = 1_756_656_000  # 2025-09-01 00:00 in Shanghai, a Monday
_WEEK = np.array([0.92, 0.93, 0.95, 0.97, 1.05, 1.22, 1.18])
_HOURS = WeightedChoice(
    [9, 5, 3, 2, 2, 3, 8, 20, 30, 33, 35, 40, 52, 47, 38, 36, 37, 40, 48, 58, 70, 78, 66, 30]
)


@dataclasses.dataclass(frozen=True)
class Calendar:
    """The days of one record, counted from its first."""

    days: int
    start: int = _START
    until: int | None = None  # the last second that is told, where the record breaks off

    @property
    def end(self) -> int:
        """The first second after the record."""
        return self.start + self.days * DAY

    def told(self, at: Ints) -> npt.NDArray[np.bool_]:
        """Which moments the record still tells of."""
        return np.full(len(at), fill_value=True) if self.until is None else at <= self.until

    def day_weights(self) -> Floats:
        """How busy each day is, by day of the week."""
        return _WEEK[np.arange(self.days) % 7]

    def moments(self, rng: np.random.Generator, days: Ints) -> Ints:
        """A second within each of ``days``, by the hours people are awake."""
        hour = _HOURS.draw(rng, len(days))
        second = hour * 3600 + rng.integers(0, 3600, len(days))
        return self.start + days * DAY + second

    def anywhen(self, rng: np.random.Generator, count: int) -> Ints:
        """``count`` moments over the whole record."""
        return self.moments(rng, WeightedChoice(self.day_weights()).draw(rng, count))

    def after(self, rng: np.random.Generator, at: Ints, lag_days: Floats) -> Ints:
        """A moment about ``lag_days`` after each ``at``, at a waking hour, never before."""
        day = ((at - self.start) / DAY + lag_days).astype(np.int64)
        moment = self.moments(rng, day)
        soon = at + 40 + rng.exponential(5_000, len(at)).astype(np.int64)
        return np.where(moment <= at + 30, soon, moment)
