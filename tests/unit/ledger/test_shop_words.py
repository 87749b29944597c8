"""Cells as shops write them: yes and no, fits, maps, money, totals."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.ledger import Account, read_ledger
from isotherm.ledger.columns import cast_column
from isotherm.schema import LEDGER

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def read(table: str, column: str, *cells: str) -> tuple[list[Any], dict[int, str]]:
    """Cells of a column as they are stored, and the codes of those at fault."""
    typed, faults = cast_column(LEDGER[table].column(column), pa.array(cells), latest=0)
    return typed.to_pylist(), {row: code.value for row, code in faults.items()}


def account_of(folder: Path, **files: str) -> tuple[Account, list[dict[str, Any]]]:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    account = read_ledger(folder, folder / "record", now=NOW)
    return account, pq.read_table(folder / "record" / "rejects.parquet").to_pylist()


def test_yes_and_no_are_said_in_many_ways() -> None:
    words = ["是", "Y", "yes", " TRUE", "1", "否", "n", "No", "false", "0", "", "maybe", "2"]
    expected = [True] * 5 + [False] * 5 + [None] * 3
    assert read("outcomes", "kept", *words) == (
        expected,
        {11: "bad_boolean", 12: "bad_boolean"},
    )
    quick = [word.strip() for word in words[:10]]
    assert read("outcomes", "kept", *quick) == (expected[:10], {})


def test_a_fit_is_said_in_many_ways() -> None:
    words = ["偏小", "合适", "偏大", "Too Small", "true_to_size", "runs large", "LARGE", "短"]
    meant = ["small", "true", "large", "small", "true", "large", "large", None]
    assert read("outcomes", "fit", *words) == (meant, {7: "unknown_choice"})


def test_a_word_means_only_what_its_column_allows() -> None:
    assert read("reactions", "kind", "收藏", "加购", "偏小") == (
        ["save", "cart", None],
        {2: "unknown_choice"},
    )


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("颜色:黑", '{"颜色":"黑"}'),
        ("颜色：黑；尺码：XL", '{"尺码":"XL","颜色":"黑"}'),
        ("colour: black; size: XL;", '{"colour":"black","size":"XL"}'),
        ("颜色:黑,尺码:XL", '{"尺码":"XL","颜色":"黑"}'),
        ("fabric: wool, silk", '{"fabric":"wool, silk"}'),
        ("颜色:黑;颜色:白", '{"颜色":["黑","白"]}'),
        ("颜色:;尺码:XL", '{"尺码":"XL"}'),
        ('{"颜色": "黑"}', '{"颜色":"黑"}'),
    ],
)
def test_a_map_is_what_names_its_values(text: str, stored: str) -> None:
    assert read("products", "attributes", text) == ([stored], {})


@pytest.mark.parametrize(
    "text", ["黑色", "https://x.y/z", ":", ";", "黑:色;白", "{颜色:黑}", '"a":1']
)
def test_what_does_not_name_its_values_is_no_map(text: str) -> None:
    assert read("products", "attributes", text) == ([None], {0: "bad_map"})


def test_money_that_says_its_unit_is_understood() -> None:
    cells = [
        "40400",
        "¥404.00",
        "￥ 9.90",
        "$1,299.50",
        "404元",
        "40.4 元",
        "¥404",
        "404.50",
        "1,404",
    ]
    stored, faults = read("products", "price_fen", *cells)
    assert stored == [40400, 40400, 990, 129950, 40400, 4040, None, None, None]
    assert faults == dict.fromkeys((6, 7, 8), "bad_number")


def test_a_total_is_no_row_and_the_reason_says_so(tmp_path: Path) -> None:
    account, rejects = account_of(
        tmp_path,
        notes="note_id,author_id,at,title\nn1,a,2026-01-01T00:00:00Z,x\n合计,,,\n",
        orders="order_id,actor_id,at,product_id,price_fen\no1,a,2026-01-01T00:00:00Z,p,5\nSum,,,,5\n",
        products="product_id,title,price_fen\np,x,5\nTotal,,5\n",
    )
    assert (account.accepted, account.rejected) == (3, 3)
    assert {(r["line"], r["code"]) for r in rejects} == {(3, "total")}
    assert all("total of others" in r["expected"] for r in rejects)


def test_a_row_that_is_called_total_and_says_more_is_one(tmp_path: Path) -> None:
    account, _ = account_of(
        tmp_path,
        notes="note_id,author_id,at,title\nTotal,,,a look\nn2,,,\nSum,a,,\n",
        actors="actor_id\na\nb\n",
    )
    assert account.rejected == 0
