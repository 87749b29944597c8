"""Rehearse forecasts on a panel's own past: what corrects them, and how far off they were."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.forecast.intervals import Misses, own_scale
from isotherm.forecast.panel import Floats
from isotherm.forecast.season import cycle_length
from isotherm.forecast.settings import ForecastSettings
from isotherm.forecast.signals import Moment, read_moment, signal_traits
from isotherm.forecast.stack import Rehearsals, blend_weights, fit_corrections

__all__ = ["Lessons", "rehearse"]

_ROW_BUDGET = 60_000
_LEAST_ROWS = 200  # below this a fit of two dozen corrections would be noise


@dataclasses.dataclass(frozen=True)
class Lessons:
    """What the past taught: the correction's coefficients, the misses, the typical noise.

    ``reach`` is the largest correction (log) that any held-out rehearsal called for.
    """

    correction: Floats
    misses: Misses
    typical: float
    reach: float


def rehearse(
    values: Floats,
    leading: Floats | None,
    *,
    season: int,
    horizon: int,
    settings: ForecastSettings,
) -> Lessons:
    """Forecast from past moments, learn on what was known by then, measure on what came after."""
    now = read_moment(values, leading, season=season, steps=np.arange(1, 2), settings=settings)
    count = now.signals.shape[2]
    typical = _typical_noise(now, settings)
    moments = _past_moments(values, leading, season, horizon, settings)
    if not moments:
        empty = Misses(np.empty(0), np.empty(0, dtype=np.int64), len(values))
        return Lessons(np.zeros(count), empty, typical, 0.0)
    rows = _as_rows(values, moments, season)
    signed, penalty = signal_traits(count, leads=leading is not None)
    held, members = _hold_out(rows, cycle_length(season), settings, signed, penalty)
    mix = blend_weights(members, held.error, held.weight)
    error = held.error - members @ mix
    scale = own_scale(held.noise, held.seen, typical, settings.newcomer_weight)
    misses = Misses(error / scale, held.target - held.origin + 1, len(values))
    correction = np.zeros(count)
    if rows.error.size >= _LEAST_ROWS:
        correction = mix[1:] @ fit_corrections(rows, settings.penalties, signed, penalty)
    return Lessons(correction, misses, typical, float(np.quantile(np.abs(rows.error), 0.99)))


def _typical_noise(now: Moment, settings: ForecastSettings) -> float:
    known = now.fit.noise[now.fit.seen >= 8]
    middle = float(np.median(known)) if known.size else settings.newcomer_sd
    return max(middle, 1e-3)


def _past_moments(
    values: Floats, leading: Floats | None, season: int, horizon: int, settings: ForecastSettings
) -> list[Moment]:
    """Moments spread evenly from two cycles in to the last step but one, each a few steps ahead."""
    length = cycle_length(season)
    first, last = 2 * length, values.shape[1] - 1
    if last < first:
        first = max(length, last // 2) if last >= length else last + 1
    origins = np.unique(np.linspace(first, last, settings.origins).astype(int))[::1]
    each = max(6, _ROW_BUDGET // max(1, len(values) * origins.size))
    moments = []
    for origin in origins[origins >= first]:
        furthest = min(horizon, 2 * length, values.shape[1] - int(origin))
        steps = np.unique(np.linspace(1, furthest, min(each, furthest)).astype(int))
        before = None if leading is None else leading[:, :origin]
        moments.append(
            read_moment(values[:, :origin], before, season=season, steps=steps, settings=settings)
        )
    return moments


def _as_rows(values: Floats, moments: list[Moment], season: int) -> Rehearsals:
    scale = _seasonal_scale(values, season)
    parts = [_moment_rows(values, moment, scale) for moment in moments]
    names = [field.name for field in dataclasses.fields(Rehearsals)]
    return Rehearsals(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


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
    rows: Rehearsals, length: int, settings: ForecastSettings, signed: np.ndarray, penalty: Floats
) -> tuple[Rehearsals, Floats]:
    """Rows made after each cut, and what members fitted before that cut (first: none) say of them.

    Cuts lie a cycle, three quarters and half a cycle before the end, and everything before the
    first cut is judged without a correction only if nothing else is there.
    """
    end = int(rows.target.max()) + 1
    cuts = [end - length, end - 3 * length // 4, end - length // 2, end]
    held, members = [], []
    for cut, until in zip(cuts[:-1], cuts[1:], strict=True):
        later = rows.where((rows.origin >= cut) & (rows.origin < until))
        known = rows.where(rows.target < cut)
        fitted = np.zeros((len(settings.penalties), rows.signals.shape[1]))
        if known.error.size >= _LEAST_ROWS:
            fitted = fit_corrections(known, settings.penalties, signed, penalty)
        held.append(later)
        members.append(np.column_stack([np.zeros(later.error.size), later.signals @ fitted.T]))
    names = [field.name for field in dataclasses.fields(Rehearsals)]
    joined = (np.concatenate([getattr(part, name) for part in held]) for name in names)
    return Rehearsals(*joined), np.concatenate(members)
