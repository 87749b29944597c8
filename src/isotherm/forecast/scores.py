"""How good a forecast turned out: pinball loss, scaled error, coverage, and the ledger's rows."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import ArrayLike, NDArray

from isotherm.errors import UsageError
from isotherm.forecast.panel import Floats

__all__ = ["Scores", "coverage", "mase", "pinball_loss", "score_forecasts"]

_LEVELS = (0.1, 0.5, 0.9)


@dataclasses.dataclass(frozen=True)
class Scores:
    """One entry for each forecast issued: mean pinball loss, and whether the 80% band held.

    ``pinball`` is NaN and ``covered`` False where ``scored`` is False: its day has not come.
    """

    pinball: Floats
    covered: NDArray[np.bool_]
    scored: NDArray[np.bool_]


def pinball_loss(truth: ArrayLike, quantile: ArrayLike, level: float) -> Floats:
    """What missing costs when ``quantile`` was given as the ``level`` quantile; 0 is perfect.

    max(level (y - q), (level - 1)(y - q)), Koenker and Bassett 1978; in the unit of the values.

    >>> pinball_loss([10.0, 10.0], [8.0, 12.0], 0.9)
    array([1.8, 0.2])
    """
    if not 0 < level < 1:
        raise UsageError(f"level {level} is no probability strictly between 0 and 1")
    miss = np.asarray(truth, dtype=np.float64) - np.asarray(quantile, dtype=np.float64)
    return np.maximum(level * miss, (level - 1) * miss)


def coverage(truth: ArrayLike, low: ArrayLike, high: ArrayLike) -> float:
    """The share of values seen that fell within the band, both ends included; NaN if none was.

    >>> coverage([1.0, 2.0, float("nan")], [0, 3, 0], [2, 4, 1])
    0.5
    """
    values = np.asarray(truth, dtype=np.float64)
    seen = np.isfinite(values)
    if not seen.any():
        return float("nan")
    inside = (values >= np.asarray(low)) & (values <= np.asarray(high))
    return float(inside[seen].mean())


def mase(truth: ArrayLike, point: ArrayLike, history: ArrayLike, season: int) -> float:
    """Mean absolute error in units of the seasonal naive forecast's on the history; 1 is as good.

    Arrays are (n, horizon), (n, horizon), (n, time). Each series' error is divided by the mean of
    abs(y_t - y_(t - season)) over its history, then averaged (Hyndman and Koehler 2006). Series
    whose history never changed, or that were not seen, are left out; NaN if none is left.

    >>> mase([[3.0]], [[2.0]], [[0.0, 1.0, 2.0, 3.0]], season=2)
    0.5
    """
    past = np.asarray(history, dtype=np.float64)
    values, guess = np.asarray(truth, dtype=np.float64), np.asarray(point, dtype=np.float64)
    if not 1 <= season < past.shape[1]:
        length = past.shape[1]
        raise UsageError(f"season is {season}; expected 1 to less than the history's {length}")
    scale = _row_mean(np.abs(past[:, season:] - past[:, :-season]))
    error = _row_mean(np.abs(values - guess))
    usable = np.isfinite(error) & (scale > 0)
    return float((error[usable] / scale[usable]).mean()) if usable.any() else float("nan")


def score_forecasts(issued: ArrayLike, outcomes: ArrayLike) -> Scores:
    """Hold every forecast issued against what happened: the mathematics of the forecast ledger.

    ``issued`` is (n, 3): p10, p50, p90; ``outcomes`` (n,), NaN where the day has not come. The
    pinball loss is the mean over the three levels; covered means p10 <= outcome <= p90.

    >>> score_forecasts([[1, 2, 4], [1, 2, 4]], [2.0, 9.0]).covered
    array([ True, False])
    """
    rows = np.asarray(issued, dtype=np.float64)
    seen = np.asarray(outcomes, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[1] != 3 or seen.shape != rows.shape[:1]:
        shapes = f"{rows.shape} and {seen.shape}"
        raise UsageError(f"issued and outcomes have shapes {shapes}; expected (n, 3) and (n,)")
    losses = [pinball_loss(seen, rows[:, i], level) for i, level in enumerate(_LEVELS)]
    scored = np.isfinite(seen) & np.isfinite(rows).all(axis=1)
    pinball = np.where(scored, np.mean(losses, axis=0), np.nan)
    covered = scored & (rows[:, 0] <= seen) & (seen <= rows[:, 2])
    return Scores(pinball, covered, scored)


def _row_mean(values: Floats) -> Floats:
    seen = np.isfinite(values)
    count = seen.sum(axis=1)
    total = np.where(seen, values, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
