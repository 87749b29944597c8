from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.sources.numbers import read_count, read_fen, read_number
from isotherm.sources.summary import BadCellError


@given(st.integers(0, 2**62))
def test_a_plain_count_is_read_back(count: int) -> None:
    assert read_count(count, "likes") == read_count(str(count), "likes") == count
    assert read_count(f"{count:,}", "likes") == count


@given(st.integers(1, 99_999), st.sampled_from([("万", 10_000), ("w", 10_000), ("k", 1_000)]))
def test_a_shortened_count_is_its_tenths_times_the_unit(tenths: int, unit: tuple[str, int]) -> None:
    word, times = unit
    assert read_count(f"{tenths / 10:.1f}{word}", "likes") == tenths * times // 10
    assert read_count(f"{tenths}{word}+", "likes") == tenths * times


@given(st.text(max_size=12) | st.floats() | st.booleans() | st.lists(st.integers(), max_size=2))
def test_anything_else_is_a_count_or_a_bad_cell(value: object) -> None:
    try:
        found = read_count(value, "likes")
    except BadCellError:
        return
    assert found is None or found >= 0


@pytest.mark.parametrize("text", ["赞", "-3", "1.2.3", "万", "1e5", "9" * 30])
def test_what_is_no_count_is_a_bad_cell(text: str) -> None:
    with pytest.raises(BadCellError):
        read_count(text, "likes")


@given(st.integers(0, 10**12))
def test_a_price_is_read_back_to_the_fen(fen: int) -> None:
    assert read_fen(f"{fen // 100}.{fen % 100:02d}", "price") == fen
    assert read_fen(f"¥{fen // 100:,}", "price") == fen // 100 * 100


@pytest.mark.parametrize("text", ["-1", "free", "12,34", "1.2.3", "9" * 40])
def test_what_is_no_price_is_a_bad_cell(text: str) -> None:
    with pytest.raises(BadCellError):
        read_fen(text, "price")


def test_numbers_are_finite_or_nothing() -> None:
    assert read_number(float("nan"), "size") is None
    assert read_number(" 7 ", "size") == 7
    for value in ("x", float("inf"), []):
        with pytest.raises(BadCellError):
            read_number(value, "size")
