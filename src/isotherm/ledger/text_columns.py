"""Columns of text made into their declared types: plain shapes at once, the rest cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.cells import parse_cells
from isotherm.ledger.faults import NOTHING, Faults, rows_where
from isotherm.ledger.natives import numbered_times
from isotherm.ledger.rejects import RejectCode
from isotherm.ledger.scalar_cells import TRUTH
from isotherm.ledger.time_numbers import days_of
from isotherm.schema import ARROW_TYPES, Kind

__all__ = ["from_texts"]

_UTC = ARROW_TYPES[Kind.TIME]
_NO_TEXT = pa.scalar(None, pa.string())
_LONGEST_NOTHING = max(len(word) for word in NOTHING)


def from_texts(kind: Kind, array: pa.Array) -> tuple[pa.Array, Faults]:
    """The column in its declared type, and the rows whose text could not be understood.

    Cells of a plain shape are read all at once, the others one by one; an empty text is empty.

    >>> typed, faults = from_texts(Kind.LIST, pa.array(["red;blue", "", "[1"]))
    >>> typed.to_pylist(), {row: code.value for row, code in faults.items()}
    ([['red', 'blue'], None, None], {2: 'bad_list'})
    """
    array = _without_nothing(kind, array)
    faults: Faults = {}
    if _holds_nul(array):
        nul = pc.match_substring(array, "\0")
        faults = dict.fromkeys(rows_where(nul), RejectCode.BAD_TEXT)
        array = pc.if_else(nul, _NO_TEXT, array)
    if kind in (Kind.ID, Kind.TEXT):
        return array, faults
    reader = _STRING_READERS.get(kind)
    typed, more = reader(array) if reader else parse_cells(kind, array.to_pylist())
    return typed, faults | more


def _without_nothing(kind: Kind, array: pa.Array) -> pa.Array:
    """The cells, with none where a text is empty or says in a word that it is."""
    lengths = pc.binary_length(array)
    words = kind is not Kind.TEXT
    shortest = pc.min(lengths).as_py()
    if shortest is None or shortest > (_LONGEST_NOTHING if words else 0):
        return array
    empty = pc.equal(lengths, 0)
    if words:
        empty = pc.or_(empty, pc.is_in(array, pa.array(NOTHING)))
    return pc.if_else(empty, _NO_TEXT, array) if pc.any(empty).as_py() else array


def _holds_nul(array: pa.Array) -> bool:
    """Whether a zero byte is among the texts, without a look at where each begins."""
    _, places, texts = array.buffers()
    if texts is None:
        return False
    bounds = np.frombuffer(places, np.int32)[[array.offset, array.offset + len(array)]]
    codes = np.frombuffer(texts, np.uint8)[slice(*bounds.tolist())]
    return int(codes.min(initial=1)) == 0


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
        if len(chosen) == len(array):
            return cast(array), {}
        if len(chosen):
            rows.append(chosen)
            cells.append(cast(array.take(pa.array(chosen))))
            left[chosen] = False
    others = np.flatnonzero(left)
    found, faults = parse_cells(kind, array.take(pa.array(others)).to_pylist())
    places = np.argsort(np.concatenate([*rows, others]), kind="stable")
    typed = pa.concat_arrays([*cells, found]).take(pa.array(places))
    return typed, {int(others[row]): code for row, code in faults.items()}


_DATE = r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
_CLOCK = r"[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?"


def _zoned(array: pa.Array) -> pa.Array:
    return array.cast(_UTC)


def _naive(array: pa.Array) -> pa.Array:
    return array.cast(pa.timestamp("us")).cast(_UTC)


def _numbered(array: pa.Array) -> pa.Array:
    return numbered_times(array.cast(pa.int64()))


_YEAR_FIRST = (
    r"^(?P<year>\d{4})(?:[-/.]|年)(?P<month>0?[1-9]|1[0-2])(?:[-/.]|月)(?P<day>\d\d?)"
    r"(?:日?|(?:日 *| +|T)(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)$"
)


def _spreadsheet(array: pa.Array) -> pa.Array:
    """Days as spreadsheets write them: 2026/3/1 8:05, 2026年3月1日."""
    pieces = pc.extract_regex(array, _YEAR_FIRST)
    year, month, day, hour, minute, second = (_piece(texts) for texts in pieces.flatten())
    days = days_of(year * 10_000 + month * 100 + day)
    return pa.array(days + ((hour * 60 + minute) * 60 + second) * 1_000_000).cast(_UTC)


def _piece(texts: pa.Array) -> np.ndarray[Any, np.dtype[np.int64]]:
    absent = pc.equal(pc.binary_length(texts), 0)
    return pc.if_else(absent, "0", texts).cast(pa.int64()).to_numpy()


_TIME_SHAPES = (
    (_YEAR_FIRST, _spreadsheet),
    (_DATE + _CLOCK + r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$", _zoned),
    (_DATE + r"(?:" + _CLOCK + r")?$", _naive),
    (r"^-?\d{1,18}$", _numbered),
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


def _read_fen(array: pa.Array) -> tuple[pa.Array, Faults]:
    return _read_whole(array, Kind.FEN)


def _read_whole(array: pa.Array, kind: Kind = Kind.COUNT) -> tuple[pa.Array, Faults]:
    hexadecimal = pc.any(pc.match_substring(array, "x", ignore_case=True)).as_py()
    if not hexadecimal:
        try:
            return _int64(array), {}
        except pa.ArrowInvalid:
            pass
    return _by_shape(kind, array, [(r"^-?\d{1,18}$", _int64)])


def _float64(array: pa.Array) -> pa.Array:
    return array.cast(pa.float64())


def _read_real(array: pa.Array) -> tuple[pa.Array, Faults]:
    try:
        return _float64(array), {}
    except pa.ArrowInvalid:
        return _by_shape(Kind.SCORE, array, [(r"^-?\d{1,17}(?:\.\d{1,17})?$", _float64)])


_TRUE = pa.array([word for word, true in TRUTH.items() if true])
_FALSE = pa.array([word for word, true in TRUTH.items() if not true])


def _read_truth(array: pa.Array) -> tuple[pa.Array, Faults]:
    plain = pc.ascii_lower(array)
    true = pc.is_in(plain, _TRUE)
    known = pc.or_(true, pc.is_in(plain, _FALSE))
    if pc.any(pc.and_(pc.invert(known), array.is_valid())).as_py():
        return parse_cells(Kind.BOOL, array.to_pylist())
    return pc.if_else(array.is_valid(), true, pa.scalar(None, pa.bool_())), {}


_EDGE = r"[^\pZ\pC;]"
_PIECE = _EDGE + r"(?:[^;]*" + _EDGE + r")?"
_STRING = r'"[^"\\\x00-\x1f]+"'


def _by_semicolon(array: pa.Array) -> pa.Array:
    return pc.split_pattern(array, ";")


def _by_comma(array: pa.Array) -> pa.Array:
    inner = pc.utf8_slice_codeunits(array, 2, -2)
    return pc.split_pattern_regex(inner, '", ?"')


def _no_items(array: pa.Array) -> pa.Array:
    items = pa.array([], pa.string())
    return pa.ListArray.from_arrays(np.zeros(len(array) + 1, dtype=np.int32), items)


_LIST_SHAPES = (
    (r"^[^\[\pZ\pC;](?:[^;]*" + _EDGE + r")?(?:;" + _PIECE + r")*$", _by_semicolon),
    (r"^\[" + _STRING + r"(?:, ?" + _STRING + r")*\]$", _by_comma),
    (r"^\[\]$", _no_items),
)


def _read_lists(array: pa.Array) -> tuple[pa.Array, Faults]:
    return _by_shape(Kind.LIST, array, _LIST_SHAPES)


_STRING_READERS: dict[Kind, Callable[[pa.Array], tuple[pa.Array, Faults]]] = {
    Kind.TIME: _read_times,
    Kind.COUNT: _read_whole,
    Kind.FEN: _read_fen,
    Kind.SCORE: _read_real,
    Kind.BOOL: _read_truth,
    Kind.LIST: _read_lists,
}
