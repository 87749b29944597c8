"""Is the feed healthy: how evenly authors are seen, and how far people see beyond their own."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["ExposureHealth", "gini", "measure_health"]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True)
class ExposureHealth:
    """Four figures of a feed; None where the record cannot tell."""

    author_gini: float  # 0: all authors seen alike, 1: one author seen alone
    small_author_share: float | None  # share of views that went to small authors, 0..1
    tail_coverage: float  # share of the less touched half of notes that was shown at all, 0..1
    outside_share: float | None  # share of views outside the viewer's own strata, 0..1


def gini(amounts: FloatArray) -> float:
    """How unevenly amounts are spread: 0 all alike, near 1 one has everything.

    ``sum_i (2 i - n - 1) x_(i) / (n sum x)`` over the sorted amounts.

    >>> gini(np.array([1.0, 1.0, 1.0])), round(gini(np.array([0.0, 0.0, 3.0])), 3)
    (0.0, 0.667)
    """
    total, count = float(amounts.sum()), len(amounts)
    if not total:
        return 0.0
    ranks = 2 * np.arange(1, count + 1) - count - 1
    return float(ranks @ np.sort(amounts)) / (count * total)


def measure_health(
    shown: IntArray,
    weights: FloatArray,
    *,
    authors: IntArray,
    popularity: FloatArray,
    small: npt.NDArray[np.bool_] | None = None,
    memberships: Any = None,
    note_strata: Any = None,
) -> ExposureHealth:
    """Measure what a set of lists showed to whom.

    ``shown`` (people x places) holds note numbers, -1 for none; ``weights`` how much each place
    is looked at; ``authors`` and ``popularity`` are per note, ``small`` per author;
    ``memberships`` (the same people x strata) and ``note_strata`` (notes x strata) are sparse. A
    view is outside when viewer and note share no stratum; notes of no stratum are left out.

    >>> health = measure_health(
    ...     np.array([[0], [1]]), np.ones(1), authors=np.array([0, 1]), popularity=np.array([9, 1])
    ... )
    >>> health.author_gini, health.tail_coverage
    (0.0, 1.0)
    """
    people, places = np.nonzero(shown >= 0)
    notes, views = shown[people, places], weights[places].astype(np.float64)
    count = int(authors.max(initial=-1)) + 1
    per_author = np.bincount(authors[notes], views, minlength=count).astype(np.float64)
    small_share = None
    if small is not None and views.sum():
        small_share = float(per_author[small[: len(per_author)]].sum() / views.sum())
    tail = np.argsort(popularity, kind="stable")[: len(popularity) // 2]
    coverage = float(np.isin(tail, notes).mean()) if len(tail) else 0.0
    outside = None
    if memberships is not None and note_strata is not None:
        outside = _outside_share(people, notes, views, memberships, note_strata)
    return ExposureHealth(gini(per_author), small_share, coverage, outside)


def _outside_share(
    people: IntArray, notes: IntArray, views: FloatArray, memberships: Any, note_strata: Any
) -> float | None:
    theirs = note_strata[notes]
    placed = np.asarray(theirs.sum(axis=1)).ravel() > 0
    if not views[placed].sum():
        return None
    common = np.asarray(memberships[people].multiply(theirs).sum(axis=1)).ravel()
    return float(views[placed & (common <= 0)].sum() / views[placed].sum())
