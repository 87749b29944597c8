from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.trust import densest_part

LINKS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 5)), min_size=1, max_size=15
)


def mean_weight(links, nodes):
    inside = set(nodes)
    return sum(w for a, b, w in links if a in inside and b in inside) / len(inside)


@settings(deadline=None, max_examples=60)
@given(LINKS)
def test_at_least_half_the_densest_of_all_subsets(links):
    links = [(a, b, w) for a, b, w in links if a != b] or [(0, 1, 1)]
    left, right, weight = (np.array(column) for column in zip(*links, strict=True))
    part = densest_part(left, right, weight.astype(float), nodes=7)
    subsets = itertools.chain.from_iterable(
        itertools.combinations(range(7), size) for size in range(1, 8)
    )
    best = max(mean_weight(links, subset) for subset in subsets)
    assert mean_weight(links, part.tolist()) >= best / 2


def test_no_links_no_part():
    none = np.zeros(0, dtype=np.int64)
    assert densest_part(none, none, np.zeros(0), nodes=3).tolist() == []
