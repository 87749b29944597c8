"""What the operator decided about sensitive needs goes into the record, and so to the reading."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isotherm.briefs.reviews import passed_needs
from isotherm.engines import open_engine
from isotherm.ledger import open_record, read_ledger
from isotherm.web.control.models import NeedReview
from isotherm.web.readings import job
from isotherm.web.readings.export import export_record
from isotherm.web.readings.rebuild import rebuild_town
from isotherm.web.readings.services import ask_reading
from isotherm.web.site.clock import now


def review(need_id: str, **decided: Any) -> None:
    NeedReview.objects.update_or_create(
        pk=need_id, defaults={"words": "看过了", "at": now(), **decided}
    )


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, reading: Path, tmp_path: Path) -> list[frozenset[str]]:
    """The needs that each reading taken was told of as passed."""
    from isotherm.reading import read_manifest

    heard: list[frozenset[str]] = []

    def listen(request: Any, *, now: Any, progress: Any) -> Any:
        canonical = tmp_path / f"canonical-{len(heard)}"
        read_ledger(request.ledger, canonical, now=now)
        engine = open_engine("duckdb", threads=1)
        heard.append(passed_needs(open_record(canonical, engine)))
        engine.close()
        shutil.copytree(reading, request.out)
        return read_manifest(request.out)

    monkeypatch.setattr(job, "run_reading", listen)
    monkeypatch.setattr(job.os, "nice", lambda _by: 0)
    return heard


def test_each_reading_is_told_what_passed_and_what_was_taken_back(town: Any, told: Any) -> None:
    review("n-passed", passed=True)
    review("n-closed", passed=False)
    assert job.take(ask_reading(None).pk) == "done"
    review("n-passed", passed=False)
    review("n-closed", passed=True)
    assert job.take(ask_reading(None).pk) == "done"
    assert told == [frozenset({"n-passed"}), frozenset({"n-closed"})]


def test_control_where_nobody_decided_nothing_is_told(town: Any, told: Any, home: Path) -> None:
    assert job.take(ask_reading(None).pk) == "done"
    assert told == [frozenset()]
    export_record(home / "out")
    assert not (home / "out" / "need_reviews.parquet").exists()


def test_reviews_come_in_with_a_record_and_out_again(
    transactional_db: None, write_ledger: Callable[..., Path], home: Path
) -> None:
    decided = [{"need_id": "n-1", "passed": True}, {"need_id": "n-2", "passed": False}]
    note = {"note_id": "a", "author_id": "u", "at": "2026-03-01T00:00:00Z", "title": "t"}
    rebuild_town(write_ledger(notes=[note], need_reviews=decided), None)
    assert list(NeedReview.objects.order_by("pk").values("need_id", "passed")) == decided
    assert export_record(home / "out")["need_reviews"] == 2
