"""Times as spreadsheets and databases write them: the unambiguous are read, the others refused."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.ledger import Account, read_ledger
from isotherm.ledger.columns import cast_column
from isotherm.schema import LEDGER

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
FAR = 10**17
AT = LEDGER["notes"].column("at")


def account_of(folder: Path) -> tuple[Account, list[dict[str, str]]]:
    account = read_ledger(folder, folder / "record", now=NOW)
    return account, pq.read_table(folder / "record" / "rejects.parquet").to_pylist()


def write_times(folder: Path, *times: str) -> None:
    rows = "".join(f"n{row},a,{time}\n" for row, time in enumerate(times))
    (folder / "notes.csv").write_text(f"note_id,author_id,at\n{rows}", "utf-8")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026/3/1", "2026-03-01T00:00:00"),
        ("2026/3/1 8:05", "2026-03-01T08:05:00"),
        ("2026/12/31 23:59:58", "2026-12-31T23:59:58"),
        ("2026-3-1", "2026-03-01T00:00:00"),
        ("2026.3.1", "2026-03-01T00:00:00"),
        ("2026年3月2日", "2026-03-02T00:00:00"),
        ("2026年3月2日 20:05", "2026-03-02T20:05:00"),
        ("2026年3月2日20:05:07", "2026-03-02T20:05:07"),
        ("2026/3/1 8:05+08:00", "2026-03-01T00:05:00"),
        ("20260301", "2026-03-01T00:00:00"),
        ("1772323200", "2026-03-01T00:00:00"),
        ("1772323200000", "2026-03-01T00:00:00"),
    ],
)
def test_the_year_first_can_be_told(written: str, meant: str) -> None:
    for others in ([], ["2026-01-01T00:00:00Z"], ["soon"]):
        typed, faults = cast_column(AT, pa.array([written, *others]), latest=FAR)
        assert typed[0].as_py() == dt.datetime.fromisoformat(f"{meant}+00:00")
        assert 0 not in faults


@pytest.mark.parametrize(
    ("written", "hint"),
    [("3/1/2026", "year"), ("01-03-26 08:00", "year"), ("46082.34", "yyyy"), ("46082", "yyyy")],
)
def test_what_could_be_two_days_is_refused_with_a_hint(
    written: str, hint: str, tmp_path: Path
) -> None:
    write_times(tmp_path, "2026-03-01", written)
    account, rejects = account_of(tmp_path)
    assert (account.accepted, account.rejected) == (1, 1)
    assert rejects[0]["code"] == "bad_time"
    assert hint in rejects[0]["expected"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_epoch_seconds_are_read_as_such_and_said(form: str, tmp_path: Path) -> None:
    rows = [{"note_id": f"n{i}", "author_id": "a", "at": 1_772_323_200 + i} for i in range(9)]
    if form == "csv":
        write_times(tmp_path, *(str(row["at"]) for row in rows))
    elif form == "jsonl":
        text = "\n".join(json.dumps(row) for row in rows)
        (tmp_path / "notes.jsonl").write_text(text, "utf-8")
    else:
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / "notes.parquet")
    account, _ = account_of(tmp_path)
    assert account.accepted == 9
    assert any("read as epoch seconds" in line for line in account.warnings)
    notes = pq.read_table(tmp_path / "record" / "notes.parquet")
    assert {at.year for at in notes["at"].to_pylist()} == {2026}


def test_a_file_that_ends_in_the_seventies_is_said(tmp_path: Path) -> None:
    write_times(tmp_path, "1772323", "1772324")
    account, _ = account_of(tmp_path)
    assert any("no time after 1970-01-01" in line for line in account.warnings)


def test_sound_milliseconds_are_not_worth_a_word(tmp_path: Path) -> None:
    write_times(tmp_path, "1772323200000", "1772323200001")
    account, _ = account_of(tmp_path)
    assert [line for line in account.warnings if "at:" in line] == []
