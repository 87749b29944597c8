"""What is heard of a record, however small or oddly dated it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from isotherm.engines import open_engine
from isotherm.ledger import LedgerSettings, Record, open_record, read_ledger
from isotherm.schema import READING
from isotherm.trends import TrendSettings, find_candidates, find_trends
from isotherm.trends.heard import Heard, hear

_NOBODY = READING["coordinated"].arrow_schema().empty_table()
_NOWHERE = READING["memberships"].arrow_schema().empty_table()
_DAY = dt.timedelta(days=1)
_START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _notes(days: list[dt.datetime]) -> dict[str, list[dict[str, object]]]:
    """A note on each day, answered by two people on the same day."""
    notes = [
        {"note_id": f"n{i:03}", "author_id": f"a{i % 9}", "at": at, "title": "wool", "body": f"{i}"}
        for i, at in enumerate(days)
    ]
    replies = [
        {"reply_id": f"r{i}-{who}", "note_id": f"n{i:03}", "actor_id": f"b{who}", "at": at}
        for i, at in enumerate(days)
        for who in range(2)
    ]
    return {"notes": notes, "replies": replies}


def _heard(days: list[dt.datetime]) -> Heard:
    heard = hear(Record.from_rows(_notes(days)), _NOBODY)
    assert heard is not None
    return heard


def test_replies_alone_are_heard_where_many_answer_few_notes(tmp_path: Path) -> None:
    ledger, record = tmp_path / "ledger", tmp_path / "record"
    ledger.mkdir()
    at = [_START + (i % 150) * _DAY for i in range(300)]
    notes = [f"n{i},a{i % 40},{at[i].isoformat()},t,word {i % 30}" for i in range(300)]
    said = [f"r{i},n{i % 300},b{i * 7 % 90},{at[i % 300].isoformat()},ok" for i in range(3000)]
    lines = {
        "notes": "note_id,author_id,at,title,body",
        "replies": "reply_id,note_id,actor_id,at,text",
    }
    for name, rows in (("notes", notes), ("replies", said)):
        (ledger / f"{name}.csv").write_text("\n".join([lines[name], *rows]) + "\n", "utf-8")
    read_ledger(ledger, record, now=_START + 365 * _DAY, settings=LedgerSettings())
    heard = hear(open_record(record, open_engine()), _NOBODY)
    assert heard is not None
    assert len(heard.day) == 300


def test_a_record_in_whole_days_has_its_last_day() -> None:
    heard = _heard([_START + day * _DAY for day in range(40)])
    assert heard.last_day == heard.day[-1] == 39
    record = Record.from_rows(_notes([_START + day * _DAY for day in range(40)]))
    found = find_trends(record, coordinated=_NOBODY, memberships=_NOWHERE, settings=TrendSettings())
    assert found.trends.num_rows == 0


def test_what_came_before_a_silence_of_years_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    days = [_START + day * _DAY for day in range(40)]
    stray = [dt.datetime(1900, 5, 5, tzinfo=dt.UTC), dt.datetime(1970, 1, 1, tzinfo=dt.UTC)]
    with_stray, without = _heard(stray + days), _heard(days)
    assert with_stray.zero == without.zero
    assert with_stray.day.tolist() == without.day.tolist()
    assert len(with_stray.replies.note) == len(without.replies.note)
    monkeypatch.setattr("isotherm.trends.heard._SILENCE_DAYS", 10**5)
    assert _heard(stray + days).zero < without.zero


def test_candidates_and_what_is_heard_number_the_same_notes() -> None:
    days = [_START + day * _DAY for day in range(40)]
    stray = [dt.datetime(1900, 5, 5, tzinfo=dt.UTC)]
    record = Record.from_rows(_notes(stray + days))
    candidates = find_candidates(record, TrendSettings())
    most = max(note for notes in candidates["notes"].to_pylist() for note in notes)
    assert most < len(_heard(stray + days).day)


def test_a_community_that_paused_for_a_season_keeps_its_past() -> None:
    days = [_START + day * _DAY for day in (*range(20), *range(150, 170))]
    assert len(_heard(days).day) == 40
