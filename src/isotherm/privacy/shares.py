"""Shares and prices made coarse: the fewer people are behind them, the coarser they are shown."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

__all__ = ["coarse_band", "coarse_rate", "coarse_shares", "grain_for"]

_GRAINS = (0.05, 0.1, 0.25)
_MOVES = 30  # people a grain holds, at least: so one more moves no curve more often than 1 in 10
_RATE_MOVES = 60  # the same for a rate, which a lot of pieces follows
_ENDS = 66  # the same for both ends of the middle three fifths of prices, see coarse_band


def grain_for(people: float, *, moves: float = _MOVES) -> float | None:
    """The finest grain in which shares of so many people may be shown; None when too few.

    One of n people moves a share by at most 1 / n; a grain of ``moves`` / n hides that all but once
    in ``moves``.

    >>> [grain_for(people) for people in (119, 120, 300, 4000)]
    [None, 0.25, 0.1, 0.05]
    """
    return next((grain for grain in _GRAINS if grain * people >= moves), None)


def coarse_shares(
    counts: Mapping[str, float], *, grain: float = 0.05, place: float = 0.5
) -> dict[str, float]:
    """Shares that sum to 1 in multiples of ``grain``; cells that come to nothing are left out.

    What lies up to each cell is rounded, all of it at the same hidden ``place`` (0..1), so that
    the shares are right on average.

    >>> coarse_shares({"M": 61, "L": 83})
    {'M': 0.4, 'L': 0.6}
    """
    total = sum(counts.values())
    if total <= 0:
        return {}
    grains = round(1 / grain)
    upto = itertools.accumulate(counts.values())
    edges = [0, *(math.floor(part / total * grains + place) for part in upto)]
    edges[-1] = grains
    cells = zip(counts, itertools.pairwise(edges), strict=True)
    return {cell: round((end - start) / grains, 4) for cell, (start, end) in cells if end > start}


def coarse_rate(hits: float, people: float, *, place: float = 0.5) -> float | None:
    """A share of people on the grain so many allow; None when they are too few.

    >>> coarse_rate(627, 900), coarse_rate(20, 30)
    (0.7, None)
    """
    grain = grain_for(people, moves=_RATE_MOVES)
    if grain is None:
        return None
    return round(min(math.floor(hits / people / grain + place) * grain, 1.0), 4)


def coarse_band(
    low: float, high: float, *, people: float, least: int, place: float = 0.5
) -> tuple[int, int] | None:
    """Both ends of a band on a grain so wide that one person hardly moves them; None when equal.

    Between the ends lie three fifths of the people, so one of n moves an end by about its fifth
    of (high - low) / .6 n and the grain is at least 66 (high - low) / n, in 1, 2, 5 times a power
    of ten times ``least``.

    >>> coarse_band(18_230, 41_900, people=4000, least=1000)
    (18000, 42000)
    >>> coarse_band(18_230, 41_900, people=400, least=1000)
    (20000, 40000)
    """
    grain = least
    for factor in itertools.cycle((2.0, 2.5, 2.0)):
        if grain >= _ENDS * (high - low) / max(people, 1.0):
            break
        grain = round(grain * factor)
    ends = tuple(math.floor(end / grain + place) * grain for end in (low, high))
    return (ends[0], ends[1]) if 0 < ends[0] < ends[1] else None
