"""Rehearse forecasts on a panel's own past: what corrects them, and how far off they were."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np

from isotherm.forecast.intervals import Misses, own_scale
from isotherm.forecast.panel import Floats, Panel
from isotherm.forecast.settings import ForecastSettings
from isotherm.forecast.signals import Moment, SignalTraits, read_moment, signal_traits
from isotherm.forecast.stack import Rehearsals, blend_weights, fit_corrections

__all__ = ["Lessons", "rehearse"]

_ROW_BUDGET = 50_000  # rehearsed values; a large panel is rehearsed on fewer steps each
_LEAST_ROWS = 60  # below this a fit of two dozen corrections would be noise,
_LEAST_ORIGINS = 4  # and rows of a few moments share those moments' luck


@dataclasses.dataclass(frozen=True)
class Lessons:
    """What the past taught: the correction's coefficients, the misses, the typical noise.

    ``reach`` bounds a correction (log): all but a hundredth of the rehearsals called for less.
    """

    correction: Floats
    misses: Misses
    typical: float
    reach: float


def rehearse(panel: Panel, *, horizon: int, settings: ForecastSettings) -> Lessons:
    """Forecast from past moments, learn on what was known by then, measure on what came after."""
    now = read_moment(panel, np.arange(1, 2), settings=settings)
    typical = _typical_noise(now, settings)
    moments = _past_moments(panel, horizon, settings)
    rows = _as_rows(panel, moments) if moments else None
    if rows is None or rows.error.size == 0:
        nothing = Misses(np.empty(0), np.empty(0, dtype=np.int64), len(panel))
        return Lessons(np.zeros(now.signals.shape[2]), nothing, typical, 0.0)
    return _taught(panel, rows, horizon=horizon, typical=typical, settings=settings)


def _taught(
    panel: Panel, rows: Rehearsals, *, horizon: int, typical: float, settings: ForecastSettings
) -> Lessons:
    count = rows.signals.shape[1]
    traits = signal_traits(count, leads=panel.leading is not None)
    held, members = _hold_out(rows, max(panel.cycle, horizon), settings, traits)
    mix = blend_weights(members, held.error, held.weight)
    scale = own_scale(held.noise, held.seen, typical, settings.newcomer_weight)
    scaled = (held.error - members @ mix) / scale
    misses = Misses(scaled, held.target - held.origin + 1, len(panel))
    correction: Floats = np.zeros(count)
    if _teaches(rows):
        correction = mix[1:] @ fit_corrections(rows, settings.penalties, traits)
    return Lessons(correction, misses, typical, float(np.quantile(np.abs(rows.error), 0.99)))


def _typical_noise(now: Moment, settings: ForecastSettings) -> float:
    known = now.fit.noise[now.fit.seen >= 8]
    middle = float(np.median(known)) if known.size else settings.newcomer_sd
    return max(middle, 1e-3)


def _past_moments(panel: Panel, horizon: int, settings: ForecastSettings) -> list[Moment]:
    """Moments spread evenly from two cycles in to the last step but one, each looking ahead."""
    length, last = panel.cycle, panel.length - 1
    first = 2 * length if 2 * length <= last else max(length, last // 2)
    if first > last:
        return []
    origins = np.unique(np.linspace(first, last, settings.origins).astype(int))
    each = max(6, _ROW_BUDGET // (len(panel) * origins.size))
    moments = []
    for origin in origins.tolist():
        furthest = min(horizon, panel.length - origin)
        steps = np.unique(np.linspace(1, furthest, min(each, furthest)).astype(int))
        moments.append(read_moment(panel.until(origin), steps, settings=settings))
    return moments


def _as_rows(panel: Panel, moments: list[Moment]) -> Rehearsals:
    values, scale = panel.values, _seasonal_scale(panel.values, panel.season)
    parts = [_moment_rows(values, moment, scale) for moment in moments]
    return Rehearsals.joined(parts)


def _moment_rows(values: Floats, moment: Moment, scale: Floats) -> Rehearsals:
    target = moment.origin + moment.steps - 1
    truth = values[:, target]
    known = np.isfinite(truth) & (moment.fit.seen > 0)
    error = np.log(np.where(known, truth, 0.0) + moment.offset) - moment.base
    wide = np.ones(truth.shape)
    weight = np.exp(moment.base) / scale
    return Rehearsals(
        signals=moment.signals[known],
        error=error[known],
        weight=np.minimum(weight, 20 * np.median(weight))[known],
        noise=(moment.fit.noise * wide)[known],
        seen=(moment.fit.seen * wide)[known],
        origin=(moment.origin * wide)[known].astype(np.int64),
        target=(target * wide)[known].astype(np.int64),
    )


def _seasonal_scale(values: Floats, season: int) -> Floats:
    """Mean absolute seasonal difference of each series (n, 1), at least a hundredth of its mean."""
    lag = season if values.shape[1] > season else 1
    change = np.abs(values[:, lag:] - values[:, :-lag])
    seen = np.isfinite(change)
    total = np.where(seen, change, 0.0).sum(axis=1)
    level = np.where(np.isfinite(values), values, 0.0).mean(axis=1)
    mean = total / np.maximum(seen.sum(axis=1), 1)
    return np.maximum(np.maximum(mean, 0.01 * level), 1e-12)[:, None]


def _hold_out(
    rows: Rehearsals, span: int, settings: ForecastSettings, traits: SignalTraits
) -> tuple[Rehearsals, Floats]:
    """Rows made after each cut, and what members fitted before that cut say of them.

    Cuts lie one and a half, one, three quarters and half a ``span`` (steps) before the end.
    """
    end = int(rows.target.max()) + 1
    cuts = [end - 3 * span // 2, end - span, end - 3 * span // 4, end - span // 2, end]
    held, members = [], []
    for cut, until in pairwise(cuts):
        later = rows.where((rows.origin >= cut) & (rows.origin < until))
        known = rows.where(rows.target < cut)
        fitted: Floats = np.zeros((len(settings.penalties), rows.signals.shape[1]))
        if _teaches(known):
            fitted = fit_corrections(known, settings.penalties, traits)
        held.append(later)
        members.append(np.column_stack([np.zeros(later.error.size), later.signals @ fitted.T]))
    return Rehearsals.joined(held), np.concatenate(members)


def _teaches(rows: Rehearsals) -> bool:
    return rows.error.size >= _LEAST_ROWS and np.unique(rows.origin).size >= _LEAST_ORIGINS
