"""How far off forecasts were in rehearsal, by horizon: the split-conformal interval."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from isotherm.forecast.panel import Floats

__all__ = ["Misses", "conformal_offsets", "own_scale"]


@dataclasses.dataclass(frozen=True)
class Misses:
    """Held-out log errors over their series' own scale, and how many steps ahead each was."""

    scaled: Floats
    steps: np.ndarray
    series: int


def own_scale(noise: Floats, seen: Floats, typical: float, weight: float) -> Floats:
    """A series' log error scale: its own noise, shrunk to the panel's by how little was seen."""
    pooled = (seen * noise**2 + weight * typical**2) / np.maximum(seen + weight, 1e-12)
    newness = np.sqrt(1 + weight / np.maximum(seen, 0.5))
    return np.sqrt(pooled) * newness


def conformal_offsets(
    misses: Misses, levels: Sequence[float], horizon: int, *, newcomer: float
) -> Floats:
    """Offsets (levels, horizon) in units of the own scale, from ranks of rehearsal misses.

    At each horizon the misses within an eighth of it (at least two steps) are pooled and the
    (1 - a)(1 + 1/n) quantile is taken, Vovk's finite-sample rank. Misses of one series depend on
    each other, so that with few series the interval is widened; past the longest rehearsed step
    it grows with the square root of time.
    """
    normal = np.array([NormalDist().inv_cdf(level) for level in levels])
    longest = int(misses.steps.max()) if misses.steps.size else 0
    out = np.empty((len(levels), horizon))
    for ahead in range(1, horizon + 1):
        reach = max(2, min(ahead, longest) // 8)
        near = misses.scaled[np.abs(misses.steps - min(ahead, longest)) <= reach]
        if longest == 0 or near.size < 8:
            out[:, ahead - 1] = normal * newcomer * np.sqrt(1 + ahead / max(horizon, 1))
            continue
        ranks = [_safe_rank(level, near.size) for level in levels]
        widen = (1 + 2 / (misses.series + 4)) * np.sqrt(max(1.0, ahead / longest))
        out[:, ahead - 1] = np.quantile(near, ranks) * widen
    return _ordered(out, np.asarray(levels))


def _safe_rank(level: float, count: int) -> float:
    """The level moved outward by one observation, within 0..1."""
    outward = (level - 0.5) * (1 + 1 / count) + 0.5
    return min(max(outward, 0.0), 1.0)


def _ordered(offsets: Floats, levels: np.ndarray) -> Floats:
    """Levels below the median never above zero, those above never below, in rising order."""
    low = np.where((levels < 0.5)[:, None], np.minimum(offsets, 0.0), offsets)
    both = np.where((levels > 0.5)[:, None], np.maximum(low, 0.0), low)
    middle = np.where((levels == 0.5)[:, None], 0.0, both)
    return np.maximum.accumulate(middle, axis=0)
