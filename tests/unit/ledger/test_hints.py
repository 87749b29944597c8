"""What a file's cells suggest about their units is said, and rejects nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.ledger import read_ledger
from isotherm.ledger.hints import count_times

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def said(folder: Path, words: str) -> list[str]:
    account = read_ledger(folder, folder / "record", now=NOW)
    return [line for line in account.warnings if words in line]


def write(folder: Path, table: str, *rows: str) -> None:
    (folder / f"{table}.csv").write_text("\n".join([*rows, ""]), "utf-8")


def write_products(folder: Path, *prices: str) -> None:
    write(folder, "notes", "note_id,author_id,at", "n1,a,2026-01-01T00:00:00Z")
    rows = [f"p{place},{price}" for place, price in enumerate(prices)]
    write(folder, "products", "product_id,price_fen", *rows)


@pytest.mark.parametrize(
    ("prices", "hints"),
    [
        (["199", "89", "259", "9", "499", "12900"], 1),
        (["19900", "8900", "25900", "9", "499"], 0),
        (["500", "500", "500", "500", "500"], 0),
        (["0", "0", "0", "0", "0", "0"], 0),
        (["199", "89"], 0),
        ([], 0),
    ],
)
def test_prices_that_look_like_yuan(prices: list[str], hints: int, tmp_path: Path) -> None:
    write_products(tmp_path, *prices)
    found = said(tmp_path, "price_fen")
    assert len([line for line in found if "multiply by 100" in line]) == hints
    rows = pq.read_table(tmp_path / "record" / "products.parquet").num_rows
    assert rows == len(prices)


def test_prices_with_decimals_look_like_yuan_however_large(tmp_path: Path) -> None:
    write_products(tmp_path, "404.00", "12900.00", "7.0", "88800", "99900", "77700")
    assert "404.00 is read as 404 fen" in said(tmp_path, "price_fen")[0]


def test_times_without_an_offset_are_counted_in_one_line(tmp_path: Path) -> None:
    rows = ["n1,a,2026-01-01", "n2,a,2026-01-01 08:00", "n3,a,2026-01-01T08:00:00+08:00"]
    write(tmp_path, "notes", "note_id,author_id,at", *rows, "n4,a,2026年1月2日", "n5,a,soon")
    (line,) = said(tmp_path, "without an offset")
    assert line.endswith("at 3")
    assert said(tmp_path, "among written times") == []


def test_a_column_of_numbers_and_written_times_is_said(tmp_path: Path) -> None:
    rows = ["n1,a,2026-01-01", "n2,a,1772323200000", "n3,a,1772323200001"]
    write(tmp_path, "notes", "note_id,author_id,at", *rows)
    assert len(said(tmp_path, "at: 2 numbers (epoch) among written times")) == 1


@pytest.mark.parametrize(("zone", "lines"), [(None, 1), ("UTC", 0), ("Asia/Shanghai", 0)])
def test_parquet_times_without_a_zone_are_said(
    zone: str | None, lines: int, tmp_path: Path
) -> None:
    at = pa.array([1_767_225_600_000], pa.timestamp("ms", zone))
    table = pa.table({"note_id": ["n"], "author_id": ["a"], "at": at})
    pq.write_table(table, tmp_path / "notes.parquet")
    assert len(said(tmp_path, "without an offset")) == lines


@given(
    cells=st.lists(
        st.builds(
            "{}{}".format,
            st.sampled_from(["2026-03-01 08:00", "2026-03-01T08:00:01.5", "2026/3/1 8:00:00"]),
            st.sampled_from(["", "Z", "z", " UTC", "+08:00", "-0830", "+08", " +08:00"]),
        )
        | st.sampled_from(["2026-03-01", "2026年3月1日", "1772323200", "20260301", "soon", ""])
    )
)
def test_times_are_counted_as_one_by_one(cells: list[str]) -> None:
    dates = [cell for cell in cells if cell[:4] == "2026" and cell[4] in "-/年"]
    zoned = [c for c in dates if c[-1] in "Zz" or "UTC" in c or "+" in c or c.endswith("-0830")]
    numbers = sum(cell.isdigit() for cell in cells)
    assert count_times(pa.array(cells, pa.string())) == (len(dates) - len(zoned), numbers)
    assert count_times([*cells, None]) == (len(dates) - len(zoned), numbers)


def test_ratings_above_one_are_said_with_what_to_do(tmp_path: Path) -> None:
    rows = ["a,p1,1", "a,p2,4", "a,p3,5", "a,p4,-1", "a,p5,0.5"]
    write(tmp_path, "notes", "note_id,author_id,at", "n1,a,2026-01-01T00:00:00Z")
    write(tmp_path, "outcomes", "actor_id,product_id,rating", *rows)
    (line,) = said(tmp_path, "divide it by that")
    assert "rating: 2 above 1" in line
