"""The evidence of notes and of waves, compiled: the innermost loops of finding trends."""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np

__all__ = ["count_ratios", "sum_runs"]

_HUGE = 1e200  # running sums are kept between 1 / _HUGE and _HUGE
_LOG_HUGE = math.log(_HUGE)


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _log_count(y: float, log_mean: float, mean: float, shape: float, log_shape: float) -> float:
    """Log-likelihood of a negative binomial count, without its gamma functions."""
    log_both = math.log(shape + mean)
    return shape * (log_shape - log_both) + y * (log_mean - log_both)


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def count_ratios(  # noqa: PLR0917 (compiled code takes no keywords)
    y: Any, mean: Any, frailty: Any, lifts: Any, shapes: Any, most: float, found: Any
) -> None:
    """Fill ``found`` (lifts x shapes, cells) with log likelihood ratios, cut at ``most``.

    ``y``, ``mean`` and ``frailty`` have one value a cell. A cell's count at each lift, of the
    frailty or the least shape, is held against the better of frailty and that shape unlifted.
    """
    log_lifts, log_shapes = np.log(lifts), np.log(shapes)
    for i in range(len(y)):
        r, m = frailty[i], mean[i]
        log_m, log_r = math.log(m), math.log(r)
        usual = _log_count(y[i], log_m, m, r, log_r)
        own_gammas = math.lgamma(y[i] + r) - math.lgamma(r)
        for s in range(len(shapes)):
            shape, log_shape, unlifted, gammas = r, log_r, usual, 0.0
            if shapes[s] > r:
                shape, log_shape = shapes[s], log_shapes[s]
                gammas = math.lgamma(y[i] + shape) - math.lgamma(shape)
                gammas -= own_gammas
                unlifted = max(usual, gammas + _log_count(y[i], log_m, m, shape, log_shape))
            for k in range(len(lifts)):
                of = _log_count(y[i], log_m + log_lifts[k], lifts[k] * m, shape, log_shape)
                found[k * len(shapes) + s, i] = min(gammas + of - unlifted, most)


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def sum_runs(day: Any, log_e: Any, prior: Any, totals: Any, start: Any) -> None:
    """Fill ``totals`` and ``start`` (kinds x days) of :func:`isotherm.trends.evidence.wave_log_e`.

    The sum over all first notes k of weight(k) x the product of the notes from k on follows from
    note to note: each adds its own weight and multiplies all that came before. Notes older than
    the last age say the same every day, so their sum is carried along and only the younger ones
    are gone through.
    """
    kinds, notes, ages = log_e.shape
    for kind in range(kinds):
        settled, born = 0, 0
        sum_old, scale_old, best_old, start_old = 0.0, 0.0, -np.inf, 0
        for column in range(totals.shape[1]):
            today = day[0] + column
            while born < notes and day[born] <= today:
                born += 1
            while settled < born and today - day[settled] >= ages - 1:
                sum_old, scale_old, best_old, start_old = _joined(
                    sum_old, scale_old, best_old, start_old,
                    prior[settled], log_e[kind, settled, ages - 1], settled,
                )  # fmt: skip
                settled += 1
            total, scale, best, first = sum_old, scale_old, best_old, start_old
            for j in range(settled, born):
                total, scale, best, first = _joined(
                    total, scale, best, first, prior[j], log_e[kind, j, today - day[j]], j
                )
            totals[kind, column] = math.log(total) + scale
            start[kind, column] = first


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _joined(  # noqa: PLR0917 (compiled code takes no keywords)
    total: float, scale: float, best: float, first: int, prior: float, log_e: float, note: int
) -> Any:
    """Take one more note into a sum (``total`` x e^``scale``) and into its greatest term."""
    if prior > best:
        best, first = prior, note
    total = (total + math.exp(prior - scale)) * math.exp(log_e)
    if total > _HUGE:
        total, scale = total / _HUGE, scale + _LOG_HUGE
    elif total < 1 / _HUGE:
        total, scale = total * _HUGE, scale - _LOG_HUGE
    return total, scale, best + log_e, first
