from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.trust import effective_number, organic_share


@given(st.lists(st.sampled_from("abcdefgh"), max_size=30))
def test_never_more_than_the_accounts(names):
    assert effective_number(names, {}) == len(set(names))
    assert effective_number(names, {"a": 0.5, "b": 0.5}) <= len(set(names))


@given(st.integers(1, 200))
def test_a_group_counts_at_most_one(size):
    names = [f"bot {i}" for i in range(size)]
    weights = dict.fromkeys(names, 1 / size)
    assert effective_number(names, weights) == pytest.approx(1)
    assert effective_number(names, {}) == size  # control: without weights all count
    assert organic_share(names, weights) == 0


def test_equal_acts_count_fully():
    assert effective_number(["a", "b", "c"], {}, acts=[2, 2, 2]) == pytest.approx(3)
    assert effective_number(["a"], {}, acts=[0]) == 0
