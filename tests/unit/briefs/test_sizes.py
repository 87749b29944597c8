"""Sizes: one spelling, one order, and the one a pattern is cut on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.briefs.sizes import base_size, named_size, size_of_body, spread_sizes
from isotherm.privacy import merge_neighbours

ORDER = ["XS", "S", "M", "L", "XL", "2XL", "3XL"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("XXL", "2XL"), ("2xl", "2XL"), ("xxxl", "3XL"), (" m ", "M"), ("L码", "L"), ("1XL", "XL"),
     ("3L", "3XL"), ("XXM", None),
     ("38", "38"), ("38.5", "38.5"), ("", None), ("红色", None)],
)  # fmt: skip
def test_one_spelling(said: str, meant: str | None) -> None:
    assert named_size(said) == meant


OFFERED = st.lists(st.sampled_from(ORDER), max_size=5)
PEOPLE = st.dictionaries(st.sampled_from(ORDER), st.integers(0, 90).map(float))


@given(PEOPLE, OFFERED, st.sampled_from(ORDER))
def test_a_single_person_names_no_size(
    people: dict[str, float], offered: list[str], size: str
) -> None:
    before = spread_sizes(people, offered, k=50)
    after = spread_sizes(people | {size: people.get(size, 0.0) + 1}, offered, k=50)
    if people.get(size, 0.0) != 49:
        assert before.keys() == after.keys()
    if before:  # else one more may be the k-th, with whom all are shown
        assert sum(after.values()) - sum(before.values()) in {0.0, 1.0}


def test_control_names_of_who_is_there_tell_of_a_single_person() -> None:
    shown = merge_neighbours({"M": 60.0, "L": 70.0, "3XL": 1.0}, 50)
    assert shown == {"M": 60.0, "L-3XL": 71.0}
    spread = spread_sizes({"M": 60.0, "L": 70.0, "3XL": 1.0}, ["S", "M", "L"], k=50)
    assert merge_neighbours(spread, 50) == {"S-M": 60.0, "L": 71.0}


def test_numbers_and_letters_are_not_mixed() -> None:
    people = {"40": 70.0, "38.5": 60.0, "M": 20.0}
    assert spread_sizes(people, ["36", "M"], k=50) == {"36": 0.0, "38.5": 60.0, "40": 70.0}
    assert spread_sizes({}, [], k=50) == {}


@given(st.lists(st.integers(0, 90), min_size=7, max_size=7), st.integers(1, 90))
def test_the_base_lies_near_the_middle_of_what_is_shown(counts: list[int], k: int) -> None:
    merged = merge_neighbours(dict(zip(ORDER, map(float, counts), strict=True)), k)
    total = sum(merged.values())
    base = base_size({cell: count / total for cell, count in merged.items()}, ())
    if not merged:
        assert base == ""
        return
    assert base in ORDER
    below = 0.0
    for cell, count in merged.items():
        first, _, last = cell.partition("-")
        inside = ORDER.index(first) <= ORDER.index(base) <= ORDER.index(last or first)
        assert not inside or below <= 0.5 * total + 1e-9 <= below + count + 1e-6
        below += count


def test_who_asks_for_a_body_is_cut_for_that_body() -> None:
    assert base_size({"S": 1.0}, ("plus-size",)) == "XL"
    assert base_size({"S": 1.0}, ("tall",)) == "S"


@given(st.floats(35, 120), st.floats(0, 40))
def test_heavier_bodies_never_take_smaller_sizes(weight: float, more: float) -> None:
    sizes = [size_of_body(weight), size_of_body(weight + more)]
    places = [[*ORDER, "4XL"].index(str(size)) for size in sizes]
    assert places == sorted(places)
