"""A small community in plain rows: who asks, who sells, who bought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from isotherm.briefs import write_briefs
from isotherm.ledger import Record
from isotherm.schema import READING

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
Rows = dict[str, list[dict[str, Any]]]


def community(askers: int = 120, *, query: str = "求 大码 通勤西装") -> Rows:
    """``askers`` who search for one thing, three merchants, sizes bought by 90 of them."""
    people = [f"u{i:03d}" for i in range(askers)]
    sizes = ["M", "L", "XL", "2XL"]
    return {
        "searches": [
            {"actor_id": u, "at": DAY, "query": query, "search_id": f"q{u}"} for u in people
        ],
        "merchants": [
            {"merchant_id": "quick", "name": "快", "lead_days": 7, "categories": ["西装"]},
            {"merchant_id": "slow", "name": "慢", "lead_days": 60, "categories": ["西装"]},
            {"merchant_id": "tea", "name": "茶", "lead_days": 7, "categories": ["茶"]},
        ],
        "products": [
            {"product_id": "p1", "merchant_id": "quick", "title": "通勤西装", "category": "西装"},
            {"product_id": "p2", "merchant_id": "tea", "title": "铜壶", "category": "茶"},
        ],
        "skus": [{"sku_id": f"p1{s}", "product_id": "p1", "options": {"size": s}} for s in sizes],
        "orders": [
            {
                "order_id": f"o{u}",
                "actor_id": u,
                "at": DAY,
                "sku_id": f"p1{sizes[i % 4]}",
                "price_fen": 30_000 + 100 * i,
            }
            for i, u in enumerate(people[:90])
        ],
    }


def need(**changes: Any) -> dict[str, Any]:
    """A need of the community."""
    return {
        "need_id": "n-1",
        "stratum_id": "s-1",
        "name": "求 大码 通勤西装",
        "terms": ["西装", "通勤", "大码"],
        "attributes": "{}",
        "askers": 120.0,
        "supply": 4,
        "satisfied_share": 0.05,
        "satisfied_high": 0.1,
        "unmet_units": 60.0,
        "unmet_low": 45.0,
        "unmet_high": 75.0,
        "why": '{"fit":0.9,"style":0.1}',
        "kind": "better_here",
        "log_e": 20.0,
        "review": "none",
        "evidence": [],
    } | changes


def trend(**changes: Any) -> dict[str, Any]:
    """A trend of the community, its peak sixty days ahead."""
    return {
        "trend_id": "t-1",
        "name": "穿亮色·春天回家",
        "terms": ["穿亮色", "春天回家"],
        "stratum_ids": ["s-1"],
        "origin": "found",
        "stage": "growing",
        "log_e": 15.0,
        "reply_n_eff": 400.0,
        "feeling": "hope",
        "occasion": "new year",
        "conversion": 0.2,
        "conversion_low": 0.15,
        "conversion_high": 0.25,
        "peak_p10": DAY + dt.timedelta(50),
        "peak_p50": DAY + dt.timedelta(65),
        "peak_p90": DAY + dt.timedelta(90),
        "note_ids": [f"note{i}" for i in range(12)],
    } | changes


def reading(
    needs: list[dict[str, Any]], trends: list[dict[str, Any]], people: int = 120
) -> dict[str, pa.Table]:
    """The tables briefs are written from."""
    rows: Rows = {
        "needs": needs,
        "trends": trends,
        "trend_forecasts": [],
        "strata": [{"stratum_id": "s-1"}],
        "memberships": [
            {"actor_id": f"u{i:03d}", "stratum_id": "s-1", "weight": 1.0} for i in range(people)
        ],
    }
    return {
        name: pa.Table.from_pylist(part, schema=READING[name].arrow_schema())
        for name, part in rows.items()
    }


Write = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def write() -> Write:
    """Write briefs of some needs and trends over the community; a list of rows."""

    def run(
        needs: list[dict[str, Any]] | None = None,
        trends: list[dict[str, Any]] | None = None,
        *,
        rows: Rows | None = None,
        **options: Any,
    ) -> list[dict[str, Any]]:
        record = Record.from_rows(rows or community(), as_of=DAY)
        tables = reading(needs or [], trends or [])
        return write_briefs(record, **tables, **options).to_pylist()

    return run


@pytest.fixture
def make() -> dict[str, Callable[..., Any]]:
    """The builders of the community, by name."""
    return {"community": community, "need": need, "trend": trend, "reading": reading}
