"""A small finished reading, written to the town's folder by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.reading.manifest import write_manifest
from isotherm.schema import READING_TABLES

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def trend(trend_id: str = "t-1", **fields: Any) -> dict[str, Any]:
    """A resonance on its way up."""
    return {
        "trend_id": trend_id,
        "name": "想穿亮色",
        "terms": ["亮色", "春天"],
        "stratum_ids": ["s-1"],
        "origin": "found",
        "stage": "growing",
        "first_seen": AT - 20 * DAY,
        "detected_at": AT - 9 * DAY,
        "log_e": 9.0,
        "n_notes": 12,
        "n_eff": 11.0,
        "reply_n_eff": 140.0,
        "ordinary_share": 0.9,
        "organic_share": 0.97,
        "feeling": "hope",
        "occasion": "everyday",
        "asks": 40,
        "carts": 6,
        "orders": 3,
        "kept_units": 2,
        "conversion": 0.02,
        "conversion_low": 0.01,
        "conversion_high": 0.05,
        "peak_p10": AT + 6 * DAY,
        "peak_p50": AT + 10 * DAY,
        "peak_p90": AT + 20 * DAY,
        "note_ids": ["note-1"],
    } | fields


def need(need_id: str = "n-1", **fields: Any) -> dict[str, Any]:
    """A need that nobody supplies."""
    return {
        "need_id": need_id,
        "stratum_id": "s-1",
        "name": "大码 通勤西装",
        "terms": ["大码", "通勤"],
        "attributes": "{}",
        "askers": 120.0,
        "askers_low": 100.0,
        "askers_high": 140.0,
        "supply": 2,
        "satisfied_share": 0.1,
        "satisfied_low": 0.05,
        "satisfied_high": 0.2,
        "unmet_units": 60.0,
        "unmet_low": 40.0,
        "unmet_high": 90.0,
        "price_low_fen": 30000,
        "price_high_fen": 80000,
        "why": '{"fit":0.7,"absent":0.3}',
        "kind": "only_here",
        "log_e": 20.0,
        "review": "none",
        "evidence": [],
    } | fields


def stratum(stratum_id: str = "s-1", **fields: Any) -> dict[str, Any]:
    """A place of the map."""
    return {
        "stratum_id": stratum_id,
        "parent_id": None,
        "level": 0,
        "name": "显瘦·上班",
        "terms": ["显瘦", "上班"],
        "size": 300.0,
        "size_low": 250.0,
        "size_high": 350.0,
        "gain_bits": 0.1,
        "log_e": 30.0,
        "stability": 0.8,
        "temperature": 1.3,
        "unmet_share": 0.4,
        "example_note_ids": ["note-1"],
    } | fields


def brief(brief_id: str = "b-1", **fields: Any) -> dict[str, Any]:
    """A brief on the need, for the shop."""
    empty = {"aliases": [], "evidence": [], "variants": [], "note_hooks": [], "do_nots": []}
    return (
        {
            "brief_id": brief_id,
            "merchant_id": "shop-1",
            "subject_kind": "need",
            "subject_id": "n-1",
            "origin": "found",
            "name": "大码 通勤西装",
            "stratum_ids": ["s-1"],
            "tier": "T-30",
            "act_by": AT + 20 * DAY,
            "audience": 120.0,
            "size_curve": '{"L":0.4,"XL":0.6}',
            "price_low_fen": 30000,
            "price_high_fen": 80000,
            "attributes": "{}",
        }
        | empty
        | fields
    )


TABLES: dict[str, list[dict[str, Any]]] = {
    "strata": [
        stratum(),
        stratum("s-2", name="露营·周末", size=120.0, temperature=0.7),
        stratum("s-3", name="妈妈·亲子", size=80.0, temperature=None),
    ],
    "needs": [need(), need("n-2", name="孕期内衣", review="needed")],
    "trends": [trend(), trend("t-2", name="旧毛衣", stage="fading", origin="made")],
    "trend_days": [
        {"trend_id": "t-1", "at": AT - n * DAY, "repliers": 30.0 - n, "notes": 1}
        for n in range(20, 0, -1)
    ],
    "trend_forecasts": [
        {"trend_id": "t-1", "at": AT + n * DAY, "p10": 20.0, "p50": 30.0 + n, "p90": 50.0 + n}
        for n in range(14)
    ],
    "briefs": [
        brief(),
        brief("b-2", subject_kind="trend", subject_id="t-1"),
        brief("b-3", subject_id="n-2"),
    ],
    "coordinated": [
        {"group_id": "g-1", "actor_id": f"fake-{n}", "score": 0.99, "weight": 0.25,
         "why": "replies: shared targets; same text"}
        for n in range(4)
    ],
    "bridges": [
        {"from_stratum": "s-1", "to_stratum": "s-2", "lift": 2.0, "lift_low": 1.5,
         "lift_high": 3.0, "shared_actors": 9}
    ],
    "standards": [
        {"stratum_id": "s-1", "category": "外套", "product_id": "product-1",
         "title": "丁香紫西装", "share": 0.4, "share_low": 0.3, "share_high": 0.5}
    ],
    "forecast_ledger": [
        {"issued_at": AT - 5 * DAY, "subject_id": "t-1", "horizon": n, "p10": 1.0, "p50": 3.0,
         "p90": 6.0, "outcome": 4.0 if n < 3 else None, "scored_at": AT if n < 3 else None,
         "pinball": 0.4 if n < 3 else None, "covered": True if n < 3 else None}
        for n in range(5)
    ],
}  # fmt: skip


def write_reading(folder: Path, tables: dict[str, list[dict[str, Any]]], at: dt.datetime) -> None:
    """Every table of a reading, empty where none is given, and its manifest."""
    folder.mkdir(parents=True)
    for table in READING_TABLES:
        rows = tables.get(table.name, [])
        told = pa.Table.from_pylist(rows, schema=table.arrow_schema())
        pq.write_table(told, folder / f"{table.name}.parquet")
    facts = {"as_of": at.isoformat(), "input": {"settings": {"privacy": {"k": 50, "step": 10}}}}
    write_manifest(folder, facts)


@pytest.fixture
def read(db, tmp_path) -> Iterator[Callable[..., Any]]:
    """A finished reading as the last run; keyword arguments take the place of its tables."""
    from isotherm.web.readings.models import ReadingRun
    from isotherm.web.readings.queries import forget

    count = [0]

    def make(*, at: dt.datetime = AT, **tables: list[dict[str, Any]]) -> ReadingRun:
        count[0] += 1
        folder = tmp_path / f"reading-{count[0]}"
        write_reading(folder, TABLES | tables, at)
        ended = at + dt.timedelta(minutes=count[0])
        run = ReadingRun.objects.create(
            state="done", asked_at=at, ended_at=ended, as_of=at, folder=str(folder)
        )
        forget()
        return run

    forget()
    yield make
    forget()


@pytest.fixture
def reading(read):
    """The reading of TABLES."""
    return read()


@pytest.fixture
def notices(monkeypatch) -> list[tuple[str, str, dict[str, Any]]]:
    """What members were told, instead of the community's notices."""
    told: list[tuple[str, str, dict[str, Any]]] = []

    def listen(member_id: str, kind: str, *, about: dict[str, Any], url: str) -> None:
        told.append((member_id, kind, about | {"url": url}))

    monkeypatch.setattr("isotherm.web.control.services.notices._notify", listen)
    return told
