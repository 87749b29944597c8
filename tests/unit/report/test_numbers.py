from __future__ import annotations

import math

import pytest

from isotherm.report.numbers import day, decimal, interval, money, share, warmth, whole


@pytest.mark.parametrize("missing", [None, math.nan, math.inf])
def test_what_is_not_known_is_a_dash(missing):
    for form in (whole, decimal, share, warmth):
        assert form(missing) == "—"
    assert interval(missing, 3) == interval(3, missing) == "—"
    assert day(None) == "—"


def test_thousands_are_separated():
    assert whole(1234567) == "1,234,567"
    assert interval(1234, 5678) == "1,234–5,678"


def test_small_shares_keep_a_decimal():
    assert [share(x) for x in (0, 0.004, 0.0999, 0.1, 1)] == ["0%", "0.4%", "10.0%", "10%", "100%"]


def test_prices_are_in_yuan_and_may_be_open():
    assert money(19900, 39900) == "¥199–399"
    assert money(None, 39950) == "≤ ¥399.5"
    assert money(100000, None) == "≥ ¥1,000"
    assert money(None, None) == "—"
