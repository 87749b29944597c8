from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from isotherm.errors import UsageError
from isotherm.spectral import chebyshev_coefficients, chebyshev_filter, degree_normalise


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 99), degree=st.integers(0, 9))
def test_filter_equals_the_eigendecomposition(seed: int, degree: int) -> None:
    rng = np.random.default_rng(seed)
    N = degree_normalise(sparse.random_array((12, 7), density=0.4, rng=rng, format="csr"))
    coefficients = rng.standard_normal(degree + 1)
    signals = rng.standard_normal((3, 7))
    values, vectors = np.linalg.eigh((N.T @ N).toarray())
    response = np.polynomial.chebyshev.chebval(1 - 2 * values, coefficients)
    oracle = signals @ (vectors * response) @ vectors.T
    np.testing.assert_allclose(chebyshev_filter(N, signals, coefficients), oracle, atol=1e-9)
    sparse_signals = sparse.csr_array(signals)
    np.testing.assert_allclose(chebyshev_filter(N, sparse_signals, coefficients), oracle, atol=1e-9)


def test_coefficients_meet_the_response_at_the_nodes() -> None:
    def plateau(x: np.ndarray) -> np.ndarray:
        return 0.5 - 0.5 * np.sign(x) * np.abs(x) ** 3

    nodes = np.cos(np.pi * (np.arange(9) + 0.5) / 9)
    met = np.polynomial.chebyshev.chebval(nodes, chebyshev_coefficients(plateau, 8))
    np.testing.assert_allclose(met, plateau(nodes), atol=1e-12)


def test_negative_degree_is_refused() -> None:
    with pytest.raises(UsageError, match="degree is -1"):
        chebyshev_coefficients(np.abs, -1)
