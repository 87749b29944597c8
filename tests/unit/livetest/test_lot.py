from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.errors import UsageError
from isotherm.livetest import LotSettings, newsvendor_share, plan_lot, size_shares, split_lot

MONEY = {"price_fen": 80_000, "cost_fen": 30_000, "salvage_fen": 10_000}
RESOLD = LotSettings().resold_share


def season_profit(lots, demand, rng, *, keep):
    """Profit of each lot on each season, order by order in expectation: returns serve again."""
    p, c, v = MONEY["price_fen"], MONEY["cost_fen"], MONEY["salvage_fen"]
    profit = np.zeros((len(lots), len(demand)))
    for j, orders in enumerate(demand):
        kept = rng.random(orders) < keep
        back = ~kept & (rng.random(orders) < RESOLD)
        # stock taken by the first k orders, net of what came back
        net = np.concatenate([[0], np.cumsum(1 - back)])
        for i, lot in enumerate(lots):
            served = int(np.searchsorted(net, lot, side="left"))
            sold = kept[:served].sum()
            left = lot - net[min(served, orders)]
            profit[i, j] = p * sold + v * max(left, 0) - c * lot
    return profit.mean(axis=1)


def share_of_clairvoyant(plan_first_lot, *, seeds=8):
    """Profit against that of the best single lot of one who knows the true rates."""
    earned, possible = 0.0, 0.0
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        rate, keep, viewers, audience = rng.uniform(0.04, 0.15), 0.45, 2000, 6000
        buyers = rng.binomial(viewers, rate)
        kept = rng.binomial(200, keep)
        lot = plan_first_lot(buyers, viewers, audience, (kept, 200))
        demand = rng.poisson(audience * rate * rng.gamma(1 / 0.15**2, 0.15**2, 60))
        centre = audience * rate * (1 - (1 - keep) * RESOLD)
        others = (centre * np.linspace(0.6, 1.6, 21)).astype(int)
        profit = season_profit([lot, *others], demand, rng, keep=keep)
        earned, possible = earned + profit[0], possible + profit.max()
    return earned / possible


def ours(buyers, viewers, audience, kept):
    return plan_lot(buyers, viewers, audience=audience, kept=kept, **MONEY).first_lot


def one_unit_an_order(buyers, viewers, audience, kept):
    return round(audience * buyers / viewers)


def test_the_lot_earns_nearly_what_a_clairvoyant_would_and_more_than_one_unit_an_order():
    assert share_of_clairvoyant(ours) >= 0.97
    assert share_of_clairvoyant(one_unit_an_order) < 0.9


@given(st.integers(0, 500), st.lists(st.floats(0.01, 5), min_size=1, max_size=9))
def test_split_sums_to_the_lot_and_is_within_a_unit_of_the_curve(units, shares):
    curve = {str(i): share / sum(shares) for i, share in enumerate(shares)}
    lots = split_lot(units, curve)
    assert sum(lots.values()) == units
    assert all(abs(lots[size] - units * curve[size]) < 1 for size in curve)


@given(
    st.dictionaries(st.sampled_from("SMLX"), st.integers(0, 50)),
    st.dictionaries(st.sampled_from("MLXY"), st.floats(0.1, 5)),
)
def test_size_shares_sum_to_one_between_votes_and_base(votes, base):
    shares = size_shares(votes, base, prior_votes=10)
    assert set(shares) == set(votes) | set(base)
    if shares:
        assert sum(shares.values()) == pytest.approx(1)


def test_many_size_votes_outweigh_the_base_curve_and_few_do_not():
    base = {"M": 0.8, "XL": 0.2}
    assert size_shares({"XL": 1}, base, prior_votes=10)["M"] > 0.7
    assert size_shares({"XL": 1000}, base, prior_votes=10)["XL"] > 0.97


def test_better_margins_worse_returns_and_more_people_change_the_lot_as_they_should():
    base = ours(60, 600, 6000, (90, 200))
    assert plan_lot(60, 600, audience=12_000, kept=(90, 200), **MONEY).first_lot > 1.8 * base
    assert ours(60, 600, 6000, (40, 200)) < base
    dear = {**MONEY, "price_fen": 35_000}
    assert plan_lot(60, 600, audience=6000, kept=(90, 200), **dear).first_lot < base


def test_dates_and_reorder_point():
    lot = plan_lot(
        60,
        600,
        audience=6000,
        kept=(90, 200),
        lead_days=10,
        selling_days=40,
        season_end=dt.date(2026, 4, 30),
        **MONEY,
    )
    assert lot.latest_cut == dt.date(2026, 4, 13)
    assert lot.reorder_point == pytest.approx(lot.first_lot / 4, rel=0.02)
    assert lot.orders_p10 < lot.orders_p50 < lot.orders_p90
    assert lot.kept_units_p50 < lot.units_p50 < lot.orders_p50


def test_the_same_seed_gives_the_same_lot_and_nobody_to_sell_to_gives_none():
    assert ours(60, 600, 6000, (90, 200)) == ours(60, 600, 6000, (90, 200))
    assert ours(0, 0, 0, (0, 0)) == 0


def test_impossible_money_and_counts_are_refused():
    with pytest.raises(UsageError, match="salvage"):
        newsvendor_share(100, 120)
    with pytest.raises(UsageError, match="buyers"):
        plan_lot(7, 3, audience=10, **MONEY)
