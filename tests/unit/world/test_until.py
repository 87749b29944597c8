"""A record that breaks off: the same world up to a moment, and the truth of that moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.world.conftest import TINY, Made

from isotherm.cli.main import main
from isotherm.errors import UsageError
from isotherm.schema import LEDGER
from isotherm.world import TRUTH, make_world

UNTIL = dt.datetime(2026, 1, 10, 15, 59, 59, tzinfo=dt.UTC)


def later(name: str, row: dict[str, Any]) -> bool:
    time = LEDGER[name].time
    return time is not None and row[time] is not None and row[time] > UNTIL


@pytest.fixture(scope="module")
def cut(make: Callable[..., Made]) -> Made:
    return make(attacks=(), until=UNTIL)


def test_the_record_is_the_whole_one_up_to_that_moment(tiny: Made, cut: Made) -> None:
    for name, table in LEDGER.items():
        if name not in tiny.summary.ledger_rows or name in ("skus", "options"):
            continue
        left_open = [column for column in table.names if column in ("buyer_ids", "seconded_by")]
        told = [
            [
                repr({k: v for k, v in row.items() if k not in left_open})
                for row in made.rows("ledger", name)
                if not later(name, row)
            ]
            for made in (tiny, cut)
        ]
        assert sorted(told[0]) == sorted(told[1]), name
        assert len(told[1]) == cut.summary.ledger_rows[name], name
    # The control: there was something to leave out.
    for name in ("notes", "orders", "products", "actors"):
        assert any(later(name, row) for row in tiny.rows("ledger", name)), name


def test_nothing_speaks_of_what_came_later(tiny: Made, cut: Made) -> None:
    there = {
        key: set(cut.column("ledger", name, key))
        for name, key in (
            ("actors", "actor_id"),
            ("notes", "note_id"),
            ("products", "product_id"),
            ("tests", "test_id"),
        )
    }
    named = {"buyer_ids": "actor_id", "seconded_by": "actor_id", "author_id": "actor_id"}
    for kind, names in (("ledger", cut.summary.ledger_rows), ("truth", TRUTH)):
        for name in names:
            for row in cut.rows(kind, name):
                for column, value in row.items():
                    key = named.get(column, column)
                    if key in there and value is not None:
                        values = set(value if isinstance(value, list) else [value])
                        assert values <= there[key], (kind, name, column)
    products = set(tiny.column("ledger", "skus", "product_id"))
    assert not products <= there["product_id"]  # the control: variants of later goods


def test_the_truth_is_what_had_happened(tiny: Made, cut: Made) -> None:
    asked = {row["need_id"]: row["askers"] for row in tiny.rows("truth", "needs")}
    mine = {row["need_id"]: row["askers"] for row in cut.rows("truth", "needs")}
    assert all(mine[need] <= asked[need] for need in asked)
    assert 0 < sum(mine.values()) < sum(asked.values())
    trends = cut.rows("truth", "trends")
    assert all(row["started_at"] <= UNTIL for row in trends)
    assert {row["trend_id"] for row in trends} < set(tiny.column("truth", "trends", "trend_id"))
    notes = cut.column("truth", "trend_notes", "trend_id")
    assert {row["trend_id"]: row["n_notes"] for row in trends} == {
        row["trend_id"]: notes.count(row["trend_id"]) for row in trends
    }
    replied = {(row["note_id"], row["actor_id"]) for row in cut.rows("ledger", "replies")}
    repliers = {actor for _note, actor in replied}
    assert set(cut.column("truth", "trend_repliers", "actor_id")) <= repliers


def test_trends_are_met_on_their_way_up(cut: Made) -> None:
    rising = [
        row
        for row in cut.rows("truth", "trends")
        if row["peak_at"] is not None and row["peak_at"] > UNTIL
    ]
    assert rising


@pytest.mark.parametrize("day", ["2025-08-30", "2026-12-01"])
def test_a_moment_outside_the_record_is_refused(tmp_path: Path, day: str) -> None:
    until = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    with pytest.raises(UsageError, match=f"cannot break off on {day}"):
        make_world(tmp_path, settings=TINY, until=until)
    assert not (tmp_path / "ledger").exists()


def test_the_command_takes_a_day(tmp_path: Path) -> None:
    assert (
        main(["world", "--out", str(tmp_path), "--until", "2024-01-01"]) == UsageError.exit_status
    )
    assert not (tmp_path / "ledger").exists()
