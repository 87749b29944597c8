"""Forecast a panel of series: profile and level, corrected and bounded by rehearsal on its past."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from isotherm.errors import UsageError
from isotherm.forecast.intervals import conformal_offsets, own_scale
from isotherm.forecast.panel import Floats, Panel, read_panel
from isotherm.forecast.rehearsal import rehearse
from isotherm.forecast.settings import ForecastSettings
from isotherm.forecast.signals import read_moment

__all__ = ["Forecast", "forecast"]

_LEVELS = (0.05, 0.1, 0.5, 0.9, 0.95)
_FAR = 30.0  # log; a band further out says no more than this one, and would overflow


@dataclasses.dataclass(frozen=True)
class Forecast:
    """Values to expect, each array (series, horizon), in the unit of the series given.

    ``quantiles`` maps every level asked for to its array; p10 to p90 is the 80% band,
    levels .05 to .95 the 90% band.
    """

    p10: Floats
    p50: Floats
    p90: Floats
    quantiles: Mapping[float, Floats]


def forecast(
    series: ArrayLike,
    horizon: int,
    season: int,
    leading: ArrayLike | None = None,
    *,
    levels: Sequence[float] = _LEVELS,
    settings: ForecastSettings | None = None,
) -> Forecast:
    """Say how much of each thing will be wanted in the steps to come, and how sure that is.

    ``series`` is (n, time), oldest first, NaN where nothing was recorded (missing is not zero);
    ``season`` is its length in steps (1: none); ``leading`` has the same shape and may or may not
    run ahead: it gets weight only as far as it did so in this panel's own past.

    The forecast of the log is log(level x profile) + signals . b: the profile is each series' own
    shrunk to shapes the panel shares, b a least-absolute-error ridge with leading signals bounded
    at zero, stacked over penalties by held-out error. Intervals are split conformal (Vovk et al.
    2005) by horizon, over rehearsals that each correction had not seen. Raises `UsageError` for
    shapes, horizons, seasons or levels out of range, `DataError` for what is no array of numbers.

    >>> weeks = np.arange(120)
    >>> ahead = forecast([10 + 5 * np.sin(weeks * 2 * np.pi / 12)], horizon=3, season=12)
    >>> ahead.p50.round(1)
    array([[10. , 12.5, 14.3]])
    """
    _check(horizon, season, levels)
    panel = read_panel(series, leading, season=season)
    wanted = sorted({*levels, 0.1, 0.5, 0.9})
    if len(panel) == 0:
        empty: Floats = np.empty((0, horizon))
        quantiles = dict.fromkeys(wanted, empty)
    else:
        # small matrices: more threads only wait for each other, and sums must keep their order
        from threadpoolctl import threadpool_limits

        with threadpool_limits(limits=1, user_api="blas"):
            quantiles = _forecast_panel(panel, horizon, wanted, settings or ForecastSettings())
    return Forecast(quantiles[0.1], quantiles[0.5], quantiles[0.9], quantiles)


def _check(horizon: int, season: int, levels: Sequence[float]) -> None:
    if horizon < 1 or season < 1:
        raise UsageError(f"horizon is {horizon}, season {season}; both count steps from 1 up")
    for level in levels:
        if not 0 < level < 1:
            raise UsageError(f"level {level} is no probability strictly between 0 and 1")


def _forecast_panel(
    panel: Panel, horizon: int, levels: Sequence[float], settings: ForecastSettings
) -> dict[float, Floats]:
    lessons = rehearse(panel, horizon=horizon, settings=settings)
    now = read_moment(panel, np.arange(1, horizon + 1), settings=settings)
    called_for = now.signals @ lessons.correction
    middle = now.base + np.clip(called_for, -lessons.reach, lessons.reach)
    fit, weight = now.fit, settings.newcomer_weight
    spread = own_scale(fit.noise, fit.seen, lessons.typical, weight)
    newcomer = settings.newcomer_sd / lessons.typical
    offsets = conformal_offsets(lessons.misses, levels, horizon, newcomer=newcomer)
    return {
        level: np.maximum(np.exp(middle + np.clip(spread * offset, -_FAR, _FAR)) - now.offset, 0.0)
        - panel.lift
        for level, offset in zip(levels, offsets, strict=True)
    }
