from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from isotherm.errors import UsageError
from isotherm.spectral import truncated_svd


def decaying(rows: int, columns: int, *, seed: int) -> np.ndarray:
    """A dense matrix whose singular values halve every eight steps."""
    rng = np.random.default_rng(seed)
    inner = min(rows, columns)
    left, _ = np.linalg.qr(rng.standard_normal((rows, inner)))
    right, _ = np.linalg.qr(rng.standard_normal((columns, inner)))
    return (left * 0.5 ** (np.arange(inner) / 8)) @ right.T


@settings(max_examples=20, deadline=None)
@given(
    rows=st.integers(1, 90),
    columns=st.integers(1, 90),
    rank=st.integers(1, 12),
    seed=st.integers(0, 9),
)
def test_agrees_with_the_dense_decomposition(rows: int, columns: int, rank: int, seed: int) -> None:
    dense = decaying(rows, columns, seed=seed)
    U, s, Vt = truncated_svd(sparse.csr_array(dense), rank, seed=seed)
    k = min(rank, rows, columns)
    oracle = np.linalg.svd(dense, full_matrices=False)
    best = (oracle.U[:, :k] * oracle.S[:k]) @ oracle.Vh[:k]
    np.testing.assert_allclose(s, oracle.S[:k], atol=1e-6)
    np.testing.assert_allclose((U * s) @ Vt, best, atol=1e-4)
    np.testing.assert_allclose(U.T @ U, np.eye(k), atol=1e-8)
    np.testing.assert_allclose(Vt @ Vt.T, np.eye(k), atol=1e-8)


@pytest.mark.parametrize("shape", [(400, 150), (150, 400)])
def test_randomised_path_agrees_on_tall_and_wide(shape: tuple[int, int]) -> None:
    dense = decaying(*shape, seed=3)
    _, s, _ = truncated_svd(dense, 20, seed=1)
    np.testing.assert_allclose(s, np.linalg.svd(dense, compute_uv=False)[:20], rtol=1e-6)


def test_without_power_iterations_the_accuracy_is_lost() -> None:
    dense = np.random.default_rng(0).standard_normal((400, 300))
    exact = np.linalg.svd(dense, compute_uv=False)[:10]
    rough = truncated_svd(dense, 10, power_iterations=0)[1]
    good = truncated_svd(dense, 10, power_iterations=30)[1]
    assert np.abs(good - exact).max() < 0.02 * exact[0]
    assert np.abs(rough - exact).max() > 0.1 * exact[0]


def test_signs_are_fixed_and_runs_repeat() -> None:
    R = sparse.random_array((500, 200), density=0.05, rng=np.random.default_rng(5), format="csr")
    first, again = truncated_svd(R, 8, seed=2), truncated_svd(R, 8, seed=2)
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(one, other)
    Vt = first[2]
    assert (Vt[np.arange(8), np.abs(Vt).argmax(axis=1)] > 0).all()
    np.testing.assert_allclose(truncated_svd(-R, 8, seed=2)[2], Vt, atol=1e-9)


def test_input_is_left_alone_and_duplicates_are_summed() -> None:
    R = sparse.csr_array(
        (np.array([1.0, 2.0, 3.0]), np.array([1, 1, 0]), np.array([0, 2, 3])), shape=(2, 2)
    )
    before = R.data.copy()
    _, s, _ = truncated_svd(R, 2)
    np.testing.assert_array_equal(R.data, before)
    np.testing.assert_allclose(s, [3, 3])


def test_single_precision_is_kept() -> None:
    R = sparse.random_array((300, 200), density=0.1, rng=np.random.default_rng(1)).astype("f4")
    assert all(part.dtype == np.float32 for part in truncated_svd(R, 5))


def test_empty_and_single_cell() -> None:
    U, s, Vt = truncated_svd(sparse.csr_array((0, 4)), 3)
    assert (U.shape, s.shape, Vt.shape) == ((0, 0), (0,), (0, 4))
    U, s, Vt = truncated_svd(np.array([[-2.0]]), 3)
    assert (U.item(), s.item(), Vt.item()) == (-1.0, 2.0, 1.0)
    np.testing.assert_array_equal(truncated_svd(sparse.csr_array((5, 4)), 2)[1], [0, 0])


def test_bad_input_is_refused() -> None:
    with pytest.raises(UsageError, match="rank is 0"):
        truncated_svd(np.eye(3), 0)
    with pytest.raises(UsageError, match="not finite"):
        truncated_svd(np.array([[np.nan]]), 1)
