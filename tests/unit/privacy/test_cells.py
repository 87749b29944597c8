"""Cells of few people are merged or left out, and nothing can be had by subtraction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isotherm.privacy import merge_neighbours, merge_rest, suppress

COUNTS = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 300).map(float), max_size=9
)


@given(COUNTS, st.integers(1, 120))
def test_no_shown_cell_has_fewer_than_k_people(counts: dict[str, float], k: int) -> None:
    for shown in (
        suppress(counts, k),
        merge_neighbours(counts, k),
        merge_rest(counts, k, rest="other"),
    ):
        assert all(count >= k for count in shown.values())


@given(COUNTS, st.integers(1, 120))
def test_merging_loses_nobody_unless_all_are_too_few(counts: dict[str, float], k: int) -> None:
    merged = merge_neighbours(counts, k)
    total = sum(counts.values())
    assert sum(merged.values()) == (total if total >= k else 0)


@given(COUNTS, st.integers(1, 120))
def test_a_single_small_cell_cannot_be_had_from_the_total(counts: dict[str, float], k: int) -> None:
    hidden = [count for cell, count in counts.items() if cell not in suppress(counts, k)]
    left = [count for count in hidden if count > 0]
    assert sum(left) == 0 or len(hidden) != 1 or len(counts) == 1


def test_merged_sizes_are_named_by_their_ends() -> None:
    assert merge_neighbours({"S": 20, "M": 20, "L": 20, "XL": 99}, 50) == {"S-L": 60, "XL": 99}


def test_counts_are_left_as_they_were() -> None:
    counts = {"S": 20.0, "M": 20.0, "L": 90.0}
    merge_neighbours(counts, 50)
    suppress(counts, 50)
    merge_rest(counts, 50, rest="other")
    assert counts == {"S": 20.0, "M": 20.0, "L": 90.0}
