"""What comes late to a note, held against what its first days said of its luck."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
from numpy.typing import NDArray

from isotherm.trends.expectation import SHAPES, Expectation

__all__ = ["Memory", "expect_late", "fit_memory"]

Ints = NDArray[np.int64]
Reals = NDArray[np.floating]
_MEMORIES = (0.0, 0.03, 0.1, 0.3, 1.0)
_REFIT_DAYS = 7
_SAMPLE = 3_000  # finished notes that a fit looks at
_FEW = 50  # notes without which nothing is fitted


@dataclasses.dataclass(frozen=True)
class Memory:
    """How a note's late responses follow from its early ones."""

    shape: float = 0.5  # of the gamma that notes' luck follows
    weight: float = 0.0  # what an early response tells of it: 0 nothing, 1 luck that stays
    level: float = 1.0  # late responses for each that was expected, 1 at least

    def shapes(self, early: Reals) -> Reals:
        """Shape of the luck that is left when ``early`` responses have come."""
        return self.shape + self.weight * early

    def factors(self, early: Reals, due: Reals) -> Reals:
        """What that multiplies later expectations by, where ``due`` were expected early."""
        return self.level * self.shapes(early) / (self.shape + self.weight * due)


def expect_late(
    found: Expectation, *, day: Ints, told: Ints | None, since: int, last_day: int
) -> Expectation:
    """Responses from the age ``since`` on, and what of them a note's first days let expect.

    Ordinary notes fade: one hardly heard in its first days is hardly heard later. A note's luck
    is gamma; early responses update it as far as early luck lasts in this community, which is
    fitted week by week on finished notes. That a dozen notes on one template all go on being
    heard, or begin to be when others are forgotten, is evidence long before their sums are rare.
    ``day`` and ``told`` as in :func:`isotherm.trends.expectation.expect_responses`.
    """
    late = found.counted - found.counted[:, since - 1 : since]
    due = found.expected - found.expected[:, since - 1 : since]
    late[:, :since], due[:, :since] = 0.0, 0.0
    early, early_due = found.counted[:, since - 1], found.expected[:, since - 1]
    usual = np.full(len(day), last_day + 1) if told is None else told
    frailty = np.empty(len(day), dtype=np.float32)
    starts = np.searchsorted(day, np.arange(last_day + 2))
    for today in range(0, last_day + 1, _REFIT_DAYS):
        finished = starts[max(today - late.shape[1] + 1, 0)]
        done = np.flatnonzero(usual[:finished] > today)[-_SAMPLE:]
        memory = fit_memory(early[done], early_due[done], late[done, -1], due[done, -1])
        new = slice(starts[today], starts[min(today + _REFIT_DAYS, last_day + 1)])
        due[new] *= memory.factors(early[new], early_due[new])[:, None]
        frailty[new] = memory.shapes(early[new])
    return Expectation(late, due, frailty, since)


def fit_memory(early: Reals, early_due: Reals, late: Reals, due: Reals) -> Memory:
    """The memory that makes late counts likeliest (negative binomial, by grid).

    ``due`` is what was expected late before anything came. Few notes tell of no memory.

    >>> rng = np.random.default_rng(1)
    >>> luck, due = rng.gamma(1.0, 1.0, 4000), np.full(4000, 6.0)
    >>> fit_memory(rng.poisson(6 * luck), due, rng.poisson(6 * luck), due).weight
    1.0
    >>> fit_memory(rng.poisson(6 * luck), due, rng.poisson(6 * luck[::-1]), due).weight
    0.0
    """
    if len(early) < _FEW:
        return Memory()
    y, m = np.rint(late.astype(np.float64)), np.maximum(due.astype(np.float64), 1e-6)
    best, most = Memory(), -math.inf
    for weight in _MEMORIES:
        for shape in SHAPES.tolist():
            memory = Memory(shape, weight)
            mean = m * memory.factors(early, early_due)
            memory = dataclasses.replace(memory, level=max(float(y.sum() / mean.sum()), 1.0))
            fit = _log_likelihood(y, mean * memory.level, memory.shapes(early))
            if fit > most:
                best, most = memory, fit
    return best


def _log_likelihood(y: Reals, mean: Reals, shape: Reals) -> float:
    """Of negative binomial counts."""
    from scipy.special import gammaln

    fits = gammaln(y + shape) - gammaln(shape) + shape * np.log(shape / (shape + mean))
    return float((fits + y * np.log(mean / (shape + mean))).sum())
