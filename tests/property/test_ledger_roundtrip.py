"""What is written is what is read, in every format and however it is cut into files."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.ledger import LedgerSettings, LedgerWriter, read_ledger, write_table
from isotherm.ledger.conform import conform
from isotherm.ledger.faults import NOTHING
from isotherm.ledger.formats import read_rows
from isotherm.schema import LEDGER, Column, Kind, Table

pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

_NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_LATEST = 1_800_000_000_000_000
_text = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12
) | st.sampled_from(['"', ',"', "a\r\nb", "\r", "\n", ";", "[1]", "{}", " a ", "null", "\ufeffx"])
_item = _text.filter(lambda t: t.strip() == t != "")
_maps = st.dictionaries(_text, _text | st.integers(-9, 9) | st.booleans(), max_size=3)
_KINDS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.ID: _text.filter(lambda t: t not in NOTHING),  # these words are empty cells
    Kind.TEXT: _text,
    Kind.TIME: st.datetimes(
        dt.datetime(1970, 1, 2),  # noqa: DTZ001 - the zone is given beside
        dt.datetime(2026, 5, 1),  # noqa: DTZ001 - the zone is given beside
        timezones=st.just(dt.UTC),
    ),
    Kind.LIST: st.lists(_item, max_size=3),
    Kind.MAP: _maps.map(lambda m: orjson.dumps(m, option=orjson.OPT_SORT_KEYS).decode()),
    Kind.BOOL: st.booleans(),
}


def _values(column: Column) -> st.SearchStrategy[Any]:
    if column.choices:
        found: st.SearchStrategy[Any] = st.sampled_from(column.choices)
    elif column.kind in (Kind.COUNT, Kind.FEN):
        found = st.integers(int(column.low or 0), 2**62)
    elif column.kind is Kind.SCORE:
        found = st.floats(column.low, column.high, allow_nan=False, allow_infinity=False)
    else:
        found = _KINDS[column.kind]
    keep = not column.may_be_empty or column.default is not None
    return found if keep else st.none() | found


@st.composite
def _tables(draw: st.DrawFn, table: Table) -> pa.Table:
    row = st.fixed_dictionaries({column.name: _values(column) for column in table.columns})
    rows = draw(st.lists(row, min_size=1, max_size=6))
    for place, found in enumerate(rows):
        for name in table.key[:1]:
            found[name] = f"{place} {found[name]}"
        if table.one_of and all(found[name] is None for name in table.one_of):
            found[table.one_of[0]] = "x"
    return pa.Table.from_pylist(rows, schema=table.arrow_schema())


def _read(path: Path, table: Table, chosen: LedgerSettings) -> pa.Table:
    batches = []
    for rows in read_rows(path, table, settings=chosen)[1]:
        done = conform(rows, table, latest=_LATEST)
        assert not done.rejects
        batches.append(done.accepted)
    return pa.Table.from_batches(batches, schema=table.arrow_schema())


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
@pytest.mark.parametrize("name", list(LEDGER))
@settings(max_examples=6, deadline=None)
@given(data=st.data(), size=st.sampled_from([64, 4_194_304]))
def test_valid_rows_come_back_as_they_were(
    name: str, form: str, data: st.DataObject, size: int
) -> None:
    rows = data.draw(_tables(LEDGER[name]))
    with tempfile.TemporaryDirectory() as folder:
        write_table(Path(folder), name, rows, format=form)
        path = Path(folder) / f"{name}.{form}"
        found = _read(path, LEDGER[name], LedgerSettings(block_bytes=size))
    assert found.to_pylist() == rows.to_pylist()


@settings(max_examples=3, deadline=None)
@given(data=st.data(), cut=st.integers(0, 6))
def test_parts_are_the_same_as_one_file(data: st.DataObject, cut: int) -> None:
    rows = data.draw(_tables(LEDGER["orders"]))
    rows = pa.concat_tables([rows, rows.slice(0, 1)])  # the last is a duplicate, in any cut
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_table(folder / "one", "orders", rows)
        for part, some, form in (("p1", rows[:cut], "csv"), ("p2", rows[cut:], "jsonl")):
            with LedgerWriter(folder / "two", format=form, part=part) as ledger:
                ledger.append("orders", some)
        accounts = [read_ledger(folder / f, folder / f"{f}-into", now=_NOW) for f in ("one", "two")]
        first, second = (
            pq.read_table(folder / f"{f}-into" / "orders.parquet") for f in ("one", "two")
        )
    assert [account.rejected for account in accounts] == [1, 1]
    assert first.equals(second)
