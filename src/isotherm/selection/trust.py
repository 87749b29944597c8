"""Trust: the share of what somebody sold that was kept, against the share of their people."""

from __future__ import annotations

import dataclasses
from typing import Literal

from isotherm.inference import beta_interval

__all__ = ["Trust", "trust_of"]

_LEAST_ORDERS = 1


@dataclasses.dataclass(frozen=True)
class Trust:
    """How much of what they sold was kept, and whether that is more than usual."""

    kept: int
    orders: int
    share: float
    share_low: float
    share_high: float
    mean: float
    """Kept share of everything their people ordered."""
    verdict: Literal["above", "below", "undecided"]


def trust_of(kept: int, orders: int, *, mean: float) -> Trust | None:
    """Hold the kept share of somebody's orders against the mean of their people (90% interval).

    None without any order that is known to be kept or returned.

    >>> trust_of(45, 50, mean=0.6).verdict, trust_of(3, 5, mean=0.6).verdict
    ('above', 'undecided')
    """
    if orders < _LEAST_ORDERS:
        return None
    low, high = (float(end) for end in beta_interval(kept, orders))
    verdict: Literal["above", "below", "undecided"] = "undecided"
    if low > mean:
        verdict = "above"
    elif high < mean:
        verdict = "below"
    return Trust(kept, orders, kept / orders, low, high, mean, verdict)
