"""Is a count rising above its normal? Evidence that grows tick by tick and is never recounted."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from isotherm.errors import UsageError
from isotherm.inference.combine import log_mean_e

__all__ = ["EDetector", "negative_binomial_log_lr"]

Floats = NDArray[np.float64]
LIFTS = (1.2, 1.5, 2.0, 3.0, 5.0)


def negative_binomial_log_lr(
    counts: ArrayLike, mean: ArrayLike, *, lifts: ArrayLike = LIFTS, dispersion: ArrayLike = 0.0
) -> Floats:
    """How much better a count is explained by its normal times a lift than by its normal.

    With variance ``mean + dispersion mean^2`` and r = 1 / dispersion:
    y log(lift) + (y + r) log((r + mean) / (r + lift mean)); Poisson where the dispersion is 0. For
    lifts above 1 its exponential has expectation at most 1 whenever the true mean is ``mean`` or
    less.

    Args:
        counts: the counts of one tick, any shape.
        mean: what was expected, broadcast against ``counts``; NaN says that it is not known, and
            then the count is no evidence.
        lifts: multiples of the normal to look for, positive.
        dispersion: not negative, broadcast against ``counts``.

    Returns:
        Log likelihood ratios of the shape of ``counts`` with one axis more, of the lifts.

    >>> negative_binomial_log_lr(8, 3.0, lifts=[2.0], dispersion=0.1).round(2).tolist()
    [1.81]
    """
    y, mu, spread = np.broadcast_arrays(
        *(np.asarray(x, dtype=np.float64)[..., None] for x in (counts, mean, dispersion))
    )
    lift = np.asarray(lifts, dtype=np.float64)
    if (y < 0).any() or (mu < 0).any() or (spread < 0).any() or not (lift > 0).all():
        raise UsageError("counts, means and dispersions must not be negative, lifts positive")
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = (y * spread + 1) / spread * np.log1p(spread * mu * (lift - 1) / (1 + spread * mu))
    log_lr = y * np.log(lift) - np.where(spread > 0, shift, mu * (lift - 1))
    return np.where(np.isfinite(log_lr), log_lr, 0.0)


class EDetector:
    """Watches many counts at once and tells, at any moment, how strong the case for a rise is.

    Per stream and lift M_t = (w_t + M_{t-1}) L_t, averaged over the lifts (Shin, Ramdas, Rinaldo
    2022; Shiryaev-Roberts). Constant work and memory a tick.

    - Without a horizon every w_t is 1: an e-detector. Alarming when log M >= log(1 / rate) gives on
      average at least 1 / rate ticks between false alarms.
    - With a horizon of H ticks w_t is 1 / H for the first H ticks and then 0: an e-process, of
      expectation at most 1 at any stopping time, fit for ``ebh`` and ``ELord``.

    >>> detector = EDetector(2, horizon=30)
    >>> for day in range(10):
    ...     log_e = detector.update([3, 9], mean=3.0, dispersion=0.1)
    >>> (log_e > 3).tolist()
    [False, True]
    """

    def __init__(
        self,
        streams: int,
        *,
        lifts: ArrayLike = LIFTS,
        weights: ArrayLike | None = None,
        horizon: int | None = None,
    ) -> None:
        """Start with no evidence.

        Args:
            streams: how many counts are watched.
            lifts: multiples of the normal to look for.
            weights: what each lift counts for; equal if left out.
            horizon: ticks over which a rise may begin, for an e-process; none for an e-detector.
        """
        if horizon is not None and horizon < 1:
            raise UsageError(f"horizon is {horizon}; expected 1 tick or more")
        self._lifts = np.asarray(lifts, dtype=np.float64)
        self._weights = weights
        self._horizon = horizon
        self._ticks = 0
        self._log_m = np.full((streams, self._lifts.size), -np.inf)

    @property
    def log_e(self) -> Floats:
        """The evidence of each stream so far, as a natural logarithm."""
        return log_mean_e(self._log_m, self._weights, axis=-1)

    def update(self, counts: ArrayLike, mean: ArrayLike, *, dispersion: ArrayLike = 0.0) -> Floats:
        """Take in one tick's counts against what was expected of it beforehand.

        Args:
            counts: one a stream.
            mean: expected counts, known before the tick; NaN where nothing is known yet.
            dispersion: of the negative binomial; 0 is Poisson.

        Returns:
            The evidence of each stream, as a natural logarithm.
        """
        y = np.broadcast_to(np.asarray(counts, dtype=np.float64), self._log_m.shape[:1])
        log_lr = negative_binomial_log_lr(y, mean, lifts=self._lifts, dispersion=dispersion)
        self._log_m = np.logaddexp(self._log_start(), self._log_m) + log_lr
        self._ticks += 1
        return self.log_e

    def _log_start(self) -> float:
        if self._horizon is None:
            return 0.0
        return -np.log(self._horizon) if self._ticks < self._horizon else -np.inf
