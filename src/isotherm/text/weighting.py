"""How much a column of counts says about the text that holds it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

__all__ = ["document_frequency", "tfidf", "unit_rows"]

_Vectors = npt.NDArray[np.float32]


def document_frequency(
    counts: scipy.sparse.csr_array[Any, tuple[int, int]],
) -> npt.NDArray[np.int64]:
    """In how many texts each column stands."""
    return np.bincount(counts.indices, minlength=counts.shape[1])


def tfidf(
    counts: scipy.sparse.csr_array[Any, tuple[int, int]],
    frequency: npt.NDArray[np.int64] | None = None,
    *,
    texts: int | None = None,
    extra: _Vectors | None = None,
) -> scipy.sparse.csr_array[Any, tuple[int, int]]:
    """Weight counts by how telling their columns are; rows of unit length, float32.

    Weight = ln(1 + count) (1 + ln((1 + n) / (1 + df))), after Salton and Buckley 1988.
    ``frequency`` (texts that hold each column) and the number of ``texts`` it was taken on
    default to those of ``counts`` itself; ``extra`` is a further weight for each column.

    >>> tfidf(scipy.sparse.csr_array(np.array([[1.0, 0.0], [1.0, 1.0]]))).toarray().round(2)
    array([[1.  , 0.  ],
           [0.58, 0.81]], dtype=float32)
    """
    if frequency is None:
        frequency = document_frequency(counts)
    total = counts.shape[0] if texts is None else texts
    weight = (1.0 + np.log((1.0 + total) / (1.0 + frequency))).astype(np.float32)
    if extra is not None:
        weight = weight * extra
    data = np.log1p(counts.data).astype(np.float32) * weight[counts.indices]
    sizes = np.diff(counts.indptr)
    rows = np.repeat(np.arange(counts.shape[0]), sizes)
    squares = np.bincount(rows, weights=np.square(data, dtype=np.float64), minlength=len(sizes))
    scale = (1.0 / np.sqrt(np.where(squares > 0, squares, 1.0))).astype(np.float32)
    return scipy.sparse.csr_array(
        (data * scale[rows], counts.indices, counts.indptr), shape=counts.shape
    )


def unit_rows(rows: Any) -> _Vectors:
    """Rows of unit length, float32; rows of zeros stay."""
    dense: _Vectors = np.asarray(rows, dtype=np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", dense, dense))
    lengths[lengths < 1e-12] = 1.0
    return np.divide(dense, lengths[:, None], dtype=np.float32)
