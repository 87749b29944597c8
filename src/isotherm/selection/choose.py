"""Choosing a set: what it is worth together, and the greedy choice of the best few."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

__all__ = ["Worth", "choose_set", "gain_of", "stand_for", "worth_of"]

Floats = NDArray[np.float64]


@dataclasses.dataclass(frozen=True)
class Worth:
    """What makes a set of candidates worth something.

    ``answers`` is how likely a candidate answers a need (candidates x needs, 0..1), ``weight`` what
    each need counts for (sums to at most 1), ``stands_for`` how much of one candidate's merit
    another brings as well (candidates x candidates, the diagonal its own, see ``stand_for``),
    ``held`` how much of each is brought by what is carried already, ``need_share`` how much the
    needs count against the merits.
    """

    answers: Floats
    weight: Floats
    stands_for: sp.csc_array
    held: Floats
    need_share: float


def stand_for(merit: Floats, likeness: sp.csr_array) -> sp.csc_array:
    """How much of the merit of row j candidate c brings: min(merit j, merit c) likeness / crowd.

    The crowd of j is the sum of its likenesses, so that many alike are worth what one is.

    >>> stand_for(np.array([0.8, 0.6]), sp.csr_array(np.ones((2, 2)))).toarray().tolist()
    [[0.4, 0.3], [0.3, 0.3]]
    """
    pairs = likeness.tocoo()
    crowd = np.asarray(likeness.sum(axis=1)).ravel()
    shared = np.minimum(merit[pairs.row], merit[pairs.col]) * pairs.data
    data = shared / np.maximum(crowd[pairs.row], 1e-12)
    return sp.csc_array((data, (pairs.row, pairs.col)), shape=likeness.shape)


def worth_of(chosen: Sequence[int], worth: Worth) -> float:
    """What a set of candidates is worth together, beyond what is carried already.

    share * sum over needs of w (1 - prod (1 - answer)) + (1 - share) * sum over candidates j of
    the most that one of the set stands for j. A second answer to the same need adds less, and so
    does a second of the same look. Both terms are monotone and submodular.

    >>> stands = stand_for(np.ones(3), sp.csr_array(np.array([[1., 1, 0], [1, 1, 0], [0, 0, 1]])))
    >>> worth = Worth(np.zeros((3, 1)), np.ones(1), stands, np.zeros(3), 0.0)
    >>> worth_of([0, 1], worth), worth_of([0, 2], worth)
    (1.0, 2.0)
    """
    rows = np.array(sorted(chosen), dtype=np.int64)
    if not len(rows):
        return 0.0
    needs = float((worth.weight * (1 - np.prod(1 - worth.answers[rows], axis=0))).sum())
    brought = worth.stands_for[:, rows].toarray().max(axis=1)
    merits = float(np.maximum(brought - worth.held, 0.0).sum())
    return worth.need_share * needs + (1 - worth.need_share) * merits


def choose_set(
    worth: Worth, keep: int, *, repeats: sp.csr_array | None = None
) -> tuple[list[int], list[float]]:
    """The candidates chosen, in order, and what each added; ties go to the first.

    One that ``repeats`` a chosen one (candidates x candidates, not zero where they do) waits until
    nothing else is left: two of the same take from one another.

    Greedy choice reaches at least 1 - 1/e of the best set's worth (Nemhauser, Wolsey, Fisher
    1978).

    >>> stands = stand_for(np.array([.2, .9, .5]), sp.csr_array(np.eye(3)))
    >>> choose_set(Worth(np.zeros((3, 1)), np.ones(1), stands, np.zeros(3), 0.0), 2)
    ([1, 2], [0.9, 0.5])
    """
    left = list(range(worth.answers.shape[0]))
    open_needs, brought = np.ones(len(worth.weight)), worth.held.copy()
    chosen: list[int] = []
    gains: list[float] = []
    taken = np.zeros(worth.answers.shape[0], dtype=bool)
    while left and len(chosen) < keep:
        added = np.array([gain_of(row, worth, open_needs, brought) for row in left])
        fresh = np.where(taken[left], -1.0, added)
        place = int((added if taken[left].all() else fresh).argmax())
        best = left.pop(place)
        if repeats is not None:
            taken[repeats[[best]].indices] = True
        chosen.append(best)
        gains.append(float(added[place]))
        open_needs = open_needs * (1 - worth.answers[best])
        brought = np.maximum(brought, worth.stands_for[:, [best]].toarray().ravel())
    return chosen, gains


def gain_of(row: int, worth: Worth, open_needs: Floats, brought: Floats) -> float:
    """What one more candidate adds to what is chosen."""
    needs = float((worth.weight * open_needs * worth.answers[row]).sum())
    part = slice(worth.stands_for.indptr[row], worth.stands_for.indptr[row + 1])
    more = worth.stands_for.data[part] - brought[worth.stands_for.indices[part]]
    return worth.need_share * needs + (1 - worth.need_share) * float(np.maximum(more, 0.0).sum())
