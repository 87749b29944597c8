"""Differencing: all briefs of a merchant, two readings a day apart, one person between them.

The attacker reads a whole inbox and the open briefs, knows what everyone else did, and compares
yesterday's with today's. The person asked for two things, bought both, told a size and kept or
returned them. Cell by cell, what changes must be worth at most five points over guessing.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any

import pyarrow as pa

from isotherm.briefs import write_briefs
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings, coarse_count, still_stands
from isotherm.schema import READING

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
ASKED = (
    ("求 大码 通勤西装", ["西装", "通勤", "大码"]),
    ("找 亮色 羊毛围巾", ["围巾", "羊毛", "亮色"]),
)
SIZES = ("S", "M", "L", "XL", "2XL")
Rows = dict[str, list[dict[str, Any]]]


def community(people: int, seed: int) -> Rows:
    """People who ask for a suit, more than half of them for a scarf too; all buy both."""
    rng = random.Random(seed)
    rows: Rows = {"searches": [], "orders": [], "outcomes": []}
    for number in range(people):
        actor, size = f"u{number:04d}", rng.choices(SIZES, (1, 3, 4, 3, 1))[0]
        price, last = int(rng.lognormvariate(10.2, 0.35)), number == people - 1
        for place, (said, _) in enumerate(ASKED):
            if place == 0 or last or rng.random() < 0.6:
                rows["searches"].append({"actor_id": actor, "at": DAY, "query": said,
                                         "search_id": f"q{place}{actor}"})  # fmt: skip
        for product in ("suit", "scarf"):
            rows["orders"].append({"order_id": f"{product}{actor}", "actor_id": actor, "at": DAY,
                                   "sku_id": product + size, "price_fen": price})  # fmt: skip
            rows["outcomes"].append({"actor_id": actor, "product_id": product,
                                     "kept": rng.random() < 0.6})  # fmt: skip
    rows["merchants"] = [
        {"merchant_id": f"m{n}", "lead_days": 7 + 10 * n, "categories": ["西装", "围巾"]}
        for n in range(3)
    ]
    goods = (("suit", "m0", "通勤西装", "西装"), ("scarf", "m1", "羊毛围巾", "围巾"))
    names = ("product_id", "merchant_id", "title", "category")
    rows["products"] = [dict(zip(names, one, strict=True)) for one in goods]
    rows["skus"] = [
        {"sku_id": one[0] + size, "product_id": one[0], "options": {"size": size}}
        for one in goods
        for size in SIZES
    ]
    return rows


def without(rows: Rows, actor: str) -> Rows:
    return {name: [r for r in part if r.get("actor_id") != actor] for name, part in rows.items()}


def inbox(rows: Rows, settings: PrivacySettings, merchant: str = "m0") -> dict[Any, Any]:
    """Every cell that one merchant sees: (addressee, subject, column) -> value."""
    return cells(published(rows, settings), merchant)


def cells(briefs: pa.Table, merchant: str = "m0") -> dict[Any, Any]:
    return {
        (row["merchant_id"], row["subject_id"], column): value
        for row in briefs.to_pylist()
        if row["merchant_id"] in (None, merchant)
        for column, value in row.items()
    }


def published(rows: Rows, settings: PrivacySettings, previous: pa.Table | None = None) -> pa.Table:
    """The briefs of a day, after those of the day before."""
    needs = []
    for place, (said, terms) in enumerate(ASKED):
        asks = [row for row in rows["searches"] if row["query"] == said]
        askers = float(len({row["actor_id"] for row in asks}))
        needs.append({
            "need_id": f"n{place}", "stratum_id": "", "name": said, "terms": terms,
            "askers": askers, "supply": 1, "satisfied_high": 0.1, "unmet_units": 0.35 * askers,
            "unmet_low": 0.3 * askers, "unmet_high": 0.45 * askers, "why": '{"fit":1.0}',
            "kind": "better_here", "log_e": 0.27 * askers, "review": "none",
            "evidence": [row["search_id"] for row in asks][:200],
        })  # fmt: skip
    tables = {
        name: pa.Table.from_pylist(needs if name == "needs" else [],
                                   schema=READING[name].arrow_schema())
        for name in ("needs", "trends", "trend_forecasts", "strata", "memberships")
    }  # fmt: skip
    record = Record.from_rows(rows, as_of=DAY)
    return write_briefs(record, **tables, privacy=settings, previous=previous)


def changes(settings: list[PrivacySettings], sizes: tuple[int, ...]) -> tuple[Counter[str], int]:
    """In how many inboxes each column of the open brief on suits changes, and of how many."""
    told: Counter[str] = Counter()
    tries = 0
    for people in sizes:
        for seed, secret in enumerate(settings):
            rows = community(people, seed)
            today, yesterday = rows, without(rows, f"u{people - 1:04d}")
            seen, before = inbox(today, secret), inbox(yesterday, secret)
            tries += 1
            told.update(
                {cell[2] for cell in seen.keys() | before.keys()
                 if cell[:2] == (None, "n0") and seen.get(cell) != before.get(cell)}
            )  # fmt: skip
    return told, tries


def test_no_cell_tells_on_one_person_between_two_days() -> None:
    secrets = [PrivacySettings(secret=f"{seed}") for seed in range(8)]
    told, tries = changes(secrets, (160,))
    # one in ten moves at most, and two deviations of 8 tries
    assert all(count / tries <= 0.1 + 0.2 for count in told.values()), told


def test_a_whole_inbox_that_stands_from_day_to_day_does_not_tell_on_one_person() -> None:
    """Last week's briefs were of fewer people; today's are published with and without one."""
    told = {"standing": 0, "written anew": 0}
    for people in (150, 190):
        for seed in range(2):
            secret = PrivacySettings(secret=f"{seed}")
            rows = community(people, seed)
            week = published(
                {n: [r for r in part if r.get("actor_id", "") < f"u{people - 8:04d}"]
                 for n, part in rows.items()}, secret)  # fmt: skip
            other = without(rows, f"u{people - 1:04d}")
            for way, before in (("standing", week), ("written anew", None)):
                seen, unseen = (cells(published(one, secret, before)) for one in (rows, other))
                told[way] += seen != unseen
    assert told["standing"] == 0, told
    assert told["standing"] <= told["written anew"]


def gain(*, standing: bool, tries: int = 4000) -> float:
    """What an attacker gains on an inbox of five audiences, in points over guessing."""
    rng = random.Random(1)
    told = 0
    for number in range(tries):
        settings = PrivacySettings(secret=f"{number}")
        moved = False
        for place in range(5):
            now = rng.randrange(80, 1000)
            subject = {"subject": f"n{place}", "key": f"{number}", "settings": settings}
            seen = [coarse_count(count, **subject) for count in (now, now - 1)]
            if standing:
                shown = coarse_count(now - rng.randrange(1, max(now // 20, 2)), **subject) or 0
                seen = [shown if still_stands(count, shown, **subject) else coarse
                        for count, coarse in zip((now, now - 1), seen, strict=True)]  # fmt: skip
            moved |= seen[0] != seen[1]
        told += moved
    return 50 * told / tries


def test_an_inbox_of_five_tells_less_than_a_point_while_it_stands() -> None:
    assert gain(standing=True) < 1.0
    # control: written anew every day, the same inbox tells more
    assert gain(standing=False) > 2 * gain(standing=True)


def test_control_without_protection_the_counts_tell_on_everyone() -> None:
    told, tries = changes([PrivacySettings(k=1, step=1, climb=1, blur=0.0)], (6, 8))
    assert told["audience"] == tries


def test_a_small_group_that_comes_in_a_day_leaves_no_cell_of_its_own() -> None:
    rows = community(200, 1)
    group = [f"g{n:02d}" for n in range(20)]
    for actor in group:
        rows["searches"].append({"actor_id": actor, "at": DAY, "search_id": f"q{actor}",
                                 "query": "求 大码 通勤西装 蕾丝 银色"})  # fmt: skip
        rows["orders"].append({"order_id": actor, "actor_id": actor, "at": DAY,
                               "sku_id": "suit6XL", "price_fen": 999_000})  # fmt: skip
    extra = {"sku_id": "suit6XL", "product_id": "suit", "options": {"尺码": "6XL"}}
    settings = PrivacySettings(secret="known to the operator alone")
    hidden = str(inbox(rows, settings).values())
    assert all(word not in hidden for word in ("蕾丝", "silver", "银", "6XL", "999000"))
    rows["skus"].append(extra)
    bare = PrivacySettings(k=1, step=1, climb=1, blur=0.0)
    control = str(inbox(rows, bare).values())
    assert "蕾丝" in control or "6XL" in control
