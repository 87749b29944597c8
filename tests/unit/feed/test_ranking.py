from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from isotherm.feed.ranking import rank_rows, spread_rows


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 999), k=st.integers(1, 9))
def test_ranks_like_a_full_sort_with_ties_to_the_lower_item(seed: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 4, (5, 7)).astype(np.float32)
    seen = sparse.csr_array(rng.random((5, 7)) < 0.4)
    before = scores.copy()
    top = rank_rows(scores, seen, k)
    np.testing.assert_array_equal(scores, before)
    for row in range(5):
        left = [item for item in range(7) if not seen.toarray()[row, item]]
        oracle = sorted(left, key=lambda item: (-scores[row, item], item))[:k]
        assert top[row].tolist() == oracle + [-1] * (k - len(oracle))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 999))
def test_spread_is_the_matrix_product(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = sparse.random_array((4, 6), density=0.5, rng=rng, format="csr")
    weights = sparse.random_array((6, 5), density=0.5, rng=rng, format="csr")
    product = (rows @ weights).toarray()
    np.testing.assert_allclose(spread_rows(rows, weights), product, rtol=1e-5)
