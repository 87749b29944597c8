from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy import sparse

from isotherm.trust.overlap import find_overlaps
from isotherm.trust.settings import TrustSettings


def graph(seed, actors=300, targets=80, acts=2500):
    rng = np.random.default_rng(seed)
    R = sparse.csr_array(
        (np.ones(acts), (rng.integers(0, actors, acts), rng.integers(0, targets, acts))),
        shape=(actors, targets),
    )
    R.data[:] = 1
    return R


def test_pairs_are_those_of_the_plain_product():
    R, owner = graph(1), np.arange(80) // 2
    found = find_overlaps(R, owner, TrustSettings())
    shared = (R.T @ R).toarray()
    for left, right in zip(found.left, found.right, strict=True):
        assert shared[left, right] >= 2
        assert owner[left] != owner[right]


def test_independent_actors_give_small_e_values():
    """Markov: an e-value exceeds 100 with probability at most 1%."""
    found = find_overlaps(graph(2), np.arange(80), TrustSettings())
    assert (found.log_e > np.log(100)).sum() <= 0.01 * 80 * 79 / 2


@pytest.mark.parametrize("pool", [20, 40])
def test_a_common_pool_stands_out(pool):
    R = graph(3, actors=2000, targets=300, acts=8000).tolil()
    for target in (0, 1, 2):
        R[2000 - pool :, target] = 1
    found = find_overlaps(R, np.arange(300), TrustSettings())
    strong = {
        (int(a), int(b))
        for a, b, e in zip(found.left, found.right, found.log_e, strict=True)
        if e > 10
    }
    assert set(itertools.combinations(range(3), 2)) <= strong
