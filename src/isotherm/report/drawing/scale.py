"""Scales: from values and days to places on a drawing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math

__all__ = ["DayScale", "round_up"]


@dataclasses.dataclass(frozen=True)
class DayScale:
    """Days from ``first`` to ``last`` laid along ``left`` to ``right``."""

    first: dt.datetime
    last: dt.datetime
    left: float
    right: float

    def at(self, moment: dt.datetime) -> float:
        """Where a moment lies; moments outside lie on the nearer end."""
        whole = (self.last - self.first).total_seconds() or 1.0
        part = (moment - self.first).total_seconds() / whole
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def months(self) -> list[dt.datetime]:
        """The first days of the months within."""
        found, at = [], self.first.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        while at <= self.last:
            if at >= self.first:
                found.append(at)
            at = (at + dt.timedelta(days=32)).replace(day=1)
        return found


def round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten, for the end of an axis.

    >>> round_up(37), round_up(180)
    (50.0, 200.0)
    """
    if value <= 0 or not math.isfinite(value):
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value * (1 - 1e-9))
