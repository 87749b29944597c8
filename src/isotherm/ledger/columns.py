"""Columns made into their declared types at once, with a slow path only for cells that need it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.cells import parse_cells
from isotherm.ledger.choice_words import read_choices
from isotherm.ledger.faults import Faults, rows_where
from isotherm.ledger.natives import from_native, plain_array
from isotherm.ledger.rejects import RejectCode
from isotherm.ledger.text_columns import from_texts
from isotherm.ledger.time_numbers import FIRST_MICROSECOND, LAST_MICROSECOND
from isotherm.schema import ARROW_TYPES, Column, Kind

__all__ = ["cast_column"]


def cast_column(
    column: Column, values: pa.Array | Sequence[Any], *, latest: int
) -> tuple[pa.Array, Faults]:
    """A column in its declared type, and the rows whose cell could not be understood.

    ``values`` is an Arrow array of any type or plain Python values; ``latest`` the last moment
    allowed, in microseconds since 1970. An empty text is an empty cell; a faulty cell comes out
    empty and is in the second value with its reject code.

    >>> from isotherm.schema import LEDGER
    >>> stock = LEDGER["skus"].column("stock")
    >>> typed, faults = cast_column(stock, pa.array(["5", "-2", "x"]), latest=0)
    >>> typed.to_pylist(), {row: code.value for row, code in faults.items()}
    ([5, None, None], {2: 'bad_number', 1: 'out_of_range'})
    """
    array = values if isinstance(values, pa.Array) else _homogeneous(values)
    if array is None:
        typed, faults = parse_cells(column.kind, values)
    else:
        typed, faults = _typed(column.kind, plain_array(array))
    if column.choices:
        typed = read_choices(column.choices, typed)
    more = _out_of_bounds(column, typed, latest)
    if more:
        outside = np.zeros(len(typed), dtype=bool)
        outside[list(more)] = True
        typed = pc.if_else(pa.array(outside), pa.scalar(None, typed.type), typed)
    return typed, faults | more


_SIMPLE_TYPES: dict[frozenset[type], pa.DataType] = {
    frozenset(): pa.null(),
    frozenset({str}): pa.string(),
    frozenset({int}): pa.int64(),
    frozenset({float}): pa.float64(),
    frozenset({bool}): pa.bool_(),
}


def _homogeneous(values: Sequence[Any]) -> pa.Array | None:
    """Python values of one simple type as an Arrow array; None when they differ."""
    types = frozenset(map(type, values)) - {type(None)}
    simple = _SIMPLE_TYPES.get(types)
    if types == {list} and {type(item) for cell in values if cell for item in cell} <= {str}:
        simple = pa.list_(pa.string())
    try:
        return None if simple is None else pa.array(values, simple)
    except (OverflowError, UnicodeEncodeError):  # beyond 64 bits; half a character
        return None


def _typed(kind: Kind, array: pa.Array) -> tuple[pa.Array, Faults]:
    if pa.types.is_null(array.type):
        return pa.nulls(len(array), ARROW_TYPES[kind]), {}
    if pa.types.is_string(array.type):
        return from_texts(kind, array)
    native = from_native(kind, array)
    if native is not None:
        return native, {}
    return parse_cells(kind, _to_python(array))


def _to_python(array: pa.Array) -> list[Any]:
    cells: list[Any]
    try:
        cells = array.to_pylist()
    except (ValueError, OverflowError, NotImplementedError):  # not in Python's calendar
        cells = [str(cell) for cell in array]
    return cells


def _out_of_bounds(column: Column, typed: pa.Array, latest: int) -> Faults:
    if column.kind is Kind.TIME:
        counts = typed.cast(pa.int64())
        late = dict.fromkeys(rows_where(pc.greater(counts, latest)), RejectCode.FUTURE)
        early = rows_where(pc.less(counts, FIRST_MICROSECOND))
        never = rows_where(pc.greater(counts, LAST_MICROSECOND))
        return late | dict.fromkeys(early + never, RejectCode.BAD_TIME)
    if column.choices:
        known = pc.is_in(typed, pa.array(column.choices))
        odd = pc.and_(pc.invert(known), typed.is_valid())
        return dict.fromkeys(rows_where(odd), RejectCode.UNKNOWN_CHOICE)
    faults: Faults = {}
    if column.low is not None:
        faults |= dict.fromkeys(rows_where(pc.less(typed, column.low)), RejectCode.OUT_OF_RANGE)
    if column.high is not None:
        faults |= dict.fromkeys(rows_where(pc.greater(typed, column.high)), RejectCode.OUT_OF_RANGE)
    if column.kind is Kind.SCORE:
        unreal = rows_where(pc.invert(pc.is_finite(typed)))
        faults |= dict.fromkeys(unreal, RejectCode.BAD_NUMBER)
    return faults
