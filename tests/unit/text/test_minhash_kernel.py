"""MinHash's compiled loops against slow, obvious versions of them."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.text import minhash, minhash_kernel


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), sizes=st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_least_hashes_are_the_least(seed: int, sizes: list[int]) -> None:
    rng = np.random.default_rng(seed)
    shingles = rng.integers(0, 1 << 63, sum(sizes), dtype=np.uint64)
    factors = rng.integers(1, 1 << 62, 5, dtype=np.uint64)
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    signed = np.full((len(sizes), 5), 0xFFFFFFFF, dtype=np.uint32)
    minhash_kernel.least_hashes(shingles, offsets, factors, signed)
    for text, (low, high) in enumerate(itertools.pairwise(offsets)):
        for column, factor in enumerate(factors.tolist()):
            hashes = [(s * factor % 2**64) >> 32 for s in shingles[low:high].tolist()]
            assert signed[text, column] == min(hashes)


def test_likeness_is_the_share_of_equal_entries() -> None:
    signed = minhash.signatures(["春天想穿亮色的衣服", "春天想穿亮色的裙子", "求链接"])
    pairs = np.array([[0, 0], [0, 1], [1, 2]])
    found = minhash.estimated_jaccard(signed, pairs)
    assert found.tolist() == [(signed[a] == signed[b]).mean() for a, b in pairs.tolist()]
