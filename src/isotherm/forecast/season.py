"""The seasonal profile and local level of every series, as they stood at one moment."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.forecast.panel import Floats
from isotherm.forecast.settings import ForecastSettings

__all__ = ["SeasonFit", "fit_season", "ratio_or", "recent_offset", "smooth_around"]

_SMALL = 1e-300
_PASSES = 4  # a half-seen season is judged by the profile that the pass before found


@dataclasses.dataclass(frozen=True)
class SeasonFit:
    """What a panel looks like at its last step; phase 0 is the first step to come.

    Profiles are (n, season) with mean 1, the rest (n, 1). ``offset`` is added before logarithms,
    ``noise`` is the log residual's standard deviation, ``seen`` counts the values behind it.
    """

    level: Floats
    profile: Floats
    shared: Floats
    offset: Floats
    noise: Floats
    seen: Floats

    def expected(self, steps: np.ndarray) -> Floats:
        """Level times profile, (n, steps); steps count from 1, zero and below lie in the past."""
        return self.level * self.profile[:, (steps - 1) % self.profile.shape[1]]


def fit_season(values: Floats, season: int, settings: ForecastSettings) -> SeasonFit:
    """Fit level and profile to series x time ``values`` (NaN missing, nothing negative).

    Each season's values over that season's own level give the own profile; it is smoothed around
    the season and shrunk to the shapes the panel shares. The level is an exponentially weighted
    mean of seasonally adjusted values.
    """
    blocks = _blocks(values, season, settings.seasons)
    seen = np.isfinite(blocks)
    filled = np.where(seen, blocks, 0.0)
    shape: Floats = np.ones((blocks.shape[0], season))
    for _ in range(1 if seen.all() else _PASSES):
        heights = ratio_or(filled.sum(axis=2), (seen * shape[:, None]).sum(axis=2), 0.0)[:, :, None]
        usable = seen & (heights > 0)
        ratios = np.where(usable, filled / np.maximum(heights, _SMALL), 0.0)
        shape, shared = _shrunk_shape(ratios, usable, settings)
    offset = recent_offset(blocks, settings.offset)
    level = _local_level(filled, seen, shape, settings)
    expected = heights * shape[:, None] + offset[:, :, None]
    residual = np.where(usable, np.log((filled + offset[:, :, None]) / expected), 0.0)
    count = seen.sum(axis=(1, 2))[:, None].astype(np.float64)
    noise = np.sqrt(ratio_or((residual**2).sum(axis=(1, 2))[:, None], count, 0.0))
    return SeasonFit(level, shape, shared, offset, noise, count)


def _blocks(values: Floats, season: int, seasons: int) -> Floats:
    """The last seasons, at least 52 steps, as (n, seasons, season), missing on the left."""
    wanted = max(seasons, -(-52 // season))
    count = max(1, min(wanted, -(-values.shape[1] // season)))
    span = count * season
    kept = values[:, -span:]
    padding = np.full((values.shape[0], span - kept.shape[1]), np.nan)
    return np.concatenate([padding, kept], axis=1).reshape(-1, count, season)


def _shrunk_shape(
    ratios: Floats, usable: np.ndarray, settings: ForecastSettings
) -> tuple[Floats, Floats]:
    """Own profile from ratios (n, seasons, season), and the panel's; returns shrunk, shared."""
    width = settings.smoothing * ratios.shape[2]
    weight = smooth_around(usable.sum(axis=1).astype(np.float64), width)
    own = ratio_or(smooth_around(ratios.sum(axis=1), width), weight, 1.0)
    rank = min(settings.shared_shapes, own.shape[0] // 4, own.shape[1])
    borrowed: Floats = np.full((1, 1), settings.shared_weight)
    shared: Floats = np.ones_like(own)
    if rank:
        shared = _shared_shape(own, weight, rank)
    else:
        borrowed = _flat_weight(ratios - own[:, None], usable, own)
    shape = ratio_or(weight * own + borrowed * shared, weight + borrowed, 1.0)
    return _unit_mean(shape), _unit_mean(shared)


def _shared_shape(own: Floats, weight: Floats, rank: int) -> Floats:
    """The panel's mean profile and its ``rank`` main shapes, as far as each series was seen."""
    seen = np.minimum(weight, 1.0)
    mean = ratio_or((seen * (own - 1)).sum(axis=0), seen.sum(axis=0), 0.0)
    centred = seen * (own - 1 - mean)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    repeated = np.minimum(weight / 2, 1.0)  # one season alone is half the evidence of a season
    return 1 + mean + repeated * ((centred @ axes[:rank].T) @ axes[:rank])


def _flat_weight(residual: Floats, usable: np.ndarray, own: Floats) -> Floats:
    """Seasons that no season at all counts for where there is no panel to ask: (n, 1).

    The noise of a ratio over the variance of the profile beyond that noise (empirical Bayes); one
    season alone cannot tell them apart and counts for as much as the flat one.
    """
    square = np.where(usable, residual**2, 0.0).sum(axis=(1, 2))
    free = usable.sum(axis=(1, 2)) - usable.any(axis=1).sum(axis=1)
    noise = square / np.maximum(free, 1)
    seasons = np.maximum(usable.shape[1], 1)
    signal = np.maximum(own.var(axis=1) - noise / seasons, 0.01 * own.var(axis=1))
    return np.where(free > 0, ratio_or(noise, signal, 1.0), 1.0)[:, None]


def _unit_mean(shape: Floats) -> Floats:
    positive = np.maximum(shape, 0.0)
    return ratio_or(positive, positive.mean(axis=1, keepdims=True), 1.0)


def recent_offset(blocks: Floats, share: float) -> Floats:
    """What to add before logarithms (n, 1): a share of the mean of the last two blocks.

    A series at zero takes that of a fiftieth of its neighbours' middle.
    """
    recent = blocks[:, -2:]
    seen = np.isfinite(recent)
    mean = ratio_or(np.where(seen, recent, 0.0).sum(axis=(1, 2)), seen.sum(axis=(1, 2)), 0.0)
    positive = mean[mean > 0]
    typical = float(np.median(positive)) if positive.size else 1.0
    return share * np.maximum(mean, 0.02 * typical)[:, None]


def _local_level(
    filled: Floats, seen: np.ndarray, shape: Floats, settings: ForecastSettings
) -> Floats:
    series, count, season = filled.shape
    memory = settings.level_memory * max(season, 8)
    age = np.arange(count * season)[::-1].reshape(count, season)
    weight = np.exp(-age / memory)
    top = (filled * weight).sum(axis=(1, 2))
    level = ratio_or(top, (seen * shape[:, None] * weight).sum(axis=(1, 2)), np.nan)
    whole = ratio_or(filled.sum(axis=(1, 2)), (seen * shape[:, None]).sum(axis=(1, 2)), np.nan)
    level = np.where(np.isfinite(level), level, whole)
    known = level[np.isfinite(level)]
    typical = float(np.median(known)) if known.size else 0.0
    return np.where(np.isfinite(level), level, typical).reshape(series, 1)


def smooth_around(profile: Floats, width: float) -> Floats:
    """Gaussian smoothing of each row around a closed circle; ``width`` in steps."""
    reach = min(int(np.ceil(4 * width)), (profile.shape[1] - 1) // 2)
    if width <= 0 or reach < 1:
        return profile
    shifts = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (shifts / width) ** 2)
    out = np.zeros_like(profile)
    for shift, weight in zip(shifts, weights / weights.sum(), strict=True):
        out += weight * np.roll(profile, shift, axis=1)
    return out


def ratio_or(top: np.ndarray, bottom: np.ndarray, otherwise: float) -> Floats:
    """``top / bottom`` where the bottom is above nothing, ``otherwise`` elsewhere."""
    usable = bottom > _SMALL
    return np.where(usable, top / np.where(usable, bottom, 1.0), otherwise)
