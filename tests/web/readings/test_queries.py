"""What the last reading says, asked by every page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from isotherm.web.readings import queries, shelves
from isotherm.web.readings.models import ReadingRun


def test_an_unread_town_says_nothing(db: None) -> None:
    assert queries.last_run() is None
    assert queries.last_reading() is None
    assert queries.rows("needs") == []
    assert queries.strata_of("a0001") == []
    assert queries.stratum("s-1") is None
    assert queries.members_of("s-1") == []
    assert queries.briefs_for("m1") == []
    assert queries.brief("b-1") is None
    assert queries.groups() == {}


def test_the_last_reading_answers(town: Any) -> None:
    shelf = queries.last_reading()
    assert shelf is not None
    assert queries.rows("strata") == shelf["strata"].to_pylist()
    member = max(shelf["memberships"].to_pylist(), key=lambda row: row["weight"])
    strata = queries.strata_of(member["actor_id"])
    assert strata[0]["stratum_id"] == member["stratum_id"]
    assert strata[0]["weight"] == pytest.approx(member["weight"])
    assert member["actor_id"] in queries.members_of(member["stratum_id"])
    assert queries.stratum(member["stratum_id"])["name"] == strata[0]["name"]
    assert all(queries.groups().values())


def test_pages_ask_the_database_once_a_second(town: Any) -> None:
    queries.rows("strata")
    with CaptureQueriesContext(connection) as asked:
        for _ in range(50):
            queries.strata_of("a0001")
            queries.briefs_for("m1")
    assert len(asked) <= 1


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables that were read from disk, in order."""
    files: list[str] = []
    plain = pq.ParquetFile

    def open_table(path: Path) -> pq.ParquetFile:
        files.append(path.stem)
        return plain(path)

    monkeypatch.setattr(pq, "ParquetFile", open_table)
    return files


def ask_everything() -> None:
    last = queries.last_finished()
    assert last is not None
    for table in ("strata", "memberships", "coordinated"):
        assert queries.rows(table) is last.rows(table)
    queries.named_strata()
    queries.members_of("s-1")
    queries.find_row("strata", "s-1")
    queries.groups()
    assert shelves.finished()[-1].names() == last.names()


def test_a_table_is_read_once_whoever_asks(town: Any, opened: list[str]) -> None:
    ask_everything()
    ask_everything()
    assert sorted(opened) == ["coordinated", "memberships", "strata"]


def test_control_when_everything_is_forgotten_it_is_read_again(
    town: Any, opened: list[str]
) -> None:
    ask_everything()
    queries.forget()
    ask_everything()
    assert opened.count("strata") == 2


def test_who_was_erased_by_another_process_is_remembered_by_none(
    town: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_LOOK_S", 0.0)
    someone = queries.rows("memberships")[0]["actor_id"]
    assert queries.strata_of(someone)
    run = ReadingRun.objects.get(state="done")
    fresh = home / "readings" / "without"
    shutil.copytree(home / run.folder, fresh)
    told = pq.ParquetFile(fresh / "memberships.parquet").read()
    others = told.filter(pc.not_equal(told["actor_id"], someone))
    pq.write_table(others, fresh / "memberships.parquet")
    ReadingRun.objects.filter(pk=run.pk).update(folder="readings/without")
    shutil.rmtree(home / run.folder)
    assert queries.strata_of(someone) == []
    assert queries.rows("memberships") == others.to_pylist()
    assert shelves._rows.cache_info().currsize <= 2  # nothing of the folder that is gone
