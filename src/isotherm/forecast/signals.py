"""What a series, its season before and its leading series say beyond the profile, at one moment."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.forecast.panel import Floats
from isotherm.forecast.season import SeasonFit, cycle_length, fit_season, ratio_or, smooth_around
from isotherm.forecast.settings import ForecastSettings

__all__ = ["Moment", "read_moment", "signal_traits"]

_COMMON_PENALTY = 30.0  # a shift of the whole panel is known from few independent moments


@dataclasses.dataclass(frozen=True)
class Moment:
    """A forecast in the making at step ``origin``: logs of the profile forecast, and signals.

    ``base`` is (n, steps), ``signals`` (n, steps, signals), ``offset`` (n, 1).
    """

    origin: int
    steps: np.ndarray
    base: Floats
    offset: Floats
    signals: Floats
    fit: SeasonFit


def read_moment(
    values: Floats,
    leading: Floats | None,
    *,
    season: int,
    steps: np.ndarray,
    settings: ForecastSettings,
) -> Moment:
    """Read a panel (and its leading panel) that ends now; ``steps`` ahead count from 1."""
    fit = fit_season(values, season, settings)
    base = np.log(fit.expected(steps) + fit.offset)
    length = cycle_length(season)
    parts = _growth_signals(values, fit, length, steps)
    parts += _shape_signals(values, fit, season, steps, base)
    if leading is not None:
        parts += _leading_signals(values, leading, fit, length, steps, settings)
    every = np.ones(base.shape)
    parts += [every, every * _far(steps, length)]
    signals = np.stack(parts, axis=-1)
    return Moment(values.shape[1], steps, base, fit.offset, signals, fit)


def signal_traits(count: int, *, leads: bool) -> tuple[np.ndarray, Floats]:
    """Which signals may only push with their sign (the leading ones), and each one's penalty."""
    signed = np.zeros(count, dtype=bool)
    penalty = np.ones(count)
    penalty[-2:] = _COMMON_PENALTY
    if leads:
        signed[-6:-2] = True
    return signed, penalty


def _growth_signals(values: Floats, fit: SeasonFit, length: int, steps: np.ndarray) -> list[Floats]:
    """Growth over the cycle before, and where the last weeks stand against level and profile."""
    trust = 1 / (1 + 4 * fit.noise**2)
    near = np.exp(-steps / (length / 6.5))
    long = trust * _growth(values, fit.offset, length, length)
    quarter = trust * _growth(values, fit.offset, length // 4, length)
    parts = [long + 0 * near, long * _far(steps, length), quarter + 0 * near, quarter * near]
    for window in (max(1, length // 13), length // 4):
        gap = trust * _gap(values, fit, window)
        parts += [gap + 0 * near, gap * near]
    return parts


def _shape_signals(
    values: Floats, fit: SeasonFit, season: int, steps: np.ndarray, base: Floats
) -> list[Floats]:
    """The seasons before as they were, the panel's shape, and no season at all; logs over base."""
    phase = (steps - 1) % season
    parts = []
    for back, width in ((1, 0.0), (1, season / 52), (2, season / 52)):
        past = _season_before(values, season, back)
        seen = np.isfinite(past)
        filled = smooth_around(np.where(seen, past, 0.0), width)
        smooth = ratio_or(filled, smooth_around(seen.astype(np.float64), width), np.nan)
        parts.append(np.log(smooth[:, phase] + fit.offset) - base)
    shared = np.log(fit.level * fit.shared[:, phase] + fit.offset) - base
    flat = np.log(fit.level + fit.offset) - base
    parts += [shared, shared * fit.noise / (fit.noise + 0.15), flat]
    return [np.nan_to_num(part, nan=0.0) for part in parts]


def _leading_signals(
    values: Floats,
    leading: Floats,
    fit: SeasonFit,
    length: int,
    steps: np.ndarray,
    settings: ForecastSettings,
) -> list[Floats]:
    """How much faster the leading series grew over a cycle, half and a quarter of one."""
    count = fit.offset.shape[0]
    recent = leading[:, -2 * length :]
    seen = np.isfinite(recent)
    mean = ratio_or(np.where(seen, recent, 0.0).sum(axis=1), seen.sum(axis=1), 0.0)
    typical = float(np.median(mean[mean > 0])) if (mean > 0).any() else 1.0
    offset = settings.offset * np.maximum(mean, 0.02 * typical).reshape(count, 1)
    excess = [
        _growth(leading, offset, window, length) - _growth(values, fit.offset, window, length)
        for window in (length, length // 2, length // 4)
    ]
    wide = np.ones((1, steps.size))
    return [
        excess[0] * wide,
        excess[1] * wide,
        excess[1] * _far(steps, length),
        excess[2] * wide,
    ]


def _far(steps: np.ndarray, length: int) -> Floats:
    return np.minimum(steps / length, 1.0)[None, :]


def _growth(values: Floats, offset: Floats, window: int, length: int) -> Floats:
    """Log growth of the last ``window`` over the same window one cycle before; 0 if unseen."""
    now = _window_mean(values, window, 0)
    then = _window_mean(values, window, length)
    return np.nan_to_num(np.log(now + offset) - np.log(then + offset), nan=0.0)


def _gap(values: Floats, fit: SeasonFit, window: int) -> Floats:
    expected = fit.expected(np.arange(1 - window, 1)).mean(axis=1, keepdims=True)
    now = _window_mean(values, window, 0)
    return np.nan_to_num(np.log(now + fit.offset) - np.log(expected + fit.offset), nan=0.0)


def _window_mean(values: Floats, window: int, back: int) -> Floats:
    """Mean of ``window`` steps ending ``back`` steps ago, NaN unless half of them were seen."""
    stop = values.shape[1] - back
    part = values[:, max(stop - window, 0) : max(stop, 0)]
    seen = np.isfinite(part)
    count = seen.sum(axis=1, keepdims=True)
    mean = ratio_or(np.where(seen, part, 0.0).sum(axis=1, keepdims=True), count, 0.0)
    return np.where(2 * count >= window, mean, np.nan)


def _season_before(values: Floats, season: int, back: int) -> Floats:
    """The season ``back`` seasons ago as (n, season), NaN where the record does not reach."""
    stop = values.shape[1] - (back - 1) * season
    part = values[:, max(stop - season, 0) : max(stop, 0)]
    padding = np.full((values.shape[0], season - part.shape[1]), np.nan)
    return np.concatenate([padding, part], axis=1)
