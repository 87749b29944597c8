"""Shares and prices: one person more hardly moves them, and they are right on average."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.privacy import coarse_band, coarse_rate, coarse_shares, grain_for

COUNTS = st.lists(st.integers(75, 400).map(float), min_size=2, max_size=5)
PLACES = np.linspace(0, 1, 200, endpoint=False)


def cells(counts: list[float]) -> dict[str, float]:
    return {f"c{i}": count for i, count in enumerate(counts)}


def moved(counts: list[float], cell: int, grain: float) -> float:
    """How often one person more in a cell shows, over all hidden places."""
    more = [count + (i == cell) for i, count in enumerate(counts)]
    shown = (
        coarse_shares(cells(counts), grain=grain, place=place)
        == coarse_shares(cells(more), grain=grain, place=place)
        for place in PLACES
    )
    return 1 - sum(shown) / len(PLACES)


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.integers(0, 4))
def test_an_attacker_gains_at_most_five_points_from_a_curve(counts: list[float], cell: int) -> None:
    grain = grain_for(sum(counts))
    assert grain is not None
    assert moved(counts, cell % len(counts), grain) / 2 <= 0.05


def test_control_in_twentieths_whatever_the_people_a_curve_tells_on_one() -> None:
    assert moved([50.0, 50.0, 60.0, 70.0], 0, 0.02) / 2 > 0.1


@given(COUNTS)
def test_shares_are_right_on_average(counts: list[float]) -> None:
    shown = [coarse_shares(cells(counts), place=place) for place in PLACES]
    for cell, count in cells(counts).items():
        mean = sum(one.get(cell, 0.0) for one in shown) / len(shown)
        assert mean == pytest.approx(count / sum(counts), abs=0.005)


@given(st.integers(240, 5000), st.floats(0, 1))
def test_a_rate_lies_within_its_grain(people: int, share: float) -> None:
    hits = round(share * people)
    for place in (0.0, 0.5, 0.99):
        rate = coarse_rate(hits, people, place=place)
        assert rate is not None
        assert abs(rate - hits / people) <= (grain_for(people, moves=60) or 0) + 1e-4
        assert 0 <= rate <= 1


def test_too_few_people_have_no_share() -> None:
    assert grain_for(119) is None
    assert coarse_rate(98, 119) is None


@pytest.mark.parametrize("people", [60, 150, 600])
def test_one_buyer_more_hardly_moves_a_price_band(people: int) -> None:
    rng = np.random.default_rng(people)
    told = tries = 0
    for _ in range(40):
        paid = 10_000 * rng.lognormal(0.5, 0.4, people + 1)
        ends = [np.quantile(part, (0.2, 0.8)) for part in (paid[:-1], paid)]
        for place in PLACES[::10]:
            shown = [coarse_band(low, high, people=people, least=1000, place=place)
                     for low, high in ends]  # fmt: skip
            told += shown[0] != shown[1]
            tries += 1
    assert told / tries / 2 <= 0.05


def test_control_in_tens_a_band_of_few_tells_on_one() -> None:
    rng = np.random.default_rng(60)
    told = 0
    for _ in range(200):
        paid = 10_000 * rng.lognormal(0.5, 0.4, 61)
        ends = [np.quantile(part, (0.2, 0.8)) for part in (paid[:-1], paid)]
        one, other = (tuple(round(end / 1000) for end in pair) for pair in ends)
        told += one != other
    assert told / 200 / 2 > 0.1


@given(st.floats(100, 1e6), st.floats(0, 1e6), st.integers(50, 5000))
def test_a_band_has_two_ends_or_is_not_told(low: float, width: float, people: int) -> None:
    band = coarse_band(low, low + width, people=people, least=1000)
    assert band is None or 0 < band[0] < band[1]
    grains = list(itertools.accumulate([1000, 2, 2.5, 2, 2, 2.5, 2], lambda a, b: a * b))
    assert band is None or band[0] % grains[0] == 0
