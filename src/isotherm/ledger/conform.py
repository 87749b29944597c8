"""Rows held against their table: what is accepted, typed, and what is rejected and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.columns import cast_column
from isotherm.ledger.faults import Faults, rows_where
from isotherm.ledger.rejects import Reject, RejectCode, expectation, shown
from isotherm.ledger.rows import Rows
from isotherm.ledger.totals import find_totals
from isotherm.schema import ARROW_TYPES, Column, Table

__all__ = ["Conformed", "conform"]


@dataclasses.dataclass(frozen=True)
class Conformed:
    """Accepted rows in the table's schema, the line of each, and the rejected ones."""

    accepted: pa.RecordBatch
    lines: np.ndarray[Any, np.dtype[np.int64]]
    rejects: tuple[Reject, ...]


def conform(rows: Rows, table: Table, *, latest: int, found_length: int = 80) -> Conformed:
    """Type the rows and part the good from the bad; a row is rejected once, for its first fault.

    ``latest`` is the last moment a time may lie at, in microseconds since 1970. A file that lacks
    a required column has each of its rows rejected, so that the account stays exact: no row of it
    could be placed, and the number of rejects says how many were lost.

    >>> from isotherm.schema import LEDGER
    >>> rows = Rows(("query", "actor_id", "at"), {"query": ["red", ""]}, np.array([1, 2]))
    >>> done = conform(rows, LEDGER["searches"], latest=0)
    >>> done.accepted.num_rows, done.rejects[0].code.value, done.rejects[0].line
    (1, 'empty', 2)
    """
    missing = [name for name in table.required if name not in rows.names]
    if missing:
        return _without(missing[0], rows, table)
    faults: dict[int, tuple[str, RejectCode]] = {}
    typed: list[pa.Array] = []
    for column in table.columns:
        cells, wrong = _cells(rows, column, latest)
        for row, code in wrong.items():
            faults.setdefault(row, (column.name, code))
        typed.append(cells)
    for row in find_totals(table, typed):
        faults[row] = (table.columns[0].name, RejectCode.TOTAL)
    for row in _none_of(table, typed):
        faults.setdefault(row, ("", RejectCode.EMPTY))
    batch = pa.RecordBatch.from_arrays(typed, schema=table.arrow_schema())
    return _part(batch, rows, table, faults, found_length)


def _cells(rows: Rows, column: Column, latest: int) -> tuple[pa.Array, Faults]:
    """One column, typed; an empty cell is a fault where one must be filled."""
    wrong: Faults = {}
    if column.name in rows.columns:
        cells, wrong = cast_column(column, rows.columns[column.name], latest=latest)
    else:
        cells = pa.nulls(len(rows.lines), ARROW_TYPES[column.kind])
    if not column.may_be_empty and cells.null_count:
        wrong = dict.fromkeys(rows_where(cells.is_null()), RejectCode.EMPTY) | wrong
    if column.default is not None and cells.null_count:
        cells = pc.fill_null(cells, column.default)
    return cells, wrong


def _without(name: str, rows: Rows, table: Table) -> Conformed:
    expected = f"a column {name}: {table.column(name).meaning}"
    found = shown(", ".join(rows.names))
    rejects = tuple(
        Reject(int(line), name, RejectCode.MISSING_COLUMN, found, expected) for line in rows.lines
    )
    empty = pa.RecordBatch.from_pylist([], schema=table.arrow_schema())
    return Conformed(empty, rows.lines[:0], rows.rejects + rejects)


def _none_of(table: Table, typed: Sequence[pa.Array]) -> list[int]:
    """Rows in which every column that could stand for the others is empty."""
    if not table.one_of:
        return []
    absent = np.ones(len(typed[0]), dtype=bool)
    for name, cells in zip(table.names, typed, strict=True):
        if name in table.one_of:
            absent &= cells.is_null().to_numpy(zero_copy_only=False)
    rows: list[int] = np.flatnonzero(absent).tolist()
    return rows


def _part(
    batch: pa.RecordBatch,
    rows: Rows,
    table: Table,
    faults: dict[int, tuple[str, RejectCode]],
    found_length: int,
) -> Conformed:
    if not faults:
        return Conformed(batch, rows.lines, rows.rejects)
    good = np.ones(batch.num_rows, dtype=bool)
    good[list(faults)] = False
    rejects = tuple(_reject(rows, table, row, fault, found_length) for row, fault in faults.items())
    return Conformed(batch.filter(pa.array(good)), rows.lines[good], rows.rejects + rejects)


def _reject(
    rows: Rows, table: Table, row: int, fault: tuple[str, RejectCode], found_length: int
) -> Reject:
    name, code = fault
    found = shown(_raw(rows.columns[name], row), found_length) if name in rows.columns else ""
    expected = (
        expectation(table.column(name), code, found)
        if name
        else f"one of {', '.join(table.one_of)}"
    )
    return Reject(int(rows.lines[row]), name, code, found, expected)


def _raw(values: pa.Array | Sequence[Any], row: int) -> Any:
    value = values[row]
    if not isinstance(value, pa.Scalar):
        return "" if value is None else value
    try:
        found = value.as_py()
    except (ValueError, OverflowError):  # a moment Python's calendar does not have
        found = str(value)
    return "" if found is None else found
