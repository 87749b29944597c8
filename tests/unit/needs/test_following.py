"""Where nobody buys rather after asking than before, buying tells nothing of what was asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from isotherm.needs import NeedSettings, find, find_needs
from isotherm.needs.following import Followed, follow_asks, log_e_of_following
from isotherm.needs.purchases import UNTOLD
from isotherm.schema import READING

NOBODY = READING["coordinated"].arrow_schema().empty_table()
NO_STRATA = READING["memberships"].arrow_schema().empty_table()


@given(number=st.integers(1, 60), usual=st.floats(0.05, 0.95))
def test_where_asking_leads_nowhere_the_e_value_is_one_on_average(number, usual):
    after = np.arange(number + 1.0)
    log_e = log_e_of_following(after, number - after, np.full(number + 1, usual))
    assert binom.pmf(after, number, usual) @ np.exp(log_e) == pytest.approx(1.0, rel=1e-6)


@pytest.mark.parametrize("number", [10.0, 1e3, 1e4, 1e6])
def test_many_who_buy_before_they_ask_are_no_evidence_that_asking_leads_to_buying(number):
    after, before = np.array([0.2, 0.4]) * number, np.array([0.8, 0.6]) * number
    assert (log_e_of_following(after, before, np.array([0.5, 0.5])) <= 0).all()


@given(number=st.integers(1, 60), usual=st.floats(0.05, 0.95))
def test_where_asking_leads_to_buying_evidence_of_none_is_one_on_average(number, usual):
    led = 3 * usual / (1 + 2 * usual)
    told = [Followed(np.array([a]), np.array([number - a]), np.array([usual])) for a in
            np.arange(number + 1.0)]  # fmt: skip
    e = np.exp([found.log_e_of_none(np.array([True])) for found in told])
    assert binom.pmf(np.arange(number + 1), number, led) @ e == pytest.approx(1.0, rel=1e-6)


def test_a_few_purchases_say_neither_that_asking_leads_to_buying_nor_that_it_does_not():
    few = Followed(np.array([6.0]), np.array([0.0]), np.array([0.5]))
    one = np.array([True])
    assert few.log_e_of_any(one) < np.log(20.0)
    assert few.log_e_of_none(one) < np.log(20.0)
    many = Followed(np.array([60.0]), np.array([60.0]), np.array([0.5]))
    assert many.log_e_of_none(one) > np.log(20.0)


def test_an_asker_counts_once_a_side_and_untold_times_not_at_all():
    pair, bought = np.array([0, 0, 0, 1, 1, 2]), np.array([12, 15, 5, 99, 8, UNTOLD])
    first, topic = np.array([10, 10, 10]), np.array([0, 0, 1])
    found = follow_asks(pair, bought, first=first, topic=topic, volume=bought, window=20, topics=2)
    assert found.after.tolist() == [1, 0]
    assert found.before.tolist() == [2, 0]
    assert found.usual.tolist() == [0.5, 0.5]


def shuffled(town):
    """A town whose buyers are anybody, at any time; nothing is bought for having been asked for."""
    shop, rng = town(1), np.random.default_rng(1)
    orders, outcomes = shop.rows["orders"], shop.rows["outcomes"]
    searched = [row["actor_id"] for row in shop.rows["searches"]]
    days = [row["at"] for row in shop.rows["searches"]]
    for number in range(600):
        buyer, at = str(rng.choice(searched)), days[int(rng.integers(len(days)))]
        like = int(rng.integers(len(orders)))
        shop.add(
            "orders", order_id=f"x{number}", actor_id=buyer, at=at,
            product_id=orders[like]["product_id"], quantity=1, source_kind=None, source_id=None,
        )  # fmt: skip
        shop.add("outcomes", **(outcomes[like] | {"actor_id": buyer, "order_id": f"x{number}"}))
    first = len(orders) - 600
    del orders[:first], outcomes[:first]
    return shop.record()


def needs(record):
    return find_needs(record, memberships=NO_STRATA, coordinated=NOBODY, settings=NeedSettings())


def test_where_nothing_is_sure_of_asking_needs_are_still_told(town, monkeypatch):
    record = town(1).record()
    monkeypatch.setattr(Followed, "log_e_of_any", lambda *_: 0.0)
    found = needs(record)
    assert found.needs.num_rows > 0
    assert not any("rather after asking" in line for line in found.missing)
    monkeypatch.setattr(Followed, "log_e_of_none", lambda *_: np.inf)
    assert needs(record).needs.num_rows == 0


def test_shuffled_purchases_make_no_needs_and_it_is_said(town, monkeypatch):
    record = shuffled(town)
    found = needs(record)
    assert found.needs.num_rows == 0
    assert any("rather after asking" in line for line in found.missing)
    monkeypatch.setattr(find, "_leads_nowhere", lambda _: False)
    assert needs(record).needs.num_rows > 0
