"""Columns made into their declared types at once, with a slow path only for cells that need it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.cells import FIRST_MICROSECOND, LAST_MICROSECOND, CellFaultError, parse_cell
from isotherm.ledger.natives import from_native, moments, plain_array
from isotherm.ledger.rejects import RejectCode
from isotherm.schema import ARROW_TYPES, Column, Kind

__all__ = ["Faults", "cast_column", "rows_where"]

Faults = dict[int, RejectCode]

_UTC = ARROW_TYPES[Kind.TIME]
_NO_TEXT = pa.scalar(None, pa.string())


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
        typed, faults = _each(column.kind, values)
    else:
        typed, faults = _typed(column.kind, plain_array(array))
    more = _out_of_bounds(column, typed, latest)
    if more:
        outside = np.zeros(len(typed), dtype=bool)
        outside[list(more)] = True
        typed = pc.if_else(pa.array(outside), pa.scalar(None, typed.type), typed)
    if column.choices:
        typed = pc.utf8_lower(pc.utf8_trim_whitespace(typed))
    return typed, faults | more


def rows_where(mask: pa.Array) -> list[int]:
    """The rows where a mask holds; an empty cell does not hold."""
    flags = pc.fill_null(mask, fill_value=False).to_numpy(zero_copy_only=False)
    rows: list[int] = np.flatnonzero(flags).tolist()
    return rows


def _homogeneous(values: Sequence[Any]) -> pa.Array | None:
    """Python values of one simple type as an Arrow array; None when they differ."""
    types = set(map(type, values)) - {type(None)}
    if not types:
        return pa.nulls(len(values))
    try:
        if types == {str}:
            return pa.array(values, pa.string())
        if types == {int}:
            return pa.array(values, pa.int64())
        if types == {float}:
            return pa.array(values, pa.float64())
        if types == {bool}:
            return pa.array(values, pa.bool_())
        if types == {list} and {type(item) for cell in values if cell for item in cell} <= {str}:
            return pa.array(values, pa.list_(pa.string()))
    except OverflowError:
        return None
    return None


def _each(kind: Kind, values: Sequence[Any]) -> tuple[pa.Array, Faults]:
    """Cell by cell."""
    found: list[Any] = []
    faults: Faults = {}
    for row, value in enumerate(values):
        try:
            found.append(parse_cell(kind, value))
        except CellFaultError as fault:
            found.append(None)
            faults[row] = fault.code
    if kind is Kind.TIME:
        return pa.array(found, pa.int64()).cast(_UTC), faults
    return pa.array(found, ARROW_TYPES[kind]), faults


def _typed(kind: Kind, array: pa.Array) -> tuple[pa.Array, Faults]:
    if pa.types.is_null(array.type):
        return pa.nulls(len(array), ARROW_TYPES[kind]), {}
    if pa.types.is_string(array.type):
        return _from_strings(kind, array)
    native = from_native(kind, array)
    if native is not None:
        return native, {}
    return _each(kind, _to_python(array))


def _to_python(array: pa.Array) -> list[Any]:
    cells: list[Any]
    try:
        cells = array.to_pylist()
    except (ValueError, OverflowError):  # a moment Python's calendar does not have
        cells = [str(cell) for cell in array]
    return cells


def _from_strings(kind: Kind, array: pa.Array) -> tuple[pa.Array, Faults]:
    empty = pc.equal(pc.binary_length(array), 0)
    if pc.any(empty).as_py():
        array = pc.if_else(empty, _NO_TEXT, array)
    nul = pc.match_substring(array, "\0")
    faults: Faults = dict.fromkeys(rows_where(nul), RejectCode.BAD_TEXT)
    if faults:
        array = pc.if_else(nul, _NO_TEXT, array)
    if kind in (Kind.ID, Kind.TEXT):
        return array, faults
    if kind is Kind.TIME:
        typed, more = _read_times(array)
    elif kind in (Kind.COUNT, Kind.FEN):
        typed, more = _read_whole(array)
    elif kind is Kind.SCORE:
        typed, more = _read_real(array)
    elif kind is Kind.BOOL:
        typed, more = _read_truth(array)
    elif kind is Kind.LIST:
        typed, more = _read_lists(array)
    else:
        typed, more = _each(kind, array.to_pylist())
    return typed, faults | more


def _out_of_bounds(column: Column, typed: pa.Array, latest: int) -> Faults:
    if column.kind is Kind.TIME:
        counts = typed.cast(pa.int64())
        late = dict.fromkeys(rows_where(pc.greater(counts, latest)), RejectCode.FUTURE)
        early = rows_where(pc.less(counts, FIRST_MICROSECOND))
        never = rows_where(pc.greater(counts, LAST_MICROSECOND))
        return late | dict.fromkeys(early + never, RejectCode.BAD_TIME)
    if column.choices:
        known = pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(typed)), pa.array(column.choices))
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


def _shaped(kind: Kind, array: pa.Array, shape: str, cast: Any) -> tuple[pa.Array, Faults]:
    """Cells of the plain shape at once, the others one by one."""
    good = pc.fill_null(pc.match_substring_regex(array, shape), fill_value=False)
    typed = cast(pc.if_else(good, array, _NO_TEXT))
    others = pc.and_(pc.invert(good), array.is_valid())
    rows = rows_where(others)
    if not rows:
        return typed, {}
    found, faults = _each(kind, array.take(pa.array(rows)).to_pylist())
    merged = pc.replace_with_mask(typed, others, found)
    return merged, {rows[row]: code for row, code in faults.items()}


_DATE = r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
_CLOCK = r"[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?"


def _zoned(array: pa.Array) -> pa.Array:
    return array.cast(_UTC)


def _naive(array: pa.Array) -> pa.Array:
    return array.cast(pa.timestamp("us")).cast(_UTC)


def _milliseconds(array: pa.Array) -> pa.Array:
    return moments(array.cast(pa.int64()), 1_000)


_TIME_SHAPES = (
    (_DATE + _CLOCK + r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$", _zoned),
    (_DATE + r"(?:" + _CLOCK + r")?$", _naive),
    (r"^-?\d{1,18}$", _milliseconds),
)


def _read_times(array: pa.Array) -> tuple[pa.Array, Faults]:
    for whole in (_zoned, _naive):
        try:
            return whole(array), {}
        except pa.ArrowInvalid:
            continue
    found = [pc.sum(pc.match_substring_regex(array, s)).as_py() or 0 for s, _ in _TIME_SHAPES]
    shape, cast = _TIME_SHAPES[found.index(max(found))]
    return _shaped(Kind.TIME, array, shape, cast)


def _read_whole(array: pa.Array) -> tuple[pa.Array, Faults]:
    def cast(cells: pa.Array) -> pa.Array:
        return cells.cast(pa.int64())

    hexadecimal = pc.any(pc.match_substring(array, "x", ignore_case=True)).as_py()
    if not hexadecimal:
        try:
            return cast(array), {}
        except pa.ArrowInvalid:
            pass
    return _shaped(Kind.COUNT, array, r"^-?\d{1,18}$", cast)


def _read_real(array: pa.Array) -> tuple[pa.Array, Faults]:
    def cast(cells: pa.Array) -> pa.Array:
        return cells.cast(pa.float64())

    try:
        return cast(array), {}
    except pa.ArrowInvalid:
        return _shaped(Kind.SCORE, array, r"^-?\d{1,17}(?:\.\d{1,17})?$", cast)


def _read_truth(array: pa.Array) -> tuple[pa.Array, Faults]:
    plain = pc.ascii_lower(array)
    true = pc.is_in(plain, pa.array(["true", "1"]))
    known = pc.or_(true, pc.is_in(plain, pa.array(["false", "0"])))
    if pc.any(pc.and_(pc.invert(known), array.is_valid())).as_py():
        return _each(Kind.BOOL, array.to_pylist())
    return pc.if_else(array.is_valid(), true, pa.scalar(None, pa.bool_())), {}


def _read_lists(array: pa.Array) -> tuple[pa.Array, Faults]:
    pieces = pc.split_pattern(array, ";")
    unclean = pc.match_substring_regex(pc.list_flatten(pieces), r"^$|^[\[\pZ\s]|[\pZ\s]$")
    if pc.any(unclean).as_py():
        return _each(Kind.LIST, array.to_pylist())
    return pieces, {}
