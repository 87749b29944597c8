"""How many pieces: intervals in order, lots against a simulated season."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.briefs import BriefSettings
from isotherm.briefs.subjects import Borrowed, subjects_of_trends
from isotherm.briefs.units import Units, first_lot
from isotherm.schema import READING

SETTINGS = BriefSettings()
DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def trends(**changes: object) -> pa.Table:
    row = {
        "trend_id": "t",
        "name": "t",
        "terms": [],
        "stage": "growing",
        "reply_n_eff": 100.0,
        "conversion": 0.2,
        "conversion_low": 0.1,
        "conversion_high": 0.3,
    } | changes
    other = {"trend_id": "u", "stage": "fading", "conversion": 0.1, "conversion_high": 0.2}
    return pa.Table.from_pylist([row, other], schema=READING["trends"].arrow_schema())


def kept(table: pa.Table, days: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    rows = [
        {"trend_id": "t", "at": DAY + dt.timedelta(i + 1), "p10": p10, "p50": p50, "p90": p90}
        for i, (p10, p50, p90) in enumerate(days)
    ]
    forecasts = pa.Table.from_pylist(rows, schema=READING["trend_forecasts"].arrow_schema())
    return subjects_of_trends(table, forecasts, as_of=DAY)[0].kept


def test_a_trends_pieces_are_its_repliers_to_come_times_conversion() -> None:
    low, middle, high = kept(trends(), [(10.0, 20.0, 40.0)] * 10)
    assert middle == pytest.approx(40.0)
    assert low < 20
    assert high > 80


def test_days_gone_by_do_not_count() -> None:
    rows = [{"trend_id": "t", "at": DAY - dt.timedelta(1), "p10": 9.0, "p50": 9.0, "p90": 9.0}]
    forecasts = pa.Table.from_pylist(rows, schema=READING["trend_forecasts"].arrow_schema())
    assert subjects_of_trends(trends(), forecasts, as_of=DAY)[0].kept[1] == pytest.approx(20.0)


def test_an_unknown_conversion_is_borrowed_and_wide() -> None:
    own = kept(trends(), [(20.0, 20.0, 20.0)])
    lent = kept(trends(conversion=None), [(20.0, 20.0, 20.0)])
    assert lent[1] == pytest.approx(20 * 0.1)
    assert lent[2] / lent[0] > own[2] / own[0]


def test_talk_that_never_sold_promises_little() -> None:
    never = trends(conversion=0.0, conversion_low=0.0, conversion_high=0.01)
    assert kept(never, [(100.0, 100.0, 100.0)])[1] < 1


def test_no_sales_say_little_where_no_order_tells_of_its_note() -> None:
    never = trends(
        conversion=0.0, conversion_low=0.0, conversion_high=0.01, carts=20, stage="mature"
    )
    forecasts = pa.Table.from_pylist(
        [{"trend_id": "t", "at": DAY + dt.timedelta(1), "p10": 50.0, "p50": 100.0, "p90": 200.0}],
        schema=READING["trend_forecasts"].arrow_schema(),
    )

    def middle(borrowed: Borrowed) -> float:
        return subjects_of_trends(never, forecasts, as_of=DAY, borrowed=borrowed)[0].kept[1]

    # 20 carts of 100 people, half of which are kept, tell of the 100 to come
    assert middle(Borrowed(pieces_per_cart=0.5, attributed="unknown")) == pytest.approx(10.0)
    assert middle(Borrowed(pieces_per_cart=0.5, attributed="known")) < 1


@given(
    st.floats(10, 1e4), st.floats(0.2, 1), st.floats(1, 4), st.floats(0.2, 0.95), st.floats(1, 9)
)
def test_a_lot_grows_with_demand_and_shrinks_with_takers(
    middle: float, low: float, high: float, keep_rate: float, takers: float
) -> None:
    units = Units(low * middle, middle, high * middle)
    more = Units(low * middle * 2, middle * 2, high * middle * 2)
    lot = first_lot(units, keep_rate=keep_rate, takers=takers, settings=SETTINGS)
    assert 1 <= lot <= first_lot(more, keep_rate=keep_rate, takers=takers, settings=SETTINGS)
    assert lot <= first_lot(units, keep_rate=keep_rate, takers=1.0, settings=SETTINGS)


def test_the_lot_earns_most_in_a_simulated_season() -> None:
    rng = np.random.default_rng(5)
    demand = 100 * np.exp(rng.normal(0, np.log(2) / 1.2816, 40_000))
    keep_rate, price, cost, left = 0.5, 1.0, SETTINGS.cost_share, SETTINGS.salvage_share
    need = demand * (1 - (1 - keep_rate) * SETTINGS.resold_share) / keep_rate

    def profit(lot: int) -> float:
        sold = np.minimum(need, lot)
        return float((sold * price + (lot - sold) * left - lot * cost).mean())

    ours = first_lot(Units(50, 100, 200), keep_rate=keep_rate, takers=1.0, settings=SETTINGS)
    assert profit(ours) >= 0.995 * max(profit(lot) for lot in range(20, 400, 5))
