"""Evidence that a cell is filled worse than others of its kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isotherm.needs.settings import NeedSettings

__all__ = ["learn_weight", "unmet_log_e", "worse_than_rest"]

Floats = NDArray[np.float64]
_WORSE = (0.02, 0.1, 0.2, 0.3, 0.45, 0.6)  # alternatives: shares of the reference
_SIDE = 1.645  # standard errors by which the rest is taken to be filled worse than it looks


def unmet_log_e(
    content: Floats, askers: Floats, *, reference: float | Floats, weight: Floats | None = None
) -> Floats:
    """The log e-value that a cell is filled less than ``reference``.

    Bets on six worse fills against the reference (``weight``: how much on each, the same where
    nothing is known); as each likelihood ratio falls with the true fill, it is an e-value for
    every fill at or above the reference. Where ``content`` and ``askers`` have a column for each
    way of asking, with a reference each, every bet is made on all ways at once: their askers
    are different people, so the ratios multiply.

    >>> unmet_log_e(np.array([0.0, 30.0]), np.array([60.0, 60.0]), reference=0.3).round(1).tolist()
    [19.5, -12.4]
    """
    bets = _bets(content, askers, reference)
    share = np.full(len(_WORSE), 1.0 / len(_WORSE)) if weight is None else weight
    return np.asarray(np.logaddexp.reduce(bets + np.log(share)[:, None], axis=0))


def _bets(content: Floats, askers: Floats, reference: float | Floats) -> Floats:
    """The log likelihood ratios of the worse fills; shape (bets, cells)."""
    reference = np.clip(reference, 1e-9, 1 - 1e-9)
    ratios = [
        content * np.log(share)
        + (askers - content) * np.log((1 - share * reference) / (1 - reference))
        for share in _WORSE
    ]
    return np.array([ratio.sum(axis=1) if ratio.ndim == 2 else ratio for ratio in ratios])


def learn_weight(content: Floats, askers: Floats, reference: Floats) -> Floats:
    """How much to bet on each worse fill, from how other cells fare; sums to 1.

    The expected number of the cells at each fill (one step of EM from equal odds of all fills
    and of nothing wrong), and one each besides, so that no bet is left out.
    """
    bets = _bets(content, askers, reference)
    whole = np.logaddexp(np.logaddexp.reduce(bets, axis=0), np.log(len(_WORSE)))
    number = 1.0 + np.exp(bets - whole).sum(axis=1)
    return np.asarray(number / number.sum())


def worse_than_rest(
    own: tuple[float, float], rest: tuple[float, float], *, settings: NeedSettings
) -> float:
    """The log e-value that some askers are served worse than the others; each (content, askers).

    -inf where either side has fewer than ``least_askers``.

    >>> round(worse_than_rest((2, 40), (30, 60), settings=NeedSettings()), 1)
    7.9
    """
    (content, asked), (good, others) = own, rest
    if min(asked, others) < settings.least_askers:
        return -np.inf
    fill = good / others
    sure = max(fill - _SIDE * float(np.sqrt(fill * (1 - fill) / others)), 1e-6)
    counts = np.array([content]), np.array([asked])
    return float(unmet_log_e(*counts, reference=settings.shortfall * sure)[0])
