"""Which targets are hit by the same actors more than popularity and shared interest explain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse

from isotherm.trust.acts import Acts, Floats, Ints
from isotherm.trust.settings import TrustSettings

__all__ = ["Overlaps", "find_overlaps"]

_BUSY = 100.0  # actors with fewer acts than this are never left out for being busy
_RATES = np.array([0.05, 0.15, 0.4, 0.8])  # how much of a common pool two targets may share


@dataclass(frozen=True)
class Overlaps:
    """Pairs of targets with shared actors, and how clustered ordinary targets are."""

    left: Ints
    right: Ints
    log_e: Floats  # evidence of each pair against shared popularity and shared interest
    clustering: float  # how many times more than by popularity ordinary targets share actors


def find_overlaps(
    R: Any, owner: Ints, settings: TrustSettings, *, beside: tuple[Acts, float] | None = None
) -> Overlaps:
    """Pair the columns of a 0-1 matrix actors x targets by the actors they share.

    Targets of one ``owner`` are never paired.

    An actor b of degree d hits target t by chance with probability r = c d_b d_t / m, where m is
    the number of acts and c how clustered ordinary targets are (communities of interest make all
    of them share more than popularity does). The evidence of a pair is the likelihood ratio of
    "a share q of the actors of the smaller one also hit the other" to r, averaged over some q:
    an e-value for independent actors whose rates are at most r.

    Where R is a part of a record, ``beside`` gives the acts whose ``activity`` and ``whole`` are
    the record's, and c as measured there.
    """
    R = _affordable(sparse.csr_array(R), settings.wedges)
    degree: Floats = np.asarray(R.sum(axis=0), dtype=np.float64).ravel()
    wide: Floats = np.asarray(R.sum(axis=1), dtype=np.float64).ravel()
    if beside is not None:
        wide = beside[0].activity.astype(np.float64)
    pairs, shared, log_wide = _shared_actors(R, owner, wide)
    if len(pairs) == 0:
        return Overlaps(pairs[:, 0], pairs[:, 1], shared, 1.0)
    if beside is None:
        lift = _lift(pairs, shared, R, degree=degree, wide=wide)
        c = max(1.0, float(np.quantile(lift, settings.interest_quantile)) if len(lift) else 1.0)
        count = float(R.nnz)
    else:
        c, count = beside[1], float(beside[0].whole)
    log_e = _pair_log_e(pairs, shared, log_wide, degree=degree, clustering=c, acts=count)
    useful = log_e > 1.0
    return Overlaps(pairs[useful, 0], pairs[useful, 1], log_e[useful], c)


def _affordable(R: sparse.csr_array[Any], budget: int) -> sparse.csr_array[Any]:
    """The matrix without the busiest actors, then with every k-th only, where all cost too much.

    What two targets share through someone who is everywhere says least and costs most.
    """
    work = np.diff(R.indptr).astype(np.float64) ** 2
    order = np.argsort(work, kind="stable")
    within = np.cumsum(work[order]) <= budget
    keep = np.zeros(R.shape[0], dtype=bool)
    keep[order[within]] = True
    keep |= work <= _BUSY**2
    step = int(np.ceil(float(work[keep].sum()) / budget))
    if step > 1:
        keep &= np.arange(R.shape[0]) % step == 0
    if keep.all():
        return R
    thin: sparse.csr_array[Any] = sparse.csr_array(sparse.diags_array(keep.astype(float)) @ R)
    thin.eliminate_zeros()
    return thin


def _shared_actors(
    R: sparse.csr_array[Any], owner: Ints, wide: Floats
) -> tuple[Ints, Floats, Floats]:
    """Pairs of columns sharing two actors or more, how many, and the sum of their log degrees."""
    columns = sparse.csr_array(R.T)
    ends = [(m.indptr.astype(np.int64), m.indices.astype(np.int64)) for m in (columns, R)]
    logs = np.log(np.maximum(wide, 1))
    count = _pair_counter()
    number = count(*ends, owner, logs, (np.zeros((0, 2), dtype=np.int64), np.zeros((0, 2))))
    pairs, values = np.zeros((number, 2), dtype=np.int64), np.zeros((number, 2))
    count(*ends, owner, logs, (pairs, values))
    return pairs, values[:, 0], values[:, 1]


@cache
def _pair_counter() -> Any:
    """The compiled counter, made at first use because the compiler is heavy to import."""
    import numba

    return numba.njit(cache=True)(_count_pairs)


def _count_pairs(columns: Any, rows: Any, owner: Any, logs: Any, room: Any) -> Any:
    """Count pairs of columns sharing two actors; where there is room for them, fill them in.

    ``columns`` and ``rows`` are starts and entries of the matrix by column and by row.
    """
    column_start, column_actors = columns
    row_start, row_targets = rows
    pairs, values = room
    targets = len(column_start) - 1
    times = np.zeros(targets, dtype=np.int64)
    weight = np.zeros(targets)
    touched = np.empty(targets, dtype=np.int64)
    found = 0
    for left in range(targets):
        reached = 0
        for i in range(column_start[left], column_start[left + 1]):
            actor = column_actors[i]
            for j in range(row_start[actor], row_start[actor + 1]):
                right = row_targets[j]
                if right > left and owner[right] != owner[left]:
                    if times[right] == 0:
                        touched[reached] = right
                        reached += 1
                    times[right] += 1
                    weight[right] += logs[actor]
        for i in range(reached):
            right = touched[i]
            if times[right] >= 2:
                if found < len(pairs):
                    pairs[found, 0], pairs[found, 1] = left, right
                    values[found, 0], values[found, 1] = times[right], weight[right]
                found += 1
            times[right], weight[right] = 0, 0.0
    return found


def _lift(
    pairs: Ints, count: Floats, R: sparse.csr_array[Any], *, degree: Floats, wide: Floats
) -> Floats:
    """For targets that share enough to tell: further shared actors over those due to chance.

    Given one shared actor, popularity and activity alone make two targets of degrees d and d'
    share d d' sum w(w - 1) / m^2 further ones, w being the actors' degrees.
    """
    again = np.repeat(count * (count - 1), 2)
    further = np.bincount(pairs.ravel(), again, R.shape[1])
    chance = float((wide * (wide - 1)).sum()) / max(1.0, float(R.nnz)) ** 2
    shared = R.T @ wide - degree
    due = chance * degree * (R.T @ (R @ degree) - degree**2)
    enough = shared >= 20
    return further[enough] / np.maximum(due[enough], 1e-12)


def _pair_log_e(
    pairs: Ints,
    shared: Floats,
    log_wide: Floats,
    *,
    degree: Floats,
    clustering: float,
    acts: float,
) -> Floats:
    first, second = degree[pairs[:, 0]], degree[pairs[:, 1]]
    small, large = np.minimum(first, second), np.maximum(first, second)
    log_rate = shared * (np.log(clustering / acts) + np.log(large)) + log_wide
    # a rate is a probability: on average no more than one half
    log_rate = np.minimum(log_rate, shared * np.log(0.5))
    total = np.full(len(pairs), -np.inf)
    for q in _RATES:
        one = shared * np.log(q) + (small - shared) * np.log1p(-q) - log_rate
        total = np.logaddexp(total, one - np.log(len(_RATES)))
    return total
