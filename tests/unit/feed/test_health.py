from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from isotherm.feed import gini, measure_health


@settings(max_examples=60, deadline=None)
@given(amounts=st.lists(st.integers(0, 50), min_size=1, max_size=15))
def test_gini_is_the_mean_difference(amounts: list[int]) -> None:
    x = np.array(amounts, dtype=float)
    total = x.sum()
    oracle = np.abs(x[:, None] - x).sum() / (2 * len(x) * total) if total else 0.0
    np.testing.assert_allclose(gini(x), oracle, atol=1e-12)


def test_each_figure_on_a_case_counted_by_hand() -> None:
    health = measure_health(
        np.array([[0, 1], [0, -1]]),
        np.array([1.0, 0.5]),
        authors=np.array([0, 1, 1, 1]),
        popularity=np.array([9.0, 2.0, 1.0, 8.0]),
        small=np.array([False, True]),
        memberships=sparse.csr_array(np.array([[1.0, 0.0], [0.0, 1.0]])),
        note_strata=sparse.csr_array(np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [0.0, 1.0]])),
    )
    assert health.small_author_share == 0.2
    assert health.tail_coverage == 0.5
    assert health.outside_share == 0.5
    np.testing.assert_allclose(health.author_gini, (2 - 0.5) / (2 * 2.5))


def test_what_the_record_cannot_tell_is_none() -> None:
    health = measure_health(
        np.full((1, 2), -1), np.ones(2), authors=np.array([0]), popularity=np.array([1.0])
    )
    assert (health.author_gini, health.tail_coverage) == (0.0, 0.0)
    assert health.small_author_share is None
    assert health.outside_share is None
