"""What a series, its season before and its leading series say beyond the profile, at one moment."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.forecast.panel import Floats, Panel
from isotherm.forecast.season import SeasonFit, fit_season, ratio_or, recent_offset, smooth_around
from isotherm.forecast.settings import ForecastSettings

__all__ = ["Moment", "SignalTraits", "read_moment", "signal_traits"]

_LEADING, _COMMON = 4, 2  # the last signals: of the leading panel if any, then of every series
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


def read_moment(panel: Panel, steps: np.ndarray, *, settings: ForecastSettings) -> Moment:
    """Read a panel that ends now; ``steps`` ahead count from 1."""
    fit = fit_season(panel.values, panel.season, settings)
    base = np.log(fit.expected(steps) + fit.offset)
    length = panel.cycle
    parts = _growth_signals(panel.values, fit, length, steps)
    parts += _shape_signals(panel, fit, steps, base)
    parts += _leading_signals(panel, fit, steps, settings)
    every = np.ones(base.shape)
    parts += [every, every * _far(steps, length)]
    signals = np.stack(parts, axis=-1)
    return Moment(panel.length, steps, base, fit.offset, signals, fit)


@dataclasses.dataclass(frozen=True)
class SignalTraits:
    """Which signals may only push the way they point (the leading ones), and each one's penalty."""

    signed: np.ndarray
    penalty: Floats


def signal_traits(count: int, *, leads: bool) -> SignalTraits:
    """The traits of the ``count`` signals of a `Moment`, with or without a leading panel."""
    signed = np.zeros(count, dtype=bool)
    penalty = np.ones(count)
    penalty[-_COMMON:] = _COMMON_PENALTY
    if leads:
        signed[-_COMMON - _LEADING : -_COMMON] = True
    return SignalTraits(signed, penalty)


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


def _shape_signals(panel: Panel, fit: SeasonFit, steps: np.ndarray, base: Floats) -> list[Floats]:
    """The seasons before as they were, the panel's shape, and no season at all; logs over base."""
    season = panel.season
    phase = (steps - 1) % season
    parts = []
    for back, width in ((1, 0.0), (1, season / 52), (2, season / 52)):
        past = _season_before(panel.values, season, back)
        seen = np.isfinite(past)
        filled = smooth_around(np.where(seen, past, 0.0), width)
        smooth = ratio_or(filled, smooth_around(seen.astype(np.float64), width), np.nan)
        parts.append(np.log(smooth[:, phase] + fit.offset) - base)
    shared = np.log(fit.level * fit.shared[:, phase] + fit.offset) - base
    flat = np.log(fit.level + fit.offset) - base
    parts += [shared, shared * fit.noise / (fit.noise + 0.15), flat]
    return [np.nan_to_num(part, nan=0.0) for part in parts]


def _leading_signals(
    panel: Panel, fit: SeasonFit, steps: np.ndarray, settings: ForecastSettings
) -> list[Floats]:
    """How much faster the leading series, if any, grew over a cycle, half and a quarter of one."""
    if panel.leading is None:
        return []
    length = panel.cycle
    recent = panel.leading[:, -2 * length :]
    offset = recent_offset(recent[:, None], settings.offset)
    excess = [
        _growth(panel.leading, offset, window, length)
        - _growth(panel.values, fit.offset, window, length)
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
