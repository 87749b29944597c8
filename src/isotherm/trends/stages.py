"""The life of a trend: from its daily curve to the stage it is in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["stage_of", "surge_day"]


def stage_of(curve: NDArray[np.floating], *, days_since_detected: int) -> str:
    """Name the stage of a trend from its repliers a day, up to and including today.

    The last three whole days are held against the three before and against the best three days:
    half again as many is surging, a tenth more is growing, six tenths of the best is mature,
    less is fading; in its first week a trend that is not falling is emerging.

    >>> stage_of(np.array([1.0, 2, 4, 9, 15, 25]), days_since_detected=10)
    'surging'
    >>> stage_of(np.array([1.0, 30, 40, 30, 3, 2, 1]), days_since_detected=10)
    'fading'
    """
    smooth = np.convolve(np.concatenate(([0.0, 0.0], curve)), np.ones(3) / 3, mode="valid")
    now, best = float(smooth[-1]), float(smooth.max(initial=1e-9))
    before = float(smooth[-4]) if len(smooth) > 3 else 0.0
    growth = (now + 0.5) / (before + 0.5)
    if now < 0.6 * best:
        return "fading"
    if days_since_detected < 7 and growth >= 1:
        return "emerging"
    if growth >= 1.5:
        return "surging"
    return "growing" if growth >= 1.1 else "mature"


def surge_day(curve: NDArray[np.floating]) -> int:
    """The first day on which a trend reached half of its best day so far.

    >>> surge_day(np.array([1.0, 4, 10, 19, 20, 3]))
    2
    """
    return int(np.argmax(curve >= 0.5 * curve.max(initial=0.0)))
