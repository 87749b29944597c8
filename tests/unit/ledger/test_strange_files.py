"""Files as spreadsheets and programs leave them: what can be read is, for the rest it says why."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.errors import LedgerError
from isotherm.ledger import Account, LedgerSettings, check_ledger
from isotherm.ledger.files import find_tables

_NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_HEADER = "note_id,author_id,at,title\n"
_ROWS = "".join(f"n{i},a{i},2026-01-0{i + 1},t\n" for i in range(5))


def _account(path: Path, data: str | bytes, **chosen: int) -> Account:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    account = check_ledger(path.parent, now=_NOW, settings=LedgerSettings(**chosen))
    assert all(file.rows_read == file.accepted + file.rejected for file in account.files)
    return account


def _said(account: Account, words: str) -> bool:
    return any(words in line for line in account.warnings)


@pytest.mark.parametrize("block_bytes", [64, 1_000_000])
@pytest.mark.parametrize("above", ["", "Exported,,,\n", "导出时间：2026-03-01,,,\n\nby,ana,,\n"])
def test_titles_above_the_header(tmp_path: Path, above: str, block_bytes: int) -> None:
    path = tmp_path / "notes.csv"
    account = _account(path, above + _HEADER + _ROWS, block_bytes=block_bytes)
    assert (account.accepted, account.rejected) == (5, 0)
    assert _said(account, "lines above it are not read") == bool(above)


@pytest.mark.parametrize("name", ["notes.tsv", "notes.tsv.gz"])
def test_tab_separated_by_name(tmp_path: Path, name: str) -> None:
    data = (_HEADER + _ROWS).replace(",", "\t").encode()
    packed = gzip.compress(data) if name.endswith("gz") else data
    assert _account(tmp_path / name, packed).accepted == 5


def test_lines_of_json_by_their_other_name(tmp_path: Path) -> None:
    row = {"note_id": "n1", "author_id": "ana", "at": "2026-01-01"}
    assert _account(tmp_path / "notes.ndjson", json.dumps(row)).accepted == 1


@pytest.mark.parametrize("name", ["notes.json", "notes.csv.zst", "notes.xlsx", "in/notes.csv"])
def test_a_table_that_is_not_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("{}")
    with pytest.raises(LedgerError, match=r"not read|is it .*in"):
        check_ledger(tmp_path, now=_NOW)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (gzip.compress(b"note_id", mtime=0), "gzip"),  # a test is named by its bytes
        (b"PK\3\4....", "spreadsheet"),
        (b"PAR1....", "Parquet"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"ID3\3\0....", "recording"),
        ((_HEADER + _ROWS).encode("utf-32"), "UTF-32"),
        ((_HEADER + _ROWS).encode("utf-16-le"), "UTF-16"),
    ],
)
@pytest.mark.parametrize("name", ["notes.csv", "notes.jsonl"])
def test_bytes_of_another_kind_are_one_reject(
    tmp_path: Path, name: str, data: bytes, what: str
) -> None:
    account = _account(tmp_path / name, data)
    assert (account.rows_read, account.rejected) == (1, 1)
    assert _said(account, what)


@pytest.mark.parametrize("indent", [None, 1])
def test_one_json_array_is_said(tmp_path: Path, indent: int | None) -> None:
    rows = [{"note_id": "n1", "author_id": "ana", "at": "2026-01-01"}]
    account = _account(tmp_path / "notes.jsonl", json.dumps(rows, indent=indent))
    assert account.accepted == 0
    assert _said(account, "one JSON array")


def test_nan_in_json_is_an_empty_cell(tmp_path: Path) -> None:
    lines = (
        '{"note_id": "n1", "author_id": "ana", "at": "2026-01-01", "title": NaN}\n'
        '{"note_id": NaN, "author_id": "ana", "at": "2026-01-01"}\n'
        '{"note_id": "n2", "author_id": NaN, "at": "NaN"\n'
    )
    account = _account(tmp_path / "notes.jsonl", lines)
    assert (account.accepted, account.rejected) == (1, 2)


def test_a_foreign_header_is_translated(tmp_path: Path) -> None:
    account = _account(tmp_path / "notes.csv", "笔记ID,作者ID,时间,标题\nn1,ana,2026-01-01,t\n")
    assert account.accepted == 0
    for column in ("note_id", "author_id", "at", "title"):
        assert _said(account, f"did you mean {column}?")


def test_a_missing_header_is_asked_for(tmp_path: Path) -> None:
    assert _said(_account(tmp_path / "notes.csv", _ROWS), "is its header missing?")


def test_ids_a_spreadsheet_rounded_are_said(tmp_path: Path) -> None:
    account = _account(tmp_path / "notes.csv", _HEADER + "6.61E+23,E+1,2026-01-01,t\n")
    assert _said(account, "rounded long ids (6.61E+23), export again: note_id")


def test_the_first_of_two_parquet_columns_is_read(tmp_path: Path) -> None:
    cells = [pa.array([text]) for text in ("n1", "n2", "ana", "2026-01-01")]
    table = pa.table(cells, names=["note_id", "note_id", "author_id", "at"])
    pq.write_table(table, tmp_path / "notes.parquet")
    account = check_ledger(tmp_path, now=_NOW)
    assert account.accepted == 1
    assert _said(account, "two columns of one name")


@pytest.mark.parametrize("block_bytes", [64, 1_000, 1_000_000])
def test_a_cell_never_closed_swallows_what_cannot_be_rows(tmp_path: Path, block_bytes: int) -> None:
    """One reject for it and all its lines; the rows after it are read."""
    swallowed = 'x1,ana,2026-01-01,"' + "so on\n" * 300
    path = tmp_path / "notes.csv"
    account = _account(
        path, _HEADER + swallowed + _ROWS, block_bytes=block_bytes, max_row_lines=100
    )
    assert (account.accepted, account.rejected) == (5, 1)


def test_a_cell_not_closed_at_the_end_costs_its_lines_one_by_one(tmp_path: Path) -> None:
    account = _account(tmp_path / "notes.csv", _HEADER + 'x1,ana,2026-01-01,"' + "so on\n" * 30)
    assert (account.accepted, account.rejected) == (0, 30)


def test_a_table_by_another_name_is_told_its_own(tmp_path: Path) -> None:
    (tmp_path / "评论.csv").write_text("x", "utf-8")
    (tmp_path / "订单明细.xlsx").write_text("x", "utf-8")
    account = _account(tmp_path / "notes.csv", "note_id,author_id,at\n")
    assert _said(account, "评论.csv: not read, no table has this name; did you mean replies?")
    assert _said(account, "save it as replies.csv")
    assert _said(account, "did you mean orders? save it as orders.csv")


def test_a_folder_of_tables_by_other_names_is_told_the_first(tmp_path: Path) -> None:
    (tmp_path / "笔记.csv").write_text("note_id,author_id,at\n", "utf-8")
    with pytest.raises(LedgerError, match=r"did you mean notes\? save it as notes\.csv"):
        find_tables(tmp_path)
