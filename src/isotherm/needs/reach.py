"""Reach: how well an asking can be filled here, told by the needs that are served."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

__all__ = ["BEST_REACH", "MOST_REACH", "Reach", "measure_reach", "reachable_fill", "shrink_fills"]

Floats = NDArray[np.float64]
MOST_REACH = 0.7  # quantile of the well-served that needs of their like surely reach
BEST_REACH = 0.85  # the same for how much is unmet: plain asking, in which many only look, is below


@dataclasses.dataclass(frozen=True)
class Reach:
    """How well an asking can be filled here.

    ``error`` is the standard error of ``fill``; ``spread`` how far well-served cells truly lie
    from one another (standard deviation), beyond what chance in their counts explains.
    """

    fill: float
    error: float
    spread: float


def shrink_fills(content: Floats, askers: Floats) -> Floats:
    """Each cell's fill, shrunk to the mean as far as the cells agree (beta-binomial, moments).

    >>> shrink_fills(np.array([0.0, 4.0, 40.0]), np.array([2.0, 8.0, 80.0])).round(2).tolist()
    [0.49, 0.49, 0.49]
    """
    mean = content.sum() / max(askers.sum(), 1.0)
    rate = content / np.maximum(askers, 1.0)
    noise = mean * (1 - mean) * np.maximum(len(askers), 1)
    spread = float((askers * (rate - mean) ** 2).sum())
    excess = max((spread - noise) / max(askers.sum(), 1.0), 1e-6)
    weight = max(mean * (1 - mean) / excess - 1.0, 0.5)
    return np.asarray((content + weight * mean) / (askers + weight))


def reachable_fill(content: Floats, askers: Floats, *, level: float = MOST_REACH) -> float:
    """How well a need can be filled here: a quantile (``level``) of the well-served, by askers.

    Well served is a cell filled at least half as well as the best tenth; one lucky cell does not
    set the line, and neither do the unmet ones, however many they are, nor those who only look.

    >>> reachable_fill(np.array([45.0, 50, 0, 3]), np.array([100.0, 100, 100, 100])).__round__(2)
    0.49
    """
    if askers.sum() <= 0:
        return 0.0
    fills = shrink_fills(content, askers)
    return _weighted_quantile(fills[_well(fills, askers)], askers[_well(fills, askers)], level)


def _well(fills: Floats, askers: Floats) -> NDArray[np.bool_]:
    """The well-served cells."""
    return np.asarray(fills >= 0.5 * _weighted_quantile(fills, askers, 0.9))


def measure_reach(content: Floats, askers: Floats, *, level: float = MOST_REACH) -> Reach:
    """The reachable fill, how surely it is known, and how far cells truly differ in it.

    The error joins that of the counts of the well-served cells with that of having only so many
    of them; their true spread is what is left of the spread of their fills when the binomial
    noise is taken away.
    """
    best = reachable_fill(content, askers, level=level)
    asked = askers > 0
    fills = shrink_fills(content, askers)
    well = asked & _well(fills, askers) if asked.any() else asked
    number, total = int(well.sum()), float(askers[well].sum())
    if number == 0 or best <= 0:
        return Reach(best, 0.5, 0.0)
    noise = best * (1 - best)
    share = askers[well] / total
    apart = float((share * (content[well] / askers[well] - best) ** 2).sum())
    spread = max(apart - noise * number / total, 0.0)
    effective = 1.0 / float((share**2).sum())
    return Reach(best, float(np.sqrt(noise / total + spread / effective)), float(np.sqrt(spread)))


def _weighted_quantile(values: Floats, weights: Floats, level: float) -> float:
    order = np.argsort(values, kind="stable")
    share = np.cumsum(weights[order]) / max(float(weights.sum()), 1e-12)
    return float(values[order][min(int(np.searchsorted(share, level)), len(values) - 1)])
