"""The leading singular vectors of a large sparse matrix, the same ones every time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

from isotherm.errors import UsageError

__all__ = ["truncated_svd"]

FloatArray = npt.NDArray[np.floating[Any]]

# Two entries this close to each other (relative) count as a tie when the sign is chosen, so
# that rounding cannot decide which of them is the larger one.
_SIGN_TIE = 1e-6


def truncated_svd(
    R: Any,
    rank: int,
    seed: int = 0,
    *,
    oversampling: int = 16,
    power_iterations: int = 6,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Find the few directions in which rows and columns vary together most.

    Returns ``U`` (rows x k), ``s`` (k, falling) and ``Vt`` (k x columns) with ``R ~ U diag(s) Vt``,
    where ``k = min(rank, rows, columns)``. ``R`` is any scipy sparse matrix or a dense array;
    float32 is kept, everything else is computed in float64. In each row of ``Vt`` the entry
    largest in size (the first one among ties) is positive, so a direction never flips its sign
    between runs.

    Randomised range finder with ``power_iterations`` blocked multiplications by ``R^T R``
    (Halko, Martinsson, Tropp 2011, algorithm 4.4); a matrix hardly larger than the block is
    decomposed exactly.

    Raises ``UsageError`` when ``rank`` is not positive or ``R`` holds a value that is not finite.

    >>> import numpy as np
    >>> from scipy import sparse
    >>> R = sparse.csr_array(np.array([[3.0, 0.0, 0.0], [0.0, -2.0, 0.0], [0.0, 0.0, 1.0]]))
    >>> U, s, Vt = truncated_svd(R, 2, seed=7)
    >>> s.round(6)
    array([3., 2.])
    >>> Vt.round(6) + 0.0
    array([[1., 0., 0.],
           [0., 1., 0.]])
    """
    A = _as_matrix(R, rank)
    k = min(rank, *A.shape)
    block = k + oversampling
    if k == 0:
        empty = np.zeros((A.shape[0], 0), A.dtype)
        return empty, np.zeros(0, A.dtype), np.zeros((0, A.shape[1]), A.dtype)
    if 2 * block >= min(A.shape) and A.shape[0] * A.shape[1] <= 4_000_000:
        U, s, Vt = linalg.svd(A.toarray(), full_matrices=False)
    elif A.shape[0] < A.shape[1]:
        V, s, Ut = _randomised(A.T.tocsr(), min(block, A.shape[0]), power_iterations, seed)
        U, Vt = Ut.T, V.T
    else:
        U, s, Vt = _randomised(A, min(block, A.shape[1]), power_iterations, seed)
    return _fix_signs(U[:, :k], s[:k], Vt[:k])


def _as_matrix(R: Any, rank: int) -> Any:
    if rank < 1:
        raise UsageError(f"rank is {rank}; expected at least 1")
    A = sparse.csr_array(R)
    if A.dtype not in (np.float32, np.float64):
        A = A.astype(np.float64)
    if not np.isfinite(A.data).all():
        raise UsageError("the matrix holds a value that is not finite; drop or fill such entries")
    if not A.has_canonical_format:
        A = A.copy()
        A.sum_duplicates()
    return A


def _randomised(
    A: Any, block: int, power_iterations: int, seed: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """SVD of a tall ``A`` inside the space that ``block`` power-iterated random vectors span."""
    At = A.T.tocsr()
    start = np.random.default_rng(seed).standard_normal((A.shape[1], block), dtype=A.dtype)
    Z = _orthonormal(start)
    for _ in range(power_iterations):
        Z = _orthonormal(At @ (A @ Z))
    # Rayleigh-Ritz on the column side: A Z = Q T, and the small T carries the singular values.
    Q, T = linalg.qr(A @ Z, mode="economic", check_finite=False)
    inner_left, s, inner_right = linalg.svd(T, check_finite=False)
    return Q @ inner_left, s, inner_right @ Z.T


def _orthonormal(block: FloatArray) -> FloatArray:
    Q, _ = linalg.qr(block, mode="economic", check_finite=False, overwrite_a=True)
    return Q


def _fix_signs(
    U: FloatArray, s: FloatArray, Vt: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    size = np.abs(Vt)
    near_largest = size >= (1 - _SIGN_TIE) * size.max(axis=1, keepdims=True)
    leading = near_largest.argmax(axis=1)
    signs = np.where(Vt[np.arange(len(Vt)), leading] < 0, -1, 1).astype(Vt.dtype)
    return np.ascontiguousarray(U * signs), s.copy(), np.ascontiguousarray(Vt * signs[:, None])
