"""Coarse counts: never below k, never too high, never backwards, the same for the same subject."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.privacy import (
    PrivacySettings,
    coarse_amount,
    coarse_count,
    coarse_shares,
    hidden_k,
    hidden_key,
)

SETTINGS = PrivacySettings()
KEYS = st.integers(0, 50).map(str)


@given(st.floats(0, 1e6), KEYS)
def test_a_shown_count_is_a_multiple_of_ten_and_never_too_high(count: float, key: str) -> None:
    shown = coarse_count(count, subject="n", key=key, settings=SETTINGS)
    if shown is None:
        assert count < 60
    else:
        assert shown % 10 == 0
        assert 50 <= shown <= count
        assert shown >= count * 4 / 7 - 1  # two climbs below one and a half


@given(st.integers(0, 3000), st.integers(0, 300), KEYS)
def test_more_people_never_show_as_fewer(count: int, more: int, key: str) -> None:
    first = coarse_count(count, subject="n", key=key, settings=SETTINGS) or 0
    second = coarse_count(count + more, subject="n", key=key, settings=SETTINGS) or 0
    assert second >= first


@given(st.floats(0, 1e5))
def test_amounts_are_right_on_average(amount: float) -> None:
    shown = [coarse_amount(amount, subject=str(i), key="k", settings=SETTINGS) for i in range(400)]
    mean, span = sum(shown) / 400, max(shown) - min(shown)
    assert abs(mean - amount) <= max(0.13 * span, 1e-6) or span == 0
    assert all(value % 10 == 0 for value in shown)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 500).map(float), min_size=1))
def test_shares_sum_to_one_in_twentieths(counts: dict[str, float]) -> None:
    shares = coarse_shares(counts)
    assert abs(sum(shares.values()) - 1) < 1e-9
    assert all(abs(share * 20 - round(share * 20)) < 1e-6 for share in shares.values())


def test_nothing_to_share_gives_nothing() -> None:
    assert coarse_shares({"S": 0.0}) == {}


def test_hidden_places_differ_between_subjects_and_keys() -> None:
    def places(key: str) -> list[float]:
        return [hidden_k(subject=str(i), key=key, settings=SETTINGS) for i in range(20)]

    assert places("a") == places("a")
    assert places("a") != places("b")
    assert len(set(places("a"))) == 20


def test_the_key_stays_when_rows_are_added_later() -> None:
    assert hidden_key("", ["first"]) == hidden_key("", ["first"])
    assert hidden_key("", ["first"]) != hidden_key("", ["other"])


@settings(deadline=None)
@given(st.integers(60, 3000), KEYS)
def test_the_wider_climb_moves_half_as_often(count: int, key: str) -> None:
    """Over all counts one person more moves what is shown once in a climb."""

    def moves(settings: PrivacySettings) -> int:
        shown = [
            coarse_count(n, subject="n", key=key, settings=settings)
            for n in range(count, 2 * count)
        ]
        return sum(one != other for one, other in itertools.pairwise(shown))

    assert moves(SETTINGS) <= 0.7 * moves(PrivacySettings(climb=1, blur=1.0)) + 2
