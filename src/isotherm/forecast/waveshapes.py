"""The bank of shapes a wave of attention may take, and what finished waves say about them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from isotherm.errors import DataError
from isotherm.forecast.panel import Floats
from isotherm.forecast.settings import ForecastSettings

__all__ = ["WaveBank", "read_counts", "wave_bank"]

_PEAK_DAY, _PEAK_SD = 10.0, 0.8  # a wave of notes peaks 4 to 22 days after its first, two in three
_WIDTH, _WIDTH_SD = 1.0, 0.55  # width at half height over the day of the peak
_PRIOR_WAVES = 4.0  # finished waves that these beliefs weigh as much as
_HALF = 2.3548  # width of a bell at half its height, in standard deviations
_FAMILIES = 4
_MOST_PAST = 40


@dataclasses.dataclass(frozen=True)
class WaveBank:
    """What is believed of a wave before it is seen; logs of peak day, width and peak height.

    ``height_sd`` is infinite where no finished wave was given. ``curves`` are finished waves,
    smoothed, with their peak at height 1; ``peak_days`` are their peak days. ``drawn`` are waves
    drawn from all this, (draws, days), so that many trends share the work.
    """

    peak_day: tuple[float, float]
    width: tuple[float, float]
    height: tuple[float, float]
    dispersion: float
    curves: tuple[Floats, ...]
    peak_days: tuple[float, ...]
    drawn: Floats

    def over(self, days: int, seed: int) -> Floats:
        """The drawn waves over at least ``days`` days."""
        if days <= self.drawn.shape[1]:
            return self.drawn
        return _unit_curves(self, days, self.drawn.shape[0], seed)


def wave_bank(
    past: Sequence[ArrayLike] = (), *, seed: int = 0, settings: ForecastSettings | None = None
) -> WaveBank:
    """Learn from finished waves (daily counts from their first day) how waves rise and fall.

    Beliefs start wide and move to the finished waves' own peak days, widths and heights as these
    become many; a curve of fewer than five days or ten counts says nothing and is left out.

    >>> wave_bank().drawn.shape
    (2000, 90)
    """
    counts = [curve for curve in (read_counts(given) for given in past) if _tells(curve)]
    smooth = [_smoothed(curve) for curve in counts]
    days = [float(np.argmax(curve)) + 0.5 for curve in smooth]
    widths = [_half_width(curve) / day for curve, day in zip(smooth, days, strict=True)]
    heights = [float(curve.max()) for curve in smooth]
    noise = [_noise_share(c, s) for c, s in zip(counts, smooth, strict=True)]
    chosen = np.unique(np.linspace(0, len(smooth) - 1, min(len(smooth), _MOST_PAST)).astype(int))
    logs = np.log(heights)
    beliefs = WaveBank(
        peak_day=_believed(np.log(days), np.log(_PEAK_DAY), _PEAK_SD),
        width=_believed(np.log(widths), np.log(_WIDTH), _WIDTH_SD),
        height=(float(logs.mean()), float(logs.std()) + 0.5) if heights else (0.0, np.inf),
        dispersion=1 / max(float(np.median(noise)), 0.01) if noise else 10.0,
        curves=tuple(smooth[i] / heights[i] for i in chosen),
        peak_days=tuple(days[i] for i in chosen),
        drawn=np.empty((0, 0)),
    )
    size = settings or ForecastSettings()
    drawn = _unit_curves(beliefs, size.wave_days, size.wave_draws, seed)
    return dataclasses.replace(beliefs, drawn=drawn)


def read_counts(curve: ArrayLike) -> Floats:
    """One wave's daily counts: one dimension, finite, none below zero."""
    counts = np.asarray(curve, dtype=np.float64)
    if counts.ndim != 1 or not np.isfinite(counts).all() or (counts < 0).any():
        raise DataError("a wave is a row of daily counts, none missing, none below 0")
    return counts


def _unit_curves(bank: WaveBank, days: int, count: int, seed: int) -> Floats:
    """Draw ``count`` curves over ``days`` days, each with a peak of about 1."""
    rng = np.random.default_rng(seed)
    peak = np.exp(rng.normal(*bank.peak_day, count))[:, None]
    width = np.exp(rng.normal(*bank.width, count))[:, None]
    lean = rng.uniform(0.15, 0.85, count)[:, None]
    day = np.arange(days)[None, :] + 0.5
    shares = len(bank.curves) / (len(bank.curves) + 10)  # families keep a say, however many past
    seen = int(count * 0.6 * shares)  # rows that follow finished waves
    parts = []
    for family, rows in enumerate(np.array_split(np.arange(seen, count), _FAMILIES)):
        parts.append(_family_curve(family, day, peak[rows], width[rows], lean[rows]))
    for which, rows in enumerate(np.array_split(np.arange(seen), max(1, len(bank.curves)))):
        if rows.size:
            parts.append(_stretched(bank, which, day, peak[rows]))
    return np.maximum(np.concatenate(parts), 1e-9)


def _family_curve(family: int, day: Floats, peak: Floats, width: Floats, lean: Floats) -> Floats:
    """Log-normal, Gamma, Gompertz and hype curves of given peak day and relative width."""
    if family == 0:
        sd = np.arcsinh(width / 2) / (_HALF / 2)
        return np.exp(-0.5 * (np.log(day / peak) / sd) ** 2)
    if family == 1:
        power = (_HALF / width) ** 2
        return np.exp(power * (np.log(day / peak) + 1 - day / peak))
    away = (day - peak) / (width * peak)
    if family == 2:
        slope = np.clip(2.446 * away, -6, 60)
        return np.exp(1 - slope - np.exp(-slope))
    rise = np.clip(1.317 * away / lean / 2, -60, 60)
    fall = np.clip(1.317 * away / (1 - lean) / 2, -60, 60)
    return 2 / (np.exp(-rise * 2) + np.exp(fall * 2))


def _stretched(bank: WaveBank, which: int, day: Floats, peak: Floats) -> Floats:
    """A finished wave run faster or slower; past its record it halves every half peak time."""
    curve = bank.curves[which]
    own = day * bank.peak_days[which] / peak
    known = np.interp(own, np.arange(curve.size) + 0.5, curve)
    beyond = np.maximum(own - curve.size, 0) / (0.5 * bank.peak_days[which])
    return known * 0.5**beyond


def _believed(logs: Floats, mean: float, sd: float) -> tuple[float, float]:
    """Mean and spread of logs, the prior counting for a few waves of its own."""
    total = logs.size + _PRIOR_WAVES
    centre = (logs.sum() + _PRIOR_WAVES * mean) / total
    square = ((logs - centre) ** 2).sum() + _PRIOR_WAVES * (sd**2 + (mean - centre) ** 2)
    return float(centre), float(np.sqrt(square / total))


def _tells(curve: Floats) -> bool:
    return curve.size >= 5 and float(curve.sum()) >= 10


def _smoothed(curve: Floats) -> Floats:
    padded = np.concatenate([curve[:1], curve, curve[-1:]])
    return np.convolve(padded, [0.25, 0.5, 0.25], mode="valid")


def _half_width(curve: Floats) -> float:
    return max(1.0, float((curve >= curve.max() / 2).sum()))


def _noise_share(curve: Floats, smooth: Floats) -> float:
    """Variance beyond Poisson as a share of the squared mean: 1 / r of the negative binomial."""
    kept = smooth > 0.1 * smooth.max()
    beyond = (curve - smooth) ** 2 / 0.375 - smooth  # 0.375: what smoothing leaves of the noise
    return float(np.clip(beyond[kept].sum() / (smooth[kept] ** 2).sum(), 0.0, 1.0))
