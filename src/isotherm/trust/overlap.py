"""Which targets are hit by the same actors more than popularity and shared interest explain."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.trust.acts import Acts, Floats, Ints
from isotherm.trust.settings import TrustSettings

__all__ = ["Overlaps", "find_overlaps"]

_CHUNK_WEDGES = 8_000_000  # pairs of acts multiplied at a time: bounds memory
_RATES = np.array([0.05, 0.15, 0.4, 0.8])  # how much of a common pool two targets may share


@dataclass(frozen=True)
class Overlaps:
    """Pairs of targets with shared actors, and how clustered ordinary targets are."""

    left: Ints
    right: Ints
    log_e: Floats  # evidence of each pair against shared popularity and shared interest
    clustering: float  # how many times more than by popularity ordinary targets share actors
    asked: float  # pairs that could have been looked at


def find_overlaps(acts: Acts, settings: TrustSettings) -> Overlaps:
    """Pair targets of different owners by the actors they share.

    An actor b of degree d hits target t by chance with probability r = c d_b d_t / m, where m is
    the number of acts and c how clustered ordinary targets are (communities of interest make all
    of them share more than popularity does). The evidence of a pair is the likelihood ratio of
    "a share q of the actors of the smaller one also hit the other" to r, averaged over some q:
    an e-value for independent actors whose rates are at most r.
    """
    R = _thinned(acts, settings)
    degree: Floats = np.asarray(R.sum(axis=0), dtype=np.float64).ravel()
    wide: Floats = np.asarray(R.sum(axis=1), dtype=np.float64).ravel()
    pairs, shared, log_wide, lift = _shared_actors(R, acts.owner, degree, wide)
    c = max(1.0, float(np.quantile(lift, settings.interest_quantile)) if len(lift) else 1.0)
    log_e = _pair_log_e(pairs, shared, log_wide, degree=degree, clustering=c, acts=float(R.nnz))
    active = float((degree >= 2).sum())
    useful = log_e > 1.0
    return Overlaps(
        pairs[useful, 0],
        pairs[useful, 1],
        log_e[useful],
        c,
        max(1.0, active * (active - 1) / 2),
    )


def _thinned(acts: Acts, settings: TrustSettings) -> sparse.csr_array[Any]:
    """The matrix, with every k-th actor only where pairing all would take too long."""
    R = acts.matrix()
    work = float((acts.actor_degree.astype(np.float64) ** 2).sum())
    step = int(np.ceil(work / settings.wedges))
    if step <= 1:
        return R
    keep = sparse.diags_array((np.arange(acts.actors) % step == 0).astype(np.float64))
    thin: sparse.csr_array[Any] = sparse.csr_array(keep @ R)
    thin.eliminate_zeros()
    return thin


def _shared_actors(
    R: sparse.csr_array[Any], owner: Ints, degree: Floats, wide: Floats
) -> tuple[npt.NDArray[np.int64], Floats, Floats, Floats]:
    """Pairs sharing two actors or more: their count, sum of log degrees; each target's lift."""
    m = max(1.0, float(R.nnz))
    chance = float((wide * (wide - 1)).sum()) / m**2
    with np.errstate(divide="ignore"):
        logs = np.where(wide > 0, np.log(np.maximum(wide, 1)), 0.0)
    columns = sparse.csr_array(R.T)
    # one product carries both the count (real part) and the sum of log degrees (imaginary part)
    both = sparse.csr_array(sparse.diags_array(1 + 1j * logs) @ R)
    work = np.cumsum(columns @ wide)
    cuts = np.searchsorted(work, np.arange(0, work[-1] if len(work) else 0, _CHUNK_WEDGES))
    bounds = np.unique(np.concatenate((cuts, [R.shape[1]])))
    found: list[Any] = []
    lift: list[Floats] = []
    for low, high in itertools.pairwise(bounds):
        part = sparse.coo_array(columns[low:high] @ both)
        left, right = part.coords[0].astype(np.int64) + low, part.coords[1].astype(np.int64)
        apart = owner[left] != owner[right]
        left, right, value = left[apart], right[apart], part.data[apart]
        lift.append(_lift(left - low, value.real, degree[left] * degree[right] * chance))
        kept = (left < right) & (value.real >= 2)
        found.append((np.column_stack((left, right))[kept], value[kept]))
    if not found:
        empty = np.zeros(0)
        return np.zeros((0, 2), dtype=np.int64), empty, empty, empty
    pairs = np.concatenate([pair for pair, _ in found])
    values = np.concatenate([value for _, value in found])
    return pairs, values.real, values.imag, np.concatenate(lift)


def _lift(row: Ints, shared: Floats, expected: Floats) -> Floats:
    """For targets that share enough to tell: further shared actors over those due to chance."""
    further = np.bincount(row, shared * (shared - 1))
    due = np.bincount(row, shared * expected)
    enough = np.bincount(row, shared) >= 20
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
