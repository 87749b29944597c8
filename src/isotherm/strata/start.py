"""Where the search begins: many small clusters of items alike in words or in who touches them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.spectral import degree_normalise, truncated_svd

__all__ = ["behaviour_space", "small_clusters", "text_space"]

Floats = npt.NDArray[np.float32]


def text_space(weighted: sparse.csr_array, rank: int, seed: int) -> Floats:
    """Unit vectors of items from TF-IDF rows; an item without words is zero."""
    rank = min(rank, *(side - 1 for side in weighted.shape))
    if rank < 1 or weighted.nnz == 0:
        return np.zeros((weighted.shape[0], 0), np.float32)
    _, _, Vt = truncated_svd(weighted, rank, seed, power_iterations=3)
    return _unit(np.asarray(weighted @ Vt.T, np.float32))


def behaviour_space(C: sparse.csr_array, rank: int, seed: int) -> Floats:
    """Vectors of items from who touches them: only directions a shuffled record does not have."""
    rank = min(rank, *(side - 2 for side in C.shape))
    if rank < 1 or C.nnz == 0:
        return np.zeros((C.shape[1], 0), np.float32)
    normal = degree_normalise(C).astype(np.float32)
    _, s, Vt = truncated_svd(normal, rank + 1, seed, power_iterations=4)
    noise = truncated_svd(degree_normalise(shuffled(C, seed)).astype(np.float32), 2, seed)[1]
    telling = np.flatnonzero(s[1:] > 1.02 * noise[1]) + 1
    touched = np.asarray(C.sum(axis=0), np.float32).ravel()
    space = _unit(np.ascontiguousarray(Vt[telling].T * s[telling]))
    return space * np.sqrt(touched / (touched + 8))[:, None]


def shuffled(C: sparse.csr_array, seed: int) -> sparse.csr_array:
    """The same degrees, met at random (contacts drawn twice count twice)."""
    order = np.random.default_rng(seed).permutation(C.nnz)
    R = sparse.csr_array((C.data.copy(), C.indices[order], C.indptr.copy()), shape=C.shape)
    R.sum_duplicates()
    return R


def small_clusters(space: Floats, count: int, *, sample: int, seed: int) -> npt.NDArray[np.int32]:
    """Clusters of the items that have a direction; -1 for those that have none.

    Spherical k-means (k-means++ start) on an even sample, then all items to their nearest centre.
    """
    alive = np.flatnonzero(np.abs(space).sum(axis=1) > 0)
    labels = np.full(len(space), -1, np.int32)
    if len(alive) == 0:
        return labels
    points = space[alive]
    part = points[np.arange(min(len(points), sample)) * len(points) // min(len(points), sample)]
    centres = _seeds(part, min(count, len(part)), seed)
    for _ in range(15):
        nearest = _nearest(part, centres)
        sums = sparse.csr_array(
            (np.ones(len(part), np.float32), (nearest, np.arange(len(part)))),
            shape=(len(centres), len(part)),
        )
        centres = _unit(np.asarray(sums @ part))
    labels[alive] = _nearest(points, centres)
    return labels


def _seeds(points: Floats, count: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    chosen = [int(rng.integers(len(points)))]
    far = 1 - points @ points[chosen[0]]
    for _ in range(count - 1):
        chance = np.cumsum(np.maximum(far, 0).astype(np.float64) ** 2)
        if chance[-1] <= 0:
            break
        chosen.append(int(np.searchsorted(chance, rng.random() * chance[-1])))
        far = np.minimum(far, 1 - points @ points[chosen[-1]])
    return points[chosen]


def _nearest(points: Floats, centres: Floats) -> npt.NDArray[np.int32]:
    steps = range(0, len(points), 8192)
    return np.concatenate(
        [(points[i : i + 8192] @ centres.T).argmax(axis=1).astype(np.int32) for i in steps]
    )


def _unit(rows: npt.NDArray[Any]) -> Floats:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), np.float32)
