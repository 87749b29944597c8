"""Forecast one young wave: how it goes on day by day, and how high its best day will be."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from isotherm.errors import UsageError
from isotherm.forecast.panel import Floats
from isotherm.forecast.settings import ForecastSettings
from isotherm.forecast.waveshapes import WaveBank, read_counts, wave_bank

__all__ = ["WaveForecast", "forecast_wave"]

_DRAWS = 600
_LEAST_SHARE = 0.02  # of the drawn waves that must stay in play; fewer means none of them is right
_DISPERSION_STEPS = (0.2, 0.45, 1.0, 2.2, 5.0)
_DRIFT, _DRIFT_MEMORY = 0.1, 0.9  # log sd and daily memory of what no smooth shape explains


@dataclasses.dataclass(frozen=True)
class WaveForecast:
    """Counts to expect on each day ahead, and the wave's best day, in the unit of the counts given.

    The peak is the highest daily count from the first day on, days already seen included; its day
    is told in days from the last one seen (0), so a peak that has passed is not above 0.
    """

    p10: Floats
    p50: Floats
    p90: Floats
    peak_p10: float
    peak_p50: float
    peak_p90: float
    peak_day_p10: int
    peak_day_p50: int
    peak_day_p90: int


def forecast_wave(
    daily_counts: ArrayLike,
    horizon: int,
    *,
    past: Sequence[ArrayLike] | WaveBank = (),
    seed: int = 0,
    settings: ForecastSettings | None = None,
) -> WaveForecast:
    """Say how a young trend goes on: how many a day, and how high its best day will be.

    ``daily_counts`` are its days so far, oldest first, from its first day; ``past`` finished waves
    of the same community (lists of daily counts), or a `WaveBank` learnt from them once for many
    trends. A bank of log-normal, Gamma, Gompertz and hype curves and of stretched past waves is
    weighted by the negative-binomial likelihood of the days seen (importance sampling, tempered
    until a fiftieth of the draws stays in play, so that a shape outside the bank widens the band).

    >>> ahead = forecast_wave([3, 8, 20, 41, 60], horizon=5)
    >>> bool((ahead.p10 <= ahead.p90).all() and ahead.peak_p10 >= 60)
    True
    """
    counts = read_counts(daily_counts)
    if horizon < 1 or counts.size == 0:
        days = counts.size
        raise UsageError(f"{days} days seen, horizon {horizon}; both must be at least 1")
    bank = past if isinstance(past, WaveBank) else wave_bank(past, seed=seed, settings=settings)
    rng = np.random.default_rng(seed)
    span = counts.size + max(horizon, counts.size + 14)
    curves = bank.over(span, seed)[:, :span]
    future, dispersion = _going_on(counts, curves, bank, rng)
    drawn = _drawn_counts(future, dispersion, rng)
    # counts are whole: a band between whole numbers covers too much, one within them as it says
    between = drawn[:, :horizon] + rng.uniform(-0.5, 0.5, (drawn.shape[0], horizon))
    low, middle, high = np.quantile(np.maximum(between, 0.0), (0.1, 0.5, 0.9), axis=0)
    best = np.maximum(drawn.max(axis=1), counts.max())
    height = np.quantile(best, (0.1, 0.5, 0.9)).tolist()
    found = _peak_days(counts, future, dispersion, rng)
    day = np.quantile(found, (0.1, 0.5, 0.9), method="nearest")
    days = day.astype(np.int64).tolist()
    return WaveForecast(low, middle, high, *height, *days)


def _peak_days(
    counts: Floats, future: Floats, dispersion: Floats, rng: np.random.Generator
) -> Floats:
    """The best day of each draw, counted from the last day seen.

    The days seen are smoothed, and counts of the same days drawn anew around them for each draw:
    which day was the best is as unsure as their luck.
    """
    smooth = _evened(counts[None, :])
    again = rng.standard_gamma(np.broadcast_to(dispersion, (len(dispersion), counts.size)))
    seen = _evened(rng.poisson(smooth * again / dispersion).astype(np.float64))
    seen_day = seen.argmax(axis=1) - (counts.size - 1)
    ahead = future.argmax(axis=1) + 1
    return np.where(future.max(axis=1) > smooth.max(), ahead, seen_day).astype(np.float64)


def _evened(counts: Floats) -> Floats:
    """Means of each day and its neighbours, row by row."""
    padded = np.pad(counts, ((0, 0), (1, 1)), mode="edge")
    return np.asarray((padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]) / 3)


def _going_on(
    counts: Floats, curves: Floats, bank: WaveBank, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Expected counts of the days to come (draws x days), and each draw's dispersion (n, 1)."""
    number = curves.shape[0]
    steps = np.array(_DISPERSION_STEPS) * bank.dispersion
    dispersion = rng.permutation(np.resize(steps, number))[:, None]
    seen = curves[:, : counts.size]
    scale, spread = _fitted_scale(counts, seen, dispersion)
    weights = _log_likelihood(counts, scale * seen, dispersion) + np.log(spread[:, 0])
    mean, sd = bank.height
    if np.isfinite(sd):
        weights -= 0.5 * ((np.log(scale[:, 0]) - mean) / sd) ** 2
    rows = _resampled(weights, rng)
    height = scale[rows] * np.exp(spread[rows] * rng.normal(size=(rows.size, 1)))
    return height * curves[rows, counts.size :], dispersion[rows]


def _fitted_scale(counts: Floats, seen: Floats, dispersion: Floats) -> tuple[Floats, Floats]:
    """Each curve's most likely height and the log standard deviation of it (Fisher information)."""
    scale = (counts.sum() + 0.5) / (seen.sum(axis=1, keepdims=True) + 1e-6)
    for _ in range(2):
        weight = 1 / (1 + scale * seen / dispersion)
        top = (weight * counts).sum(axis=1, keepdims=True) + 0.25
        scale = top / ((weight * seen).sum(axis=1, keepdims=True) + 1e-6)
    expected = scale * seen
    known = (expected / (1 + expected / dispersion)).sum(axis=1, keepdims=True)
    return scale, 1 / np.sqrt(known + 0.5)


def _log_likelihood(counts: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Negative binomial with variance mean + mean^2 / dispersion, summed over the days."""
    from scipy.special import gammaln

    each, place = np.unique(dispersion[:, 0], return_inverse=True)
    constant = (gammaln(counts[None, :] + each[:, None]) - gammaln(each)[:, None]).sum(axis=1)
    whole = np.log(mean + dispersion)
    terms = counts * (np.log(mean) - whole) + dispersion * (np.log(dispersion) - whole)
    return constant[place] + terms.sum(axis=1)


def _resampled(weights: Floats, rng: np.random.Generator) -> np.ndarray:
    """Draw rows by log weight, flattened (lowering its power) until enough rows stay in play."""
    level = weights - weights.max()
    shares = np.exp(level)
    while shares.sum() ** 2 / (shares**2).sum() < _LEAST_SHARE * weights.size:
        level = 0.8 * level
        shares = np.exp(level)
    edges = np.cumsum(shares / shares.sum())
    points = (np.arange(_DRAWS) + rng.uniform()) / _DRAWS
    return rng.permutation(np.minimum(np.searchsorted(edges, points), weights.size - 1))


def _drawn_counts(future: Floats, dispersion: Floats, rng: np.random.Generator) -> Floats:
    """Counts drawn around the expected ones, with the slow drift that no smooth shape explains."""
    step = _DRIFT * np.sqrt(1 - _DRIFT_MEMORY**2)
    shocks = rng.normal(scale=step, size=future.shape)
    drift = np.zeros(future.shape[0])
    expected = np.empty_like(future)
    for day in range(future.shape[1]):
        drift = _DRIFT_MEMORY * drift + shocks[:, day]
        expected[:, day] = future[:, day] * np.exp(drift)
    rate = expected * rng.standard_gamma(np.broadcast_to(dispersion, future.shape)) / dispersion
    return rng.poisson(np.minimum(rate, 1e15)).astype(np.float64)
