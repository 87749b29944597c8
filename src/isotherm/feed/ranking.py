"""The first k of many scores, in one pass, ties going to the lower item number."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["rank_rows", "spread_rows"]

FloatArray = npt.NDArray[np.float32]


def rank_rows(scores: FloatArray, seen: Any, k: int) -> npt.NDArray[np.int64]:
    """The k best items of every row, best first (rows x k); -1 once nothing is left.

    ``scores`` is rows x items, ``seen`` a CSR matrix of the same shape whose stored entries are
    never offered.

    >>> from scipy import sparse
    >>> rank_rows(np.array([[3, 1, 2]], np.float32), sparse.csr_array(np.array([[1, 0, 0]])), 3)
    array([[ 2,  1, -1]])
    """
    out = np.full((scores.shape[0], k), -1, np.int64)
    masked = scores.astype(np.float32, order="C", copy=True)
    masked[np.repeat(np.arange(len(masked)), np.diff(seen.indptr)), seen.indices] = -np.inf
    _kernels()[0](masked, out)
    return out


def spread_rows(rows: Any, weights: Any) -> FloatArray:
    """The product of two CSR matrices as a dense float32 array (rows x columns of ``weights``)."""
    out = np.zeros((rows.shape[0], weights.shape[1]), np.float32)
    data = rows.data.astype(np.float32), weights.data.astype(np.float32, copy=False)
    _kernels()[1](
        (rows.indptr, rows.indices, data[0]), (weights.indptr, weights.indices, data[1]), out
    )
    return out


@functools.cache
def _kernels() -> tuple[Callable[..., None], Callable[..., None]]:
    """Compiled on first use and kept on disk: importing numba costs more than all the rest."""
    import numba

    compiled = numba.njit(cache=True, nogil=True)
    return compiled(_select_top), compiled(_spread)


def _select_top(scores: FloatArray, out: npt.NDArray[np.int64]) -> None:
    k = out.shape[1]
    best = np.empty(k, np.float32)
    for row in range(scores.shape[0]):
        best[:] = -np.inf
        for item in range(scores.shape[1]):
            score = scores[row, item]
            if score > best[k - 1]:
                place = k - 1
                while place > 0 and score > best[place - 1]:
                    best[place] = best[place - 1]
                    out[row, place] = out[row, place - 1]
                    place -= 1
                best[place] = score
                out[row, place] = item


def _spread(rows: Any, weights: Any, out: FloatArray) -> None:
    row_starts, row_items, row_values = rows
    starts, items, values = weights
    for row in range(len(row_starts) - 1):
        for entry in range(row_starts[row], row_starts[row + 1]):
            value = row_values[entry]
            item = row_items[entry]
            for near in range(starts[item], starts[item + 1]):
                out[row, items[near]] += value * values[near]
