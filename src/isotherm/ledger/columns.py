"""Columns made into their declared types at once, with a slow path only for cells that need it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    except (ValueError, OverflowError, NotImplementedError):  # not in Python's calendar
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
    reader = _STRING_READERS.get(kind)
    typed, more = reader(array) if reader else _each(kind, array.to_pylist())
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


_Cast = Callable[[pa.Array], pa.Array]


def _by_shape(
    kind: Kind, array: pa.Array, shapes: Sequence[tuple[str, _Cast]]
) -> tuple[pa.Array, Faults]:
    """Cells of each plain shape at once, all others one by one."""
    left = array.is_valid().to_numpy(zero_copy_only=False)
    rows: list[np.ndarray[Any, Any]] = [np.flatnonzero(~left)]
    cells: list[pa.Array] = [pa.nulls(len(rows[0]), ARROW_TYPES[kind])]
    for shape, cast in shapes:
        fits = pc.fill_null(pc.match_substring_regex(array, shape), fill_value=False)
        chosen = np.flatnonzero(fits.to_numpy(zero_copy_only=False) & left)
        if len(chosen):
            rows.append(chosen)
            cells.append(cast(array.take(pa.array(chosen))))
            left[chosen] = False
    others = np.flatnonzero(left)
    found, faults = _each(kind, array.take(pa.array(others)).to_pylist())
    places = np.argsort(np.concatenate([*rows, others]), kind="stable")
    typed = pa.concat_arrays([*cells, found]).take(pa.array(places))
    return typed, {int(others[row]): code for row, code in faults.items()}


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
    return _by_shape(Kind.TIME, array, _TIME_SHAPES)


def _int64(array: pa.Array) -> pa.Array:
    return array.cast(pa.int64())


def _read_whole(array: pa.Array) -> tuple[pa.Array, Faults]:
    hexadecimal = pc.any(pc.match_substring(array, "x", ignore_case=True)).as_py()
    if not hexadecimal:
        try:
            return _int64(array), {}
        except pa.ArrowInvalid:
            pass
    return _by_shape(Kind.COUNT, array, [(r"^-?\d{1,18}$", _int64)])


def _float64(array: pa.Array) -> pa.Array:
    return array.cast(pa.float64())


def _read_real(array: pa.Array) -> tuple[pa.Array, Faults]:
    try:
        return _float64(array), {}
    except pa.ArrowInvalid:
        return _by_shape(Kind.SCORE, array, [(r"^-?\d{1,17}(?:\.\d{1,17})?$", _float64)])


def _read_truth(array: pa.Array) -> tuple[pa.Array, Faults]:
    plain = pc.ascii_lower(array)
    true = pc.is_in(plain, pa.array(["true", "1"]))
    known = pc.or_(true, pc.is_in(plain, pa.array(["false", "0"])))
    if pc.any(pc.and_(pc.invert(known), array.is_valid())).as_py():
        return _each(Kind.BOOL, array.to_pylist())
    return pc.if_else(array.is_valid(), true, pa.scalar(None, pa.bool_())), {}


_EDGE = r"[^\pZ\pC;]"
_PIECE = _EDGE + r"(?:[^;]*" + _EDGE + r")?"
_STRING = r'"[^"\\\x00-\x1f]+"'


def _by_semicolon(array: pa.Array) -> pa.Array:
    return pc.split_pattern(array, ";")


def _by_comma(array: pa.Array) -> pa.Array:
    inner = pc.utf8_slice_codeunits(array, 2, -2)
    return pc.split_pattern_regex(inner, '", ?"')


_LIST_SHAPES = (
    (r"^[^\[\pZ\pC;](?:[^;]*" + _EDGE + r")?(?:;" + _PIECE + r")*$", _by_semicolon),
    (r"^\[" + _STRING + r"(?:, ?" + _STRING + r")*\]$", _by_comma),
)


def _read_lists(array: pa.Array) -> tuple[pa.Array, Faults]:
    return _by_shape(Kind.LIST, array, _LIST_SHAPES)


_STRING_READERS: dict[Kind, Callable[[pa.Array], tuple[pa.Array, Faults]]] = {
    Kind.TIME: _read_times,
    Kind.COUNT: _read_whole,
    Kind.FEN: _read_whole,
    Kind.SCORE: _read_real,
    Kind.BOOL: _read_truth,
    Kind.LIST: _read_lists,
}
