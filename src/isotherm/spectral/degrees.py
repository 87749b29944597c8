"""Degree normalisation: a matrix in which busy rows and popular columns no longer shout."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["degree_normalise", "degrees", "inverse_power"]


def degrees(R: sparse.csr_array, *, axis: int) -> npt.NDArray[np.float64]:
    """Total weight of every row (``axis=1``) or column (``axis=0``) of ``R``, in float64.

    >>> degrees(sparse.csr_array(np.array([[1.0, 2.0], [0.0, 3.0]])), axis=0)
    array([1., 5.])
    """
    return np.asarray(R.sum(axis=axis), dtype=np.float64).ravel()


def inverse_power(weights: npt.NDArray[np.float64], exponent: float) -> npt.NDArray[np.float64]:
    """``weights ** -exponent``, and 0 where the weight is 0 (a row nobody touched stays silent).

    >>> inverse_power(np.array([4.0, 0.0]), 0.5)
    array([0.5, 0. ])
    """
    powered = np.zeros(len(weights))
    alive = weights > 0
    powered[alive] = weights[alive] ** -exponent
    return powered


def degree_normalise(
    R: sparse.csr_array, *, row_exponent: float = 0.5, column_exponent: float = 0.5
) -> sparse.csr_array:
    """Weigh down busy rows and popular columns: ``D_row^-a R D_col^-b``.

    With both exponents at .5 all singular values lie in 0..1, and the largest is 1.
    ``R`` is non-negative, rows x columns; the result has its shape and pattern, in float64.

    >>> import numpy as np
    >>> from scipy import sparse
    >>> R = sparse.csr_array(np.array([[1.0, 1.0], [0.0, 1.0]]))
    >>> degree_normalise(R).toarray().round(3)
    array([[0.707, 0.5  ],
           [0.   , 0.707]])
    """
    rows = inverse_power(degrees(R, axis=1), row_exponent)
    columns = inverse_power(degrees(R, axis=0), column_exponent)
    indptr = np.asarray(R.indptr)
    data = R.data * np.repeat(rows, np.diff(indptr)) * columns[R.indices]
    return sparse.csr_array((data, R.indices.copy(), indptr.copy()), shape=R.shape)
