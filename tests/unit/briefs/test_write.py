"""Briefs: whom they reach, what they say, and when there are none."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from isotherm.briefs import BriefSettings, write_briefs
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings
from isotherm.schema import READING

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
Make = dict[str, Callable[..., Any]]
Write = Callable[..., list[dict[str, Any]]]


def test_a_need_is_sent_to_all_and_to_the_merchants_of_its_trade(write: Write, make: Make) -> None:
    found = write([make["need"]()])
    assert sorted(row["merchant_id"] or "" for row in found) == ["", "quick", "slow"]
    assert len({row["brief_id"] for row in found}) == 3
    quick = next(row for row in found if row["merchant_id"] == "quick")
    assert quick["readiness"] == 1
    assert "西装" in quick["name"]
    assert "尺码" in quick["missing_today"]
    assert quick["kept_units_p10"] <= quick["kept_units_p50"] <= quick["kept_units_p90"]
    assert quick["first_lot"] > 0
    assert quick["price_low_fen"] % 1000 == 0


def test_the_size_curve_is_of_those_who_bought_and_its_cells_are_of_k(
    write: Write, make: Make
) -> None:
    curve = json.loads(write([make["need"]()])[0]["size_curve"])
    # 90 buyers over four sizes: no single size has 50 people, and no two cells do
    assert curve == {}
    rows = make["community"](300)
    rows["orders"] = [
        row | {"order_id": f"o{i}", "actor_id": f"u{i:03d}", "sku_id": f"p1{'ML'[i % 2]}"}
        for i, row in enumerate(rows["orders"] * 3)
    ]
    found = write([make["need"](askers=300.0, stratum_id="")], rows=rows)
    # XL and 2XL are on offer too: whether somebody takes one must not show
    assert json.loads(found[0]["size_curve"]) == {"M": 0.5, "L-2XL": 0.5}


@pytest.mark.parametrize(
    "changes",
    [{"review": "needed"}, {"askers": 49.0}, {"name": "孕妇装", "terms": ["孕妇"]}],
    ids=["held back", "too few", "nothing that many say"],
)
def test_what_may_not_be_shown_is_not(write: Write, make: Make, changes: dict[str, Any]) -> None:
    assert write([make["need"](**changes)]) == []


def test_with_k_of_one_the_small_need_is_shown(write: Write, make: Make) -> None:
    small = make["need"](askers=49.0)
    assert write([small], privacy=PrivacySettings(k=1, step=1, blur=0.0))


def test_a_trend_is_dated_by_its_peak(write: Write, make: Make) -> None:
    rows = make["community"]()
    rows["notes"] = [
        {
            "note_id": f"note{i}",
            "author_id": f"a{i}",
            "at": DAY,
            "body": f"穿亮色，春天回家 {i}",
            "product_ids": ["p1"],
        }
        for i in range(12)
    ]
    found = write([], [make["trend"]()], rows=rows)
    by_merchant = {row["merchant_id"]: row for row in found}
    assert set(by_merchant) == {None, "quick", "slow"}
    assert {row["tier"] for row in found} == {"T-60"}
    for row in found:
        lead = {"slow": 60, "quick": 7, None: 0}[row["merchant_id"]]
        assert row["act_by"] + dt.timedelta(max(lead, 60)) <= row["peak_p50"]
        assert row["act_by"] >= DAY
        assert row["expires"] > row["act_by"]
    assert "期待" in found[0]["feeling"]
    assert found[0]["name"] in {"穿亮色·春天回家", "春天回家·穿亮色"}


def test_a_trend_that_is_over_is_not_written_about(write: Write, make: Make) -> None:
    assert write([], [make["trend"](stage="fading")]) == []


def test_nothing_in_nothing_out_and_no_merchants_is_open_to_all(make: Make) -> None:
    empty = make["reading"]([], [], 0)
    record = Record.from_rows({"searches": make["community"]()["searches"]}, as_of=DAY)
    schema = READING["briefs"].arrow_schema()
    assert write_briefs(record, **empty) == schema.empty_table()
    found = write_briefs(record, **make["reading"]([make["need"]()], []))
    assert found.schema == schema
    assert found["merchant_id"].to_pylist() == [None]
    assert found["readiness"].to_pylist() == [0]


def test_the_order_of_rows_does_not_matter(make: Make) -> None:
    rows = make["community"]()
    turned = {name: part[::-1] for name, part in rows.items()}
    tables = make["reading"]([make["need"](), make["need"](need_id="n-2", askers=90.0)], [])
    back = {name: table[::-1] for name, table in tables.items()}
    one = write_briefs(Record.from_rows(rows, as_of=DAY), **tables)
    two = write_briefs(Record.from_rows(turned, as_of=DAY), **back)
    assert one.equals(two)
    assert one.num_rows > 2


def test_more_who_take_it_up_cut_less_each(write: Write, make: Make) -> None:
    alone = write([make["need"]()], settings=BriefSettings(uptake=0.001))
    crowd = write([make["need"]()], settings=BriefSettings(uptake=1.0))

    def lot(found: list[dict[str, Any]]) -> int:
        return next(row["first_lot"] for row in found if row["merchant_id"] == "quick")

    assert lot(crowd) < lot(alone)


def test_a_good_record_makes_more_confident_than_a_bad_one(write: Write, make: Make) -> None:
    def ledger(times: int, *, covered: bool) -> pa.Table:
        row = {"subject_id": "n-1", "issued_at": DAY, "horizon": 7, "covered": covered}
        return pa.Table.from_pylist([row] * times, schema=READING["forecast_ledger"].arrow_schema())

    def told(times: int, *, covered: bool) -> float:
        past = ledger(times, covered=covered)
        return float(write([make["need"]()], forecast_ledger=past)[0]["confidence"])

    assert told(5, covered=True) > told(5, covered=False) > told(300, covered=False)
    assert told(300, covered=False) == 0


def test_many_askers_and_a_narrow_size_make_more_confident(write: Write, make: Make) -> None:
    def told(**need: Any) -> float:
        return float(write([make["need"](**need)])[0]["confidence"])

    usual = told()
    assert told(askers=900.0) > usual > told(unmet_low=10.0, unmet_high=200.0)


def test_what_is_asked_for_of_late_must_be_decided_on_sooner(write: Write, make: Make) -> None:
    rows = make["community"]()
    others = make["community"](400, query="铜壶 泡茶")["searches"]
    early = DAY - dt.timedelta(90)
    for place, row in enumerate(others):
        row |= {"actor_id": f"o{place}", "search_id": f"o{place}"}
    act_by = {}
    for name, when in (("rising", DAY), ("falling", early)):
        asked = [row | {"at": when} for row in rows["searches"]]
        rest = [row | {"at": early if n % 4 else DAY} for n, row in enumerate(others)]
        found = write([make["need"]()], rows=rows | {"searches": asked + rest})
        act_by[name] = {row["merchant_id"]: row["act_by"] for row in found}
    assert act_by["rising"][None] == DAY + dt.timedelta(7)
    assert act_by["falling"][None] == DAY + dt.timedelta(28)
    assert act_by["rising"]["quick"] > act_by["rising"]["slow"]


def test_the_lot_tells_no_more_than_what_is_shown(write: Write, make: Make) -> None:
    """However fine it looks, it is made of shown figures and of a coarse share."""
    lots: dict[tuple[float, ...], set[int]] = {}
    for more in range(20):
        ends = {f"unmet_{end}": part * (50 + more) for end, part in (("low", 0.75), ("high", 1.25))}
        need = make["need"](askers=120.0 + more, unmet_units=50.0 + more, **ends)
        for row in write([need]):
            if not row["merchant_id"]:
                shown = tuple(row[f"kept_units_{end}"] for end in ("p10", "p50", "p90"))
                lots.setdefault(shown, set()).add(row["first_lot"])
    assert 1 < len(lots) < 10
    assert all(len(found) == 1 for found in lots.values())
