from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import sparse

from isotherm.spectral import degree_normalise, degrees, inverse_power

counts = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=2, max_dims=2, max_side=8), elements=st.integers(0, 3)
)


@settings(max_examples=60, deadline=None)
@given(dense=counts, a=st.floats(0, 1), b=st.floats(0, 1))
def test_equals_the_dense_definition(dense: np.ndarray, a: float, b: float) -> None:
    rows, columns = dense.sum(axis=1, keepdims=True), dense.sum(axis=0, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        oracle = np.nan_to_num(np.where(dense > 0, dense * rows**-a * columns**-b, 0.0))
    R = sparse.csr_array(dense)
    result = degree_normalise(R, row_exponent=a, column_exponent=b)
    np.testing.assert_allclose(result.toarray(), oracle, rtol=1e-12)
    np.testing.assert_array_equal(R.toarray(), dense)


@settings(max_examples=40, deadline=None)
@given(dense=counts)
def test_halves_keep_singular_values_within_one(dense: np.ndarray) -> None:
    s = np.linalg.svd(degree_normalise(sparse.csr_array(dense)).toarray(), compute_uv=False)
    assert s.max(initial=0.0) <= 1 + 1e-9


def test_a_silent_row_stays_silent() -> None:
    np.testing.assert_array_equal(inverse_power(np.array([0.0, 4.0]), 0.5), [0, 0.5])
    np.testing.assert_array_equal(degrees(sparse.csr_array((2, 3)), axis=0), [0, 0, 0])
