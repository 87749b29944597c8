from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from isotherm.feed import hold_out, measure_accuracy


def slow_accuracy(top: list[list[int]], held: list[set[int]]) -> tuple[list[float], list[float]]:
    recalls, ndcgs = [], []
    for ranked, truth in zip(top, held, strict=True):
        if not truth:
            continue
        gain = sum(1 / math.log2(place + 2) for place, item in enumerate(ranked) if item in truth)
        best = sum(1 / math.log2(place + 2) for place in range(min(len(truth), len(ranked))))
        recalls.append(len(truth & set(ranked)) / len(truth))
        ndcgs.append(gain / best)
    return recalls, ndcgs


@settings(max_examples=60, deadline=None)
@given(
    users=st.lists(
        st.tuples(st.permutations(range(6)), st.sets(st.integers(0, 5))), min_size=1, max_size=6
    ),
    k=st.integers(1, 6),
)
def test_equals_the_definition(users: list[tuple[list[int], set[int]]], k: int) -> None:
    top = [ranked[:k] for ranked, _ in users]
    held = [truth for _, truth in users]
    dense = np.array([[item in truth for item in range(6)] for truth in held], dtype=float)
    measured = measure_accuracy(np.array(top), sparse.csr_array(dense))
    recalls, ndcgs = slow_accuracy(top, held)
    np.testing.assert_allclose(measured.recall, recalls)
    np.testing.assert_allclose(measured.ndcg, ndcgs)


def test_nobody_to_measure_gives_zero() -> None:
    measured = measure_accuracy(np.array([[0, -1]]), sparse.csr_array((1, 3)))
    assert (measured.mean_recall, measured.mean_ndcg) == (0.0, 0.0)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 50), share=st.floats(0, 1))
def test_hold_out_is_a_partition_that_empties_nobody(seed: int, share: float) -> None:
    R = sparse.random_array((20, 15), density=0.2, rng=np.random.default_rng(seed), format="csr")
    kept, held = hold_out(R, share, seed=seed)
    np.testing.assert_array_equal((kept + held).toarray(), R.toarray())
    assert kept.multiply(held).nnz == 0
    had = np.diff(R.indptr) > 0
    assert (np.diff(kept.indptr)[had] > 0).all()
