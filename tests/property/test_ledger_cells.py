"""Whole columns are read as their cells would be read one by one, and never raise."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.ledger.cells import parse_cell
from isotherm.ledger.choice_words import MEANT
from isotherm.ledger.columns import cast_column
from isotherm.ledger.faults import CellFaultError
from isotherm.ledger.time_cells import LAST_MICROSECOND
from isotherm.schema import LEDGER, Column, Kind

_LATEST = 1_800_000_000_000_000
_COLUMNS = [LEDGER["notes"].column(name) for name in ("note_id", "at", "title", "tags", "paid")] + [
    LEDGER["outcomes"].column("rating"),
    LEDGER["outcomes"].column("fit"),
    LEDGER["skus"].column("price_fen"),
    LEDGER["skus"].column("options"),
    LEDGER["series"].column("value"),
]
_dates = st.dates().map(str) | st.sampled_from(
    ["2026-13-01", "2026-02-30", "0000-01-01", "2026-1-1"]
)
_clocks = st.times().map(lambda t: t.isoformat()) | st.sampled_from(
    ["10", "10:20", "24:00:00", "23:59:60", "10:20:30.1234567", "10:20:30,5", "1:2:3"]
)
_zones = st.sampled_from(
    ["", "Z", "z", "+08:00", "+0800", " +08", "-23:59", "+99:99", " UTC", "+8"]
)
_spreadsheet_days = st.builds(
    "{:04}{}{}{}{}{}".format,
    st.integers(0, 9999),
    st.sampled_from("-/.年"),
    st.integers(0, 13),
    st.sampled_from("-/.月"),
    st.integers(0, 32),
    st.sampled_from(["", "日"]),
)
_spreadsheet_clocks = st.builds(
    "{}{}:{:02}{}".format,
    st.sampled_from(["", " ", "  ", "T"]),
    st.integers(0, 25),
    st.integers(0, 61),
    st.sampled_from(["", ":7", ":07", ":59.5", "Z", " +08:00"]),
)
_times = (
    st.builds("{}{}{}{}".format, _dates, st.sampled_from("T t"), _clocks, _zones)
    | _dates
    | _spreadsheet_days
    | st.builds("{}{}".format, _spreadsheet_days, _spreadsheet_clocks)
    | st.sampled_from(["1772323200", "20260301", "20260230", "46082", "46082.34", "3/1/2026"])
)
_numbers = (
    st.integers(-(2**70), 2**70).map(str)
    | st.floats().map(str)
    | st.sampled_from(
        ["1e309", "+5", " 7 ", "0x1F", "007", "1_0", "12.0", "12.50", "１２", "1.", ".5"]
    )
)
_words = st.sampled_from(
    [
        "TRUE",
        "false",
        "1",
        "0",
        "yes",
        "Y",
        "否",
        "偏小",
        "runs large",
        "点赞",
        "¥404.00",
        "¥1,404.5",
        "12.5元",
        "颜色:黑; 尺码:XL",
        "颜色：黑，白",
        "a:1,b:",
        "Small",
        "large ",
        "",
        " ",
        "\0",
        "a\0b",
        "\\N",
        "NULL",
        "nan",
    ]
)
_lists = st.lists(st.sampled_from(["a", "b c", " d", "", "\u3000", "[", '"', "春"])).map(";".join)
_json = st.sampled_from(
    ['["a","b"]', '["a", "b"]', "[]", "[1,2.0]", "[1.5]", '[["a"]]', '["a\\u0000"]', '["a"', "[,]"]
) | st.sampled_from(
    ['{"b":1,"a":null}', "{}", '{"a":', '{"a":[1,{"b":2}]}', '{"a":"\\ud800"}', "[[" * 600]
)
_texts = _times | _numbers | _words | _lists | _json | st.text(max_size=8)


def _one_by_one(column: Column, value: Any) -> tuple[Any, str]:
    """The oracle: the value stored and the reject code, of one cell."""
    try:
        found = parse_cell(column.kind, value)
    except CellFaultError as fault:
        return None, fault.code.value
    if found is None:
        return None, ""
    if column.kind is Kind.TIME and found > _LATEST:
        return None, "future"
    if column.choices:
        word = found.strip().lower()
        word = word if word in column.choices else MEANT.get(word.replace("_", " "), word)
        return (word, "") if word in column.choices else (None, "unknown_choice")
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    if column.kind in (Kind.COUNT, Kind.FEN, Kind.SCORE) and not low <= found <= high:
        return None, "out_of_range"
    return found, ""


def _stored(column: Column, typed: pa.Array) -> list[Any]:
    return (typed.cast(pa.int64()) if column.kind is Kind.TIME else typed).to_pylist()


@pytest.mark.parametrize("column", _COLUMNS, ids=lambda c: c.name)
@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.none() | _texts, max_size=12))
def test_text_columns_are_read_as_cell_by_cell(column: Column, cells: list[str | None]) -> None:
    cells = [cell for cell in cells if cell is None or _encodable(cell)]
    typed, faults = cast_column(column, pa.array(cells, pa.string()), latest=_LATEST)
    wanted = [_one_by_one(column, cell) for cell in cells]
    assert _stored(column, typed) == [value for value, _ in wanted]
    codes = {row: code for row, (_, code) in enumerate(wanted) if code}
    assert {row: code.value for row, code in faults.items()} == codes


def _encodable(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)


_objects = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=6).filter(_encodable)
    | st.lists(st.none() | st.integers(0, 9) | st.text(max_size=3), max_size=3)
    | st.dictionaries(st.text(max_size=3), st.none() | st.integers(), max_size=3)
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False)
)


@pytest.mark.parametrize("column", _COLUMNS, ids=lambda c: c.name)
@settings(max_examples=40, deadline=None)
@given(cells=st.lists(_objects, max_size=8))
def test_columns_of_anything_are_read_as_cell_by_cell(column: Column, cells: list[Any]) -> None:
    typed, faults = cast_column(column, cells, latest=_LATEST)
    wanted = [_one_by_one(column, cell) for cell in cells]
    assert _stored(column, typed) == [value for value, _ in wanted]
    assert sorted(faults) == [row for row, (_, code) in enumerate(wanted) if code]


_NATIVE = [
    pa.int8(),
    pa.uint64(),
    pa.float16(),
    pa.float32(),
    pa.float64(),
    pa.bool_(),
    pa.decimal128(20, 3),
    pa.date32(),
    pa.date64(),
    pa.timestamp("s"),
    pa.timestamp("ns", tz="Asia/Shanghai"),
    pa.time32("s"),
    pa.duration("ms"),
    pa.large_string(),
    pa.string_view(),
    pa.binary(),
    pa.dictionary(pa.int8(), pa.string()),
    pa.list_(pa.int32()),
    pa.large_list(pa.large_string()),
    pa.map_(pa.string(), pa.int64()),
    pa.struct([("b", pa.int64()), ("a", pa.string())]),
    pa.null(),
]
_SAMPLES: dict[str, list[Any]] = {
    "b": [True, False],
    "i": [0, 1, 100],
    "f": [0.0, 1.0, 1.5, float("nan"), float("inf")],
    "t": [dt.datetime(2020, 1, 2, 3, 4, 5)],  # noqa: DTZ001 - a time without zone is meant
    "s": ["", "a", "1", "2020-01-01", "a\0b"],
}


def _native_values(kind: pa.DataType) -> list[Any]:
    for values in _SAMPLES.values():
        try:
            pa.array(values, kind)
        except (pa.ArrowException, TypeError, ValueError):
            continue
        return values
    return []


@pytest.mark.parametrize("kind", _NATIVE, ids=str)
@pytest.mark.parametrize("column", _COLUMNS, ids=lambda c: c.name)
def test_every_arrow_type_is_read_or_rejected(column: Column, kind: pa.DataType) -> None:
    array = pa.array([*_native_values(kind), None], kind)
    typed, faults = cast_column(column, array, latest=LAST_MICROSECOND)
    assert len(typed) == len(array)
    assert typed[-1].as_py() is None
    assert len(array) - 1 not in faults


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_timestamps_of_any_unit_keep_their_moment(unit: str) -> None:
    moment = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    array = pa.array([moment, None], pa.timestamp(unit, tz="UTC"))
    typed, faults = cast_column(LEDGER["notes"].column("at"), array, latest=LAST_MICROSECOND)
    assert typed.to_pylist() == [moment, None]
    assert not faults


def test_moments_no_calendar_holds_are_rejected_not_wrapped() -> None:
    array = pa.array([2**62, -(2**62)], pa.int64()).cast(pa.timestamp("s"))
    typed, faults = cast_column(LEDGER["notes"].column("at"), array, latest=LAST_MICROSECOND)
    assert typed.null_count == 2
    assert sorted(faults) == [0, 1]
