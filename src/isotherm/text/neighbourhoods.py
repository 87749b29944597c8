"""What a text's nearest others say about it, and about the words it is written in."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

from isotherm.text.weighting import unit_rows

__all__ = ["cohesion", "draw_together"]

_Vectors = npt.NDArray[np.float32]
_BLOCK = 1024  # rows compared with all others at a time
_KEEP = 0.9  # share of a vector taken from its neighbours at each step
_STEPS = 8


def draw_together(vectors: _Vectors, *, neighbours: int = 20) -> _Vectors:
    """Draw each unit vector towards its nearest others: wording cancels, matter stays.

    X <- (1 - a) Z + a D^-1/2 A D^-1/2 X, eight times with a = .9, A the symmetric graph of
    nearest neighbours weighted by cosine: label spreading (Zhou and others 2003) of the
    vectors themselves. Rows of unit length; a vector without neighbours stays as it is.

    >>> pair = unit_rows(np.array([[1.0, 0.2], [1.0, -0.2]]))
    >>> bool(draw_together(pair)[0] @ draw_together(pair)[1] > pair[0] @ pair[1])
    True
    """
    neighbours = min(neighbours, len(vectors) - 1)
    if neighbours < 1:
        return vectors
    graph = _graph(vectors, neighbours)
    degree = np.asarray(graph.sum(axis=0), dtype=np.float32).ravel()
    root = 1.0 / np.sqrt(np.where(degree > 0, degree, np.float32(1.0)))
    drawn = vectors
    for _ in range(_STEPS):
        drawn = (1.0 - _KEEP) * vectors + _KEEP * root[:, None] * (graph @ (root[:, None] * drawn))
    return unit_rows(drawn)


def _graph(vectors: _Vectors, neighbours: int) -> scipy.sparse.csr_array[Any, tuple[int, int]]:
    """Symmetric cosine graph of nearest neighbours."""
    count = len(vectors)
    nearest, weights = [], []
    for start in range(0, count, _BLOCK):
        likeness = vectors[start : start + _BLOCK] @ vectors.T
        own = np.arange(len(likeness))
        likeness[own, own + start] = -2.0
        found = np.argpartition(-likeness, neighbours - 1, axis=1)[:, :neighbours]
        nearest.append(found)
        weights.append(np.maximum(np.take_along_axis(likeness, found, axis=1), 0.0))
    rows = np.repeat(np.arange(count), neighbours)
    flat = (np.concatenate(weights).ravel(), (rows, np.concatenate(nearest).ravel()))
    graph = scipy.sparse.csr_array(flat, shape=(count, count))
    return (graph + graph.T).tocsr()


def cohesion(weighted: scipy.sparse.csr_array[Any, tuple[int, int]], vectors: _Vectors) -> _Vectors:
    """How alike the texts are that hold each column, above any two texts; shape (columns,).

    The mean cosine over pairs of different texts that hold the column, less that over all
    pairs; at least 1e-4.

    >>> held = scipy.sparse.csr_array(np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]]))
    >>> cohesion(held, np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]], dtype=np.float32)).round(2)
    array([0.67, 0.  ], dtype=float32)
    """
    held = scipy.sparse.csr_array(weighted, copy=True)
    held.data = np.ones_like(held.data)
    texts = np.asarray(held.sum(axis=0), dtype=np.float64).ravel()
    within = _mean_cosine(np.asarray(held.T @ vectors, dtype=np.float64), texts)
    overall = _mean_cosine(
        vectors.sum(axis=0, dtype=np.float64)[None, :], np.array([float(len(vectors))])
    )
    return np.maximum(within - overall, 1e-4).astype(np.float32)


def _mean_cosine(
    sums: npt.NDArray[np.float64], texts: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Mean cosine over pairs of different unit vectors, from their sum and number."""
    return (np.square(sums).sum(axis=1) - texts) / np.maximum(texts * (texts - 1.0), 1.0)
