"""One suite for all parts: whatever step the plan of a reading holds is put through it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from isotherm.engines import open_engine
from isotherm.ledger import LedgerWriter, Record, open_record, read_ledger
from isotherm.reading import ReadingSettings
from isotherm.reading.conform import conform
from isotherm.reading.plan import Inputs, Made, Plan, Step
from isotherm.reading.signal_path import signal_path
from isotherm.schema import LEDGER, READING, SIGNAL_TABLES

pytestmark = pytest.mark.xdist_group("conformance")  # its readings are made once
Tables = dict[str, pa.Table]
TABLES = [table for step in signal_path() for table in step.makes]
NOW = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
AS_OF = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
PARTS = 7


def bytes_of(table: pa.Table) -> bytes:
    """All that a table holds."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()


def take_steps(record: Record, plan: Plan, *, seed: int = 0) -> Tables:
    """Take all steps of a plan in memory; a step that changes what it was given fails."""
    tables: Tables = {}
    for step in plan:
        given = {name: tables[name] for name in step.needs}
        before = {name: bytes_of(table) for name, table in given.items()}
        inputs = Inputs(
            record=record,
            tables=MappingProxyType(given),
            previous=MappingProxyType({}),
            settings=ReadingSettings(),
            seed=seed,
        )
        made = step.run(inputs)
        assert set(made.tables) == set(step.makes), step.name
        assert all(bytes_of(given[name]) == before[name] for name in given), step.name
        tables |= {name: _held(name, made.tables[name], record) for name in step.makes}
    return tables


def _held(name: str, made: Any, record: Record) -> pa.Table:
    if isinstance(made, pa.Table):
        return conform(name, made)
    return record.collect(made, order_by=made.columns)


def in_parts(rows: Mapping[str, list[dict[str, Any]]], folder: Path, *, seed: int) -> Record:
    """The same rows, shuffled and dealt into several files a table."""
    rng = np.random.default_rng(seed)
    orders = {name: rng.permutation(len(held)) for name, held in rows.items()}
    for part in range(PARTS):
        with LedgerWriter(folder / "ledger", part=f"part-{part}") as ledger:
            for name, held in rows.items():
                some = [held[i] for i in orders[name][part::PARTS]]
                if some:
                    ledger.append(name, some)
    read_ledger(folder / "ledger", folder / "record", now=NOW)
    return open_record(folder / "record", open_engine(threads=2))


def alike(one: pa.Table, other: pa.Table) -> bool:
    """The same ids, names and order; numbers to the last bits that sums may differ in."""
    if one.schema != other.schema or one.num_rows != other.num_rows:
        return False
    for name in one.column_names:
        a, b = one[name].to_pylist(), other[name].to_pylist()
        if pa.types.is_floating(one[name].type) and one[name].is_valid() == other[name].is_valid():
            a, b = (held[name].drop_null().to_numpy() for held in (one, other))
            if not np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True):
                return False
        elif a != b:
            return False
    return True


@pytest.fixture(scope="module")
def found(tell: Callable[..., Any]) -> Tables:
    return take_steps(Record.from_rows(tell()), signal_path())


@pytest.fixture(scope="module")
def again(tell: Callable[..., Any]) -> Tables:
    return take_steps(Record.from_rows(tell()), signal_path())


@pytest.fixture(scope="module")
def dealt(tell: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return take_steps(in_parts(tell(), tmp_path_factory.mktemp("parts"), seed=3), signal_path())


def test_every_table_of_a_reading_has_a_maker() -> None:
    assert set(READING) <= {*TABLES, "rejects"}


def test_the_community_has_something_to_find(found: Tables) -> None:
    for name in ("strata", "memberships", "trends", "coordinated", "trend_forecasts"):
        assert found[name].num_rows, name


def test_the_same_input_gives_the_same_bytes(found: Tables, again: Tables) -> None:
    assert [name for name in TABLES if bytes_of(found[name]) != bytes_of(again[name])] == []


def test_neither_row_order_nor_parts_matter(found: Tables, dealt: Tables) -> None:
    assert [name for name in TABLES if not alike(found[name], dealt[name])] == []


def test_every_key_is_there_once(found: Tables) -> None:
    for name in set(TABLES).intersection(READING):
        keys = found[name].select(list(READING[name].key)).to_pylist()
        assert len({tuple(row.values()) for row in keys}) == len(keys), name


def test_nothing_is_found_in_nothing() -> None:
    made = take_steps(Record.from_rows({}, as_of=AS_OF), signal_path())
    assert {name: table.num_rows for name, table in made.items() if table.num_rows} == {}


@pytest.mark.parametrize(
    "tables",
    [*((name,) for name in SIGNAL_TABLES), tuple(LEDGER)],
    ids=lambda tables: f"{len(tables)} from {tables[0]}",
)
def test_one_row_is_enough_to_run(tables: tuple[str, ...]) -> None:
    record = Record.from_rows({name: [_one_row(name)] for name in tables}, as_of=AS_OF)
    made = take_steps(record, signal_path())
    for name in ("strata", "needs", "trends", "coordinated", "briefs"):
        assert name not in made or made[name].num_rows == 0, name


def _one_row(table: str) -> dict[str, Any]:
    plain = {"count": 1, "fen": 1, "score": 0.5, "bool": True, "list": ["x1"], "map": {"a": "b"}}
    row: dict[str, Any] = {}
    for column in LEDGER[table].columns:
        kind = column.kind.value
        usual = column.choices[-1] if column.choices else "x1"
        row[column.name] = "2026-02-01T08:00:00" if kind == "time" else plain.get(kind, usual)
    return row


def test_control_chance_and_order_are_seen(tell: Callable[..., Any], tmp_path: Path) -> None:
    """A part that follows chance, and one that follows the order of rows, do not pass."""

    def by_chance(_inputs: Inputs) -> Made:
        return Made({"chance": pa.table({"x": [uuid.uuid4().hex]})})

    def as_it_comes(inputs: Inputs) -> Made:
        notes = inputs.record.collect(inputs.record.table("notes").select("note_id"), order_by=())
        return Made({"order": notes})

    steps = [
        Step("by_chance", "", (), ("chance",), by_chance),
        Step("as_it_comes", "", (), ("order",), as_it_comes),
    ]
    rows = {"notes": tell()["notes"]}
    one = take_steps(Record.from_rows(rows), Plan(steps))
    other = take_steps(in_parts(rows, tmp_path, seed=3), Plan(steps))
    assert not alike(one["order"], other["order"])
    assert bytes_of(one["chance"]) != bytes_of(other["chance"])
