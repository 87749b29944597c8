"""Who gets seen: reordering lists so that no author starves, at a bounded cost in relevance."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from isotherm.errors import UsageError
from isotherm.feed.settings import FeedSettings

__all__ = ["FairLists", "nash_duals", "place_weights", "rerank_fairly"]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_FLOOR = 1e-6
# How much of the authors' claims a list may heed; the first that keeps its relevance is taken.
_HEED = (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05, 0.02)


@dataclasses.dataclass(frozen=True)
class FairLists:
    """Reordered lists, and what every author got from them."""

    items: IntArray  # lists x k, best first, -1 for none
    exposure: FloatArray  # discounted views of every author over all lists
    duals: FloatArray  # what a view of every author is worth after the last list


def place_weights(k: int) -> FloatArray:
    """How much each of ``k`` places is looked at, the first one 1: ``1 / log2(place + 1)``.

    The discount of DCG (Järvelin and Kekäläinen, 2002).

    >>> place_weights(3).round(2)
    array([1.  , 0.63, 0.5 ])
    """
    return 1.0 / np.log2(np.arange(2, k + 2))


def nash_duals(exposure: FloatArray) -> FloatArray:
    """What one more view of each author is worth: the slope of Nash welfare, mean 1.

    ``d/de sum_a log e_a = 1 / e_a``, with half a mean view as prior so that nobody is infinite.

    >>> nash_duals(np.array([0.0, 1.0, 5.0])).round(2)
    array([1.8, 0.9, 0.3])
    """
    if not len(exposure):
        return np.zeros(0)
    claims = 1.0 / (exposure + 0.5 * max(float(exposure.mean()), _FLOOR))
    return claims / claims.mean()


def rerank_fairly(
    candidates: IntArray,
    relevance: FloatArray,
    *,
    authors: IntArray,
    claims: FloatArray | None = None,
    settings: FeedSettings | None = None,
) -> FairLists:
    """Give every author a fair chance to be seen, list after list.

    ``candidates`` (lists x pool) are note numbers, best first, -1 for none; ``relevance`` their
    scores in the same shape; ``authors`` the author number of every note; ``claims`` the duals to
    start from, one per author (default: all alike). The lists are taken in the given order. Each
    shows the k notes with the highest ``relevance + fairness * dual``, relevance in units of its
    best, and never gives up more than ``largest_loss`` of its discounted relevance; duals rise
    for authors seen less than Nash welfare wants and fall for the others.

    Online mirror descent with entropy on the dual of ``max relevance + fairness sum_a log e_a``
    (Balseiro, Lu, Mirrokni 2021): ``mu_a <- mu_a exp(-step (seen_a - target_a))`` where
    ``target_a`` is the exposure that is optimal at the price ``mu_a``.

    >>> lists = rerank_fairly(
    ...     np.array([[0, 1], [0, 1]]),
    ...     np.array([[1.0, 0.995], [1.0, 0.995]]),
    ...     authors=np.array([0, 1]),
    ...     settings=FeedSettings(page_size=1, pool=2, fairness=1.0),
    ... )
    >>> lists.items.ravel().tolist()
    [0, 1]
    """
    settings = settings or FeedSettings()
    if candidates.shape != relevance.shape:
        raise UsageError(f"{candidates.shape} candidates but {relevance.shape} relevances")
    k = min(settings.page_size, candidates.shape[1])
    places = place_weights(k)
    count = int(authors.max()) + 1 if len(authors) else 0
    budget = places.sum() / max(count, 1)  # views that an author gets from a list if all get alike
    duals = np.ones(count) if claims is None else claims.astype(np.float64)
    exposure = np.zeros(count)
    items = np.full((len(candidates), k), -1, np.int64)
    for row, offered in enumerate(candidates):
        pool = offered[offered >= 0]
        scores = relevance[row][offered >= 0]
        shown = pool[_fair_order(scores, duals[authors[pool]], places, settings)]
        items[row, : len(shown)] = shown
        seen = np.bincount(authors[shown], places[: len(shown)], minlength=count)
        exposure += seen
        duals *= np.exp(-settings.dual_step * (seen - budget / np.maximum(duals, _FLOOR)))
        np.clip(duals, _FLOOR, 1 / _FLOOR, out=duals)
    return FairLists(items, exposure, duals)


def _fair_order(
    scores: FloatArray, claims: FloatArray, places: FloatArray, settings: FeedSettings
) -> IntArray:
    """Positions to show: the most heedful order that keeps the relevance the list is owed."""
    gain = scores - min(float(scores.min(initial=0.0)), 0.0)
    gain = gain / max(float(gain.max(initial=0.0)), _FLOOR)
    k = min(len(places), len(scores))
    plain = np.argsort(-gain, kind="stable")[:k]
    owed = (1 - settings.largest_loss) * float(gain[plain] @ places[:k])
    for heed in _HEED:
        order = np.argsort(-(gain + settings.fairness * heed * claims), kind="stable")[:k]
        order = order[np.argsort(-gain[order], kind="stable")]
        if float(gain[order] @ places[:k]) >= owed:
            return order
    return plain
