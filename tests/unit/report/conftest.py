"""Readings made by hand for the report: any number of strata, every table filled or empty."""

from __future__ import annotations

import datetime as dt
import json
import math

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.schema import READING_TABLES

AS_OF = dt.datetime(2026, 3, 19, 16, 0, tzinfo=dt.UTC)
NAMES = (
    "大码通勤",
    "亮色春天",
    "工位养生",
    "徒步大地色",
    "孕期纯棉",
    "猫与沙发",
    "图书馆冷感",
    "第一次夜跑",
    "时髦小姨",
    "露营卡式炉",
    "掐腰亲子",
    "松弛感家居",
)


def day(number):
    return AS_OF.replace(hour=0) + dt.timedelta(days=number)


def wave(number, *, slow=1.0):
    """A number between 0 and 1 that looks unordered and is the same each time."""
    return (math.sin(number * 12.9898 * slow + 4.1) * 43758.5453) % 1.0


def some_strata(count):
    return [
        {
            "stratum_id": f"s-{i:04d}",
            "parent_id": None,
            "level": 0,
            "name": NAMES[i % len(NAMES)] + (f" {i}" if i >= len(NAMES) else ""),
            "terms": ["显瘦", "不勒", "领口", "藏蓝"],
            "size": 120 + 900 * wave(i),
            "size_low": 100 + 900 * wave(i),
            "size_high": 140 + 900 * wave(i),
            "gain_bits": 0.2,
            "log_e": 40.0,
            "stability": 0.8,
            "temperature": 0.5 + 2.0 * wave(i, slow=0.7) ** 2,
            "unmet_share": wave(i, slow=1.3),
            "example_note_ids": ["note-1"],
        }
        for i in range(count)
    ]


def some_memberships(count, *, actors=400):
    rows = []
    for a in range(actors if count else 0):
        first = int(wave(a) * count) % count
        other = (first + 1 + int(wave(a, slow=0.3) * 2)) % count
        rows.append({"actor_id": f"a-{a:05d}", "stratum_id": f"s-{first:04d}", "weight": 0.6})
        if other != first:
            rows.append({"actor_id": f"a-{a:05d}", "stratum_id": f"s-{other:04d}", "weight": 0.3})
    return rows


def some_bridges(count):
    return [
        {
            "from_stratum": f"s-{i:04d}",
            "to_stratum": f"s-{(i + 2) % count:04d}",
            "lift": 2.4,
            "lift_low": 1.1 + wave(i) * 3,
            "lift_high": 6.0,
            "shared_actors": 40,
        }
        for i in range(0, count, 3)
        if count > 2
    ]


def some_needs(strata):
    causes = ("fit", "price", "style", "quality")
    rows = []
    for i in range(2 * len(strata)):
        askers, absent = 80 + 300 * wave(i), i % 4 == 0
        why = {"absent": 1.0} if absent else {c: wave(i + k) / 2 for k, c in enumerate(causes)}
        rows.append(
            {
                "need_id": f"n-{i:04d}",
                "stratum_id": strata[i % len(strata)]["stratum_id"] if i % 5 else None,
                "name": ("职业套装", "西装外套", "浅色阔腿裤", "可拆卸腋下包")[i % 4],
                "terms": ["显瘦", "面料", "有大码吗"],
                "attributes": json.dumps({"items": ["set"]}),
                "askers": askers,
                "askers_low": askers * 0.9,
                "askers_high": askers * 1.1,
                "supply": 0 if absent else int(60 * wave(i)),
                "satisfied_share": 0.0 if absent else 0.1 * wave(i),
                "satisfied_low": 0.0,
                "satisfied_high": 0.12,
                "unmet_units": askers / 3,
                "unmet_low": askers / 4,
                "unmet_high": askers / 2.2,
                "price_low_fen": 19900 if i % 3 else None,
                "price_high_fen": 39900 if i % 3 else None,
                "why": json.dumps(why),
                "kind": "only_here" if absent else "better_here",
                "log_e": 12.0,
                "review": "needed" if i == 3 else "none",
                "evidence": ["search-1"],
            }
        )
    return rows


def some_trends(strata, count=3):
    stages = ("growing", "surging", "mature", "emerging", "fading")
    return [
        {
            "trend_id": f"t-{i:04d}",
            "name": ("春天想穿亮一点", "时髦小姨风", "教室冷感穿搭")[i % 3],
            "terms": ["亮色", "围巾", "出门"],
            "stratum_ids": [row["stratum_id"] for row in strata[i : i + 2]],
            "origin": "made" if i == 2 else "found",
            "stage": stages[i % 5],
            "first_seen": day(-40),
            "detected_at": day(-21 + 3 * i),
            "log_e": 14.0,
            "n_notes": 34 + 10 * i,
            "n_eff": 21.0,
            "reply_n_eff": 1234.0 / (i + 1),
            "ordinary_share": 0.86,
            "organic_share": 0.97,
            "feeling": "想要一点明亮",
            "occasion": "春节后",
            "asks": 312,
            "carts": 120,
            "orders": 64,
            "kept_units": 41,
            "conversion": 0.033,
            "conversion_low": 0.021,
            "conversion_high": 0.049,
            "peak_p10": day(2),
            "peak_p50": day(6 + i),
            "peak_p90": day(15 + i),
            "note_ids": ["note-1", "note-2"],
        }
        for i in range(count if strata else 0)
    ]


def some_days(trends, *, before=40):
    def height(i, n):
        return (60 + 50 * wave(i)) * math.exp(-(((n - 6) / 14) ** 2)) * (0.85 + 0.3 * wave(n + i))

    return [
        {"trend_id": row["trend_id"], "at": day(n), "repliers": height(i, n), "notes": 3}
        for i, row in enumerate(trends)
        for n in range(-before, 1)
    ]


def some_forecasts(trends, *, ahead=21):
    rows = []
    for i, row in enumerate(trends):
        for n in range(1, ahead + 1):
            middle = (60 + 50 * wave(i)) * math.exp(-(((n - 6) / 14) ** 2))
            spread = 1 + n / 12
            rows.append(
                {
                    "trend_id": row["trend_id"],
                    "at": day(n),
                    "p10": middle / spread,
                    "p50": middle,
                    "p90": middle * spread,
                }
            )
    return rows


def some_briefs(needs, trends):
    subjects = [("trend", row) for row in trends] + [("need", row) for row in needs[:8]]
    tiers = ("T-7", "T-14", "T-30", "T-60")
    rows = []
    for i, (kind, row) in enumerate(subjects):
        units = 60 + 240 * wave(i)
        rows.append(
            {
                "brief_id": f"b-{i:04d}",
                "merchant_id": f"m-{i}" if i % 3 == 0 else None,
                "subject_kind": kind,
                "subject_id": row[f"{kind}_id"],
                "origin": "found",
                "name": row["name"],
                "aliases": ["大码西装", "胖女生职业装"] if kind == "need" else [],
                "feeling": "想在办公室里显得利落，又不被衣服勒着",
                "stratum_ids": [row["stratum_id"]] if row.get("stratum_id") else [],
                "occasion": "通勤",
                "season_from": day(20),
                "season_to": day(70),
                "attributes": json.dumps(
                    {"colours": ["藏蓝", "浅紫"], "silhouette": ["直筒"], "base_size": "XL"},
                    ensure_ascii=False,
                ),
                "missing_today": "现有 27 款多按 S 码放大，腰臀不合身",
                "tier": tiers[i % 4],
                "act_by": day((4, 9, 16, 33)[i % 4] + i),
                "expires": day(80),
                "audience": 50 + 300 * wave(i),
                "kept_units_p10": units * 0.6,
                "kept_units_p50": units,
                "kept_units_p90": units * 1.7,
                "peak_p10": day(25),
                "peak_p50": day(32),
                "peak_p90": day(44),
                "first_lot": int(units * 0.4),
                "size_curve": json.dumps({"L": 0.2, "XL": 0.35, "2XL": 0.3, "3XL": 0.15}),
                "price_low_fen": 29900,
                "price_high_fen": 59900,
                "variants": ["浅紫单排扣", "藏蓝双排扣"],
                "note_hooks": ["试给 70 公斤的同事看"],
                "do_nots": ["不要只放大 S 码的版"],
                "readiness": 2,
                "evidence": ["过去八周约 290 人问过，4% 找到并留下"],
                "confidence": 0.7,
            }
        )
    return rows


def some_coordinated(groups=3):
    return [
        {
            "group_id": f"g-{g:04d}",
            "actor_id": f"bot-{g}-{a}",
            "score": 0.98,
            "weight": 1 / (40 + 30 * g),
            "why": "replies: shared targets; same moment; joined just before",
        }
        for g in range(groups)
        for a in range(40 + 30 * g)
    ]


def some_ledger():
    return [
        {
            "issued_at": day(-30 + i),
            "subject_id": "t-0000",
            "horizon": h,
            "p10": 20.0,
            "p50": 40.0,
            "p90": 70.0,
            "outcome": 42.0 if h < 21 else None,
            "scored_at": day(-1) if h < 21 else None,
            "pinball": 3.2 if h < 21 else None,
            "covered": (i + h) % 5 != 0 if h < 21 else None,
        }
        for i in range(6)
        for h in (1, 3, 7, 14, 21)
    ]


def some_lineage(strata):
    events = ("same", "born", "split", "merged")
    rows = [
        {
            "stratum_id": row["stratum_id"],
            "previous_id": None if i % 4 == 1 else row["stratum_id"],
            "event": events[i % 4],
            "overlap": 0.5 + 0.4 * wave(i),
        }
        for i, row in enumerate(strata)
    ]
    return [*rows, {"stratum_id": None, "previous_id": "s-gone", "event": "faded", "overlap": 0.0}]


def some_rejects():
    return [
        {
            "file": "orders.csv",
            "line": n,
            "column": "at",
            "code": "bad_time" if n % 3 else "empty",
            "found": "昨天",
            "expected": "a time such as 2026-03-01T08:00:00Z",
        }
        for n in range(2, 14)
    ]


def full_rows(count):
    """Every table of a reading with ``count`` strata, and rows in all the others."""
    strata = some_strata(count)
    needs = some_needs(strata)
    trends = some_trends(strata)
    return {
        "strata": strata,
        "memberships": some_memberships(count),
        "bridges": some_bridges(count),
        "standards": [],
        "needs": needs,
        "trends": trends,
        "trend_forecasts": some_forecasts(trends),
        "trend_days": some_days(trends),
        "briefs": some_briefs(needs, trends),
        "coordinated": some_coordinated(),
        "forecast_ledger": some_ledger(),
        "lineage": some_lineage(strata),
        "rejects": some_rejects(),
    }


def write_reading(folder, rows, **facts):
    """A finished reading with these rows; tables that are not named are empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in READING_TABLES:
        made = pa.Table.from_pylist(rows.get(table.name, []), schema=table.arrow_schema())
        pq.write_table(made, folder / f"{table.name}.parquet")
    if rows.get("trend_days"):
        pq.write_table(pa.Table.from_pylist(rows["trend_days"]), folder / "trend_days.parquet")
    manifest = {
        "format": 1,
        "as_of": AS_OF.isoformat(),
        "input_hash": "0123456789abcdef",
        "input": {"versions": {"isotherm": "0.1.0"}},
        "account": {"accepted": 444145, "rejected": len(rows.get("rejects", []))},
        "missing": ["no outcomes: whether orders were kept is not known"],
        "steps": [{"name": "record", "seconds": 8.0, "peak_mb": 324.2}],
        **facts,
    }
    (folder / "reading.json").write_text(json.dumps(manifest), "utf-8")
    return folder


@pytest.fixture
def reading_of(tmp_path):
    """Make a reading from rows: ``reading_of(rows)``, or ``reading_of(count)`` for a full one."""
    made = []

    def make(rows, **facts):
        made.append(rows)
        given = full_rows(rows) if isinstance(rows, int) else rows
        return write_reading(tmp_path / f"reading-{len(made)}", given, **facts)

    return make
