"""How surprising it is that so many of the marked fell into one part: an exact e-value."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from isotherm.trust.acts import Floats

__all__ = ["divergence", "excess_log_e"]

_LIFTS = (3.0, 10.0, 30.0, 300.0)  # how many times the usual odds a group may show


def excess_log_e(total: int, marked: int, drawn: int, both: int, *, usual: float = 1.0) -> float:
    """Log e-value that the drawn are marked beyond ``usual`` times the odds of the others.

    Given how many of ``total`` are marked and how many are drawn, the number ``both`` is
    hypergeometric (Fisher's, noncentral with the odds ratio). The e-value is the likelihood ratio
    of some greater odds to ``usual``, averaged; the ratio rises with the count, so it stays an
    e-value for every odds ratio up to ``usual``; it is 0 where the odds seen are not above that.

    >>> round(excess_log_e(100, 20, 20, 15), 1)
    18.4
    >>> excess_log_e(100, 20, 20, 4) < 0
    True
    """
    low, high = max(0, drawn + marked - total), min(drawn, marked)
    if not low <= both <= high or low == high:
        return 0.0
    others = total - marked - drawn + both
    if both * others <= usual * (marked - both) * (drawn - both):
        return -np.inf  # no excess at all: not worth working out how small the evidence is
    x = np.arange(low, high + 1, dtype=np.float64)
    ways = -(
        gammaln(x + 1)
        + gammaln(marked - x + 1)
        + gammaln(drawn - x + 1)
        + gammaln(total - marked - drawn + x + 1)
    )
    base = both * np.log(usual) - _log_sum(ways + x * np.log(usual))
    odds = np.log(usual * np.array(_LIFTS))
    ratio = [both * one - _log_sum(ways + x * one) - base for one in odds]
    return _log_sum(np.array(ratio)) - float(np.log(len(_LIFTS)))


def _log_sum(logs: Floats) -> float:
    """Logarithm of the sum of exponentials; far quicker on short arrays than the general one."""
    most = logs.max()
    return float(most + np.log(np.exp(logs - most).sum()))


def divergence(share: float, normal: float) -> float:
    """Kullback-Leibler divergence of a share from the normal one, nats; none where not above."""
    if share <= normal:
        return 0.0
    rest = (1 - share) * np.log((1 - share) / (1 - normal)) if share < 1 else 0.0
    return float(share * np.log(share / normal) + rest)
