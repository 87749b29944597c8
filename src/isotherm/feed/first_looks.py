"""Guaranteed first impressions: every new note is looked at before it is judged."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from isotherm.errors import UsageError

__all__ = ["GRADUATED", "RESTING", "judge_new_notes", "next_first_looks"]

IntArray = npt.NDArray[np.int64]

RESTING = -1  # judged, not promoted: competes on relevance alone
GRADUATED = -2  # passed the last mark: known well enough

# A note's rate is shrunk to the pool's with the weight of so many impressions.
_PRIOR_IMPRESSIONS = 20.0


def judge_new_notes(
    impressions: IntArray,
    responses: IntArray,
    *,
    marks: tuple[int, ...] = (100, 400, 1600),
    keep: float = 0.5,
) -> IntArray:
    """Decide for every new note up to how many impressions the feed still owes it.

    ``impressions`` and ``responses`` (likes, saves and the like) count what each note got so far.
    Returns the mark each note may go to, ``RESTING`` or ``GRADUATED``. Below the first mark all
    are owed it. At each mark the notes that reached it are compared by their response rate,
    shrunk to the pool's: the best ``keep`` share goes on to the next mark (successive halving,
    Karnin, Koren, Somekh 2013). Notes tied with the last one kept are kept too.

    >>> judge_new_notes(np.array([3, 100, 100, 1600]), np.array([0, 1, 20, 300])).tolist()
    [100, -1, 400, -2]
    """
    if len(impressions) != len(responses):
        raise UsageError(f"{len(impressions)} impressions but {len(responses)} responses")
    owed = np.full(len(impressions), marks[0], np.int64)
    usual = float(responses.sum()) / max(float(impressions.sum()), 1.0)
    rate = (responses + _PRIOR_IMPRESSIONS * usual) / (impressions + _PRIOR_IMPRESSIONS)
    for mark, following in itertools.pairwise(marks):
        reached = np.flatnonzero((impressions >= mark) & (owed == mark))
        if not len(reached):
            break
        last_kept = np.sort(rate[reached])[::-1][max(1, round(keep * len(reached))) - 1]
        owed[reached] = np.where(rate[reached] >= last_kept, following, RESTING)
    owed[(impressions >= marks[-1]) & (owed == marks[-1])] = GRADUATED
    return owed


def next_first_looks(owed: IntArray, impressions: IntArray, *, slots: int) -> IntArray:
    """Which notes fill the next reserved places: the least seen of those still owed a look.

    Returns at most ``slots`` note positions, earlier positions first among equals.

    >>> next_first_looks(np.array([100, -1, 400]), np.array([3, 100, 2]), slots=5).tolist()
    [2, 0]
    """
    waiting = np.flatnonzero((owed > 0) & (impressions < owed))
    return waiting[np.argsort(impressions[waiting], kind="stable")][:slots]
