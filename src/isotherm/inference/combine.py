"""Many e-values at once: which claims may be published together, and averaging evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from isotherm.errors import UsageError

__all__ = ["ebh", "log_mean_e"]


def ebh(log_e: ArrayLike, fdr: float) -> NDArray[np.bool_]:
    """Decide which of many claims to publish so that at most ``fdr`` of them are false on average.

    e-BH (Wang and Ramdas 2022): with m claims, publish the k with the largest e-values for the
    greatest k such that the k-th largest is at least m / (fdr k). Valid however the claims depend
    on one another.

    Args:
        log_e: natural logarithms of e-values, one a claim. NaN and -inf are never published, but
            they were asked and so count among the m.
        fdr: the tolerated share of false claims, 0 < fdr < 1.

    Returns:
        A mask of the shape of ``log_e``, true where the claim may be published.

    Raises:
        UsageError: ``fdr`` is not between 0 and 1.

    >>> ebh([5.0, 4.0, 0.1], fdr=0.05).tolist()
    [True, True, False]
    """
    if not 0 < fdr < 1:
        raise UsageError(f"fdr is {fdr!r}; expected a number between 0 and 1, such as 0.05")
    logs = np.asarray(log_e, dtype=np.float64)
    flat = np.where(np.isnan(logs), -np.inf, logs).ravel()
    descending = np.sort(flat)[::-1]
    needed = np.log(flat.size / (fdr * np.arange(1, flat.size + 1)))
    passing = np.flatnonzero(descending >= needed)
    if passing.size == 0:
        return np.zeros(logs.shape, dtype=np.bool_)
    return (flat >= descending[passing[-1]]).reshape(logs.shape)


def log_mean_e(
    log_es: ArrayLike | Sequence[ArrayLike],
    weights: ArrayLike | None = None,
    *,
    axis: int = 0,
) -> NDArray[np.float64]:
    """Average several pieces of evidence on one claim; the average is evidence of the same kind.

    Any average of e-values with weights fixed beforehand is an e-value, however they depend.

    Args:
        log_es: natural logarithms of e-values. NaN counts as no evidence at all (e = 0).
        weights: one a piece along ``axis``, not negative; made to sum to 1. Equal if left out.
        axis: the axis to average over.

    Returns:
        The logarithm of the average, with ``axis`` gone (a zero-dimensional array for a vector).

    Raises:
        UsageError: nothing to average, or weights of another length, negative or all zero.

    >>> round(float(log_mean_e([0.0, 3.0])), 4)
    2.3554
    """
    logs = np.moveaxis(np.asarray(log_es, dtype=np.float64), axis, 0)
    if logs.shape[0] == 0:
        raise UsageError("log_mean_e was given no e-values to average")
    share = _shares(weights, logs.shape[0])
    logs = np.where(np.isnan(logs), -np.inf, logs)
    with np.errstate(divide="ignore"):
        weighted = logs + np.log(share).reshape((-1,) + (1,) * (logs.ndim - 1))
    top = weighted.max(axis=0)
    steady = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore", over="ignore"):
        return np.asarray(steady + np.log(np.exp(weighted - steady).sum(axis=0)))


def _shares(weights: ArrayLike | None, count: int) -> NDArray[np.float64]:
    if weights is None:
        return np.full(count, 1 / count)
    share = np.asarray(weights, dtype=np.float64)
    if share.shape != (count,) or not np.isfinite(share).all() or (share < 0).any():
        raise UsageError(f"expected {count} weights, finite and not negative; found {share!r}")
    if share.sum() <= 0:
        raise UsageError("the weights are all zero; at least one must be positive")
    return share / share.sum()
