"""How files are written: encodings, line ends, delimiters, long rows, damaged Parquet."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.errors import DataError, SettingsError, UsageError
from isotherm.ledger import LedgerSettings, LedgerWriter, check_ledger, write_table
from isotherm.ledger.conform import conform
from isotherm.ledger.files import find_tables
from isotherm.ledger.formats import read_rows
from isotherm.schema import LEDGER

_PRODUCTS = LEDGER["products"]
_TITLES = ["大码女装春款亮色西装", "紫色外套显瘦通勤", "abc"]


def _read(path: Path, **chosen: Any) -> tuple[str, list[Any], list[tuple[int, str]]]:
    warning, every = read_rows(path, _PRODUCTS, settings=LedgerSettings(**chosen))
    titles: list[Any] = []
    rejects: list[tuple[int, str]] = []
    for rows in every:
        done = conform(rows, _PRODUCTS, latest=0)
        titles += done.accepted.column("title").to_pylist()
        rejects += [(r.line, r.code.value) for r in done.rejects]
    return warning, titles, rejects


def _csv(delimiter: str = ",", end: str = "\n") -> str:
    rows = [("product_id", "title"), *((f"p{i}", title) for i, title in enumerate(_TITLES))]
    return "".join(delimiter.join(row) + end for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_csv_however_it_is_written(tmp_path: Path, delimiter: str, end: str, encoding: str) -> None:
    path = tmp_path / "products.csv"
    path.write_bytes(_csv(delimiter, end).encode(encoding))
    warning, titles, rejects = _read(path)
    assert titles == _TITLES
    assert rejects == []
    assert ("GBK" in warning) == (encoding == "gbk")
    assert ("UTF-16" in warning) == (encoding == "utf-16")


@pytest.mark.parametrize("name", ["products.csv", "products.csv.gz"])
@pytest.mark.parametrize("size", [64, 1_000_000])
def test_damage_in_utf16_costs_its_line(tmp_path: Path, name: str, size: int) -> None:
    """Half a character in the second row, half a unit at the end of the file."""
    data = b"\xfe\xff" + _csv().encode("utf-16-be")
    data = data.replace("紫".encode("utf-16-be"), b"\xd8\x00") + b"\x00p\x00,\x00q\x00"
    packed = gzip.compress(data) if name.endswith("gz") else data
    (tmp_path / name).write_bytes(packed)
    _, titles, rejects = _read(tmp_path / name, block_bytes=size)
    assert titles == [_TITLES[0], _TITLES[2]]
    assert rejects == [(3, "bad_encoding"), (5, "bad_encoding")]


def test_what_databases_write_for_nothing_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    rows = [r"p1,\N,NULL,\N", "p2,NaN,None,<NA>", "NULL,x,,"]
    path.write_text("product_id,title,merchant_id,price_fen\n" + "\n".join(rows), "utf-8")
    _, every = read_rows(path, _PRODUCTS, settings=LedgerSettings())
    done = [conform(rows, _PRODUCTS, latest=0) for rows in every]
    accepted = pa.Table.from_batches([one.accepted for one in done])
    assert accepted["merchant_id"].to_pylist() == [None, None]
    assert accepted["price_fen"].to_pylist() == [None, None]
    assert accepted["title"].to_pylist() == ["\\N", "NaN"]  # in a text these are words
    assert [(r.line, r.code.value) for one in done for r in one.rejects] == [(4, "empty")]


def test_a_column_twice_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("note_id,at,at,author_id\nn1,,2026-01-01,a\n", "utf-8")
    account = check_ledger(tmp_path, now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    assert any("two columns of one name" in line for line in account.warnings)


def test_one_damaged_byte_does_not_make_a_file_gbk(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    path.write_bytes(_csv().encode() + b"p9,\xb4\xba\xcc\xec\n")
    assert _read(path) == ("", _TITLES, [(5, "bad_encoding")])


def test_a_gbk_line_that_cannot_be_decoded_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "products.jsonl"
    lines = [f'{{"product_id":"p{i}","title":"{t}"}}'.encode("gbk") for i, t in enumerate(_TITLES)]
    path.write_bytes(b"\n".join([*lines, b'{"product_id":"p","title":"\xff\xff"}']))
    warning, titles, rejects = _read(path)
    assert "GBK" in warning
    assert titles == _TITLES
    assert rejects == [(4, "bad_encoding")]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
@pytest.mark.parametrize("size", [64, 1_000_000])
def test_a_row_too_long_is_rejected_and_reading_goes_on(
    tmp_path: Path, ending: str, size: int
) -> None:
    path = tmp_path / f"products.{ending}"
    texts = ["a", "b" * 5_000, "c"]
    if ending == "csv":
        path.write_text("product_id,title\n" + "".join(f"{i},{t}\n" for i, t in enumerate(texts)))
    else:
        rows = [f'{{"product_id":"{i}","title":"{t}"}}\n' for i, t in enumerate(texts)]
        path.write_text("".join(rows))
    line = 3 if ending == "csv" else 2
    assert _read(path, max_row_bytes=1_000, block_bytes=size)[1:] == (
        ["a", "c"],
        [(line, "too_long")],
    )
    assert _read(path, block_bytes=size)[1:] == (texts, [])


@pytest.mark.parametrize("size", [64, 1_000_000])
def test_an_unclosed_quote_costs_its_line_only(tmp_path: Path, size: int) -> None:
    path = tmp_path / "products.csv"
    good = "".join(f"p{i},t\n" for i in range(300))
    path.write_text('product_id,title\nx,"never closed\n' + good + 'y,"a"b\n' + 'z,"1\n2"\n')
    _, titles, rejects = _read(path, block_bytes=size, max_row_lines=50)
    assert titles == ["t"] * 300 + ["1\n2"]
    assert rejects == [(2, "bad_quotes"), (303, "bad_quotes")]


def test_a_torn_gzip_gives_what_came_before_the_tear(tmp_path: Path) -> None:
    path = tmp_path / "products.csv.gz"
    rows = "".join(f"p{i},{i * 7919 % 10007}\n" for i in range(5_000))
    path.write_bytes(gzip.compress(f"product_id,title\n{rows}".encode())[:-4_000])
    _, titles, rejects = _read(path)
    assert 1_000 < len(titles) < 5_000
    assert rejects == [(len(titles) + 2, "unreadable")]


def test_a_damaged_page_costs_its_row_group(tmp_path: Path) -> None:
    path = tmp_path / "products.parquet"
    ids = [f"p{i}" for i in range(3_000)]
    table = pa.table({"product_id": ids, "title": ids})
    pq.write_table(table, path, row_group_size=1_000, write_page_checksum=True)
    data = bytearray(path.read_bytes())
    start = pq.read_metadata(path).row_group(1).column(0).data_page_offset
    data[start + 60] ^= 0xFF
    path.write_bytes(data)
    _, titles, rejects = _read(path)
    assert titles == ids[:1_000] + ids[2_000:]
    assert rejects == [(line, "unreadable") for line in range(1_001, 2_001)]


def test_texts_that_are_no_utf8_in_parquet_cost_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "products.parquet"
    bad = pa.array([b"ok", b"\xed\xa0\x80", b"fine"]).view(pa.string())
    maps = pa.StructArray.from_arrays(
        [pa.array([b"\xff", b"a", b"b"]).view(pa.string())], names=["size"]
    )
    pq.write_table(
        pa.table({"product_id": ["1", "2", "3"], "title": bad, "attributes": maps}), path
    )
    _, titles, rejects = _read(path)
    assert titles == ["fine"]
    assert rejects == [(2, "bad_encoding"), (1, "bad_map")] or sorted(rejects) == [
        (1, "bad_map"),
        (2, "bad_encoding"),
    ]


def test_a_file_beside_a_folder_and_a_stray_file_are_said(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").touch()
    (tmp_path / "notes" / "day=1").mkdir(parents=True)
    (tmp_path / "notes" / "day=1" / "p.jsonl").touch()
    (tmp_path / "notes" / "readme.txt").touch()
    found = find_tables(tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in found.tables["notes"]] == [
        "notes/day=1/p.jsonl",
        "notes.csv",
    ]
    assert found.warnings == (
        "notes/readme.txt: not a format of a ledger",
        "notes: read from several places together: notes/day=1/p.jsonl, notes.csv",
    )


def test_a_writer_refuses_what_is_not_the_tables(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no ledger format"):
        LedgerWriter(tmp_path, format="xlsx")
    with pytest.raises(UsageError, match="no column 'titel'"):
        write_table(tmp_path, "products", [{"product_id": "p", "titel": "x"}])
    with pytest.raises(UsageError, match="no ledger table"):
        write_table(tmp_path, "goods", [])
    with pytest.raises(DataError, match=r"price_fen, row 0: -1"):
        write_table(tmp_path, "products", [{"product_id": "p", "price_fen": -1}])
    assert list(tmp_path.iterdir()) == []


def _append_all(folder: Path, batches: Any) -> None:
    with LedgerWriter(folder, format="jsonl") as ledger:
        for rows in batches:
            ledger.append("products", rows)


def test_a_writer_that_fails_leaves_no_file(tmp_path: Path) -> None:
    rows = [{"product_id": "p"}], [{"product_id": "q", "price_fen": "much"}]
    with pytest.raises(DataError):
        _append_all(tmp_path, rows)
    assert list(tmp_path.iterdir()) == []


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(SettingsError, match="block_bytes"):
        LedgerSettings(block_bytes=1)


def test_one_file_that_cannot_be_closed_leaves_none_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = LedgerWriter(tmp_path)
    ledger.append("merchants", [{"merchant_id": "m1"}])
    ledger.append("products", [{"product_id": "p1"}])

    def fail(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(ledger._open["products"]._writer, "close", fail)
    with pytest.raises(OSError, match="no space"):
        ledger.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("head", ["NOTE_ID,Author_Id,AT", '"note_id",AUTHOR_ID,at'])
def test_a_header_in_capitals_is_known(head: str, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text(f"{head}\nn1,a,2026-01-01\n", "utf-8")
    account = check_ledger(tmp_path, now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    assert (account.accepted, account.rejected) == (1, 0)


@pytest.mark.parametrize("text", ["", "note_id,author_id,at\n", "<x></x>"])
def test_a_file_without_a_row_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text(text, "utf-8")
    account = check_ledger(tmp_path, now=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    assert any("not one row" in line for line in account.warnings)
    assert any("not used" in line for line in account.warnings) == text.startswith("<")
