"""Columns that arrive typed (Parquet, JSON numbers): made into declared types without a loop."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.time_numbers import FIRST_MICROSECOND, LAST_MICROSECOND, read_numbers
from isotherm.schema import ARROW_TYPES, Kind

__all__ = ["from_native", "numbered_times", "plain_array"]

_EXACT = 2**53
_UTC = ARROW_TYPES[Kind.TIME]
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000}


def plain_array(array: pa.Array) -> pa.Array:
    """The same values without dictionary, large, view or half-width encodings."""
    if isinstance(array, pa.ExtensionArray):
        array = array.storage
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_large_string(array.type) or array.type == pa.string_view():
        return array.cast(pa.string())
    if pa.types.is_float16(array.type):
        return array.cast(pa.float64())
    return array


def from_native(kind: Kind, array: pa.Array) -> pa.Array | None:
    """The column in its declared type, or None where only a look at each cell can tell.

    >>> from_native(Kind.ID, pa.array([1.0, None])).to_pylist()
    ['1', None]
    >>> from_native(Kind.ID, pa.array([1.5])) is None
    True
    """
    try:
        return _READERS[kind](array)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None


def numbered_times(whole: pa.Array) -> pa.Array:
    """Whole numbers as times; what no calendar holds lies just outside the range.

    >>> numbered_times(pa.array([1_772_323_200_000])).to_pylist()[0].isoformat()
    '2026-03-01T00:00:00+00:00'
    """
    counts = read_numbers(pc.fill_null(whole, 0).to_numpy())
    missing = pc.is_null(whole).to_numpy(zero_copy_only=False)
    return pa.array(counts, mask=missing).cast(_UTC)


def _moments(whole: pa.Array, per_second: int) -> pa.Array:
    """Counts of a unit since 1970 as times, bounded likewise."""
    factor = 1_000_000 // per_second
    low, high = FIRST_MICROSECOND // factor - 1, LAST_MICROSECOND // factor + 1
    counts = np.clip(pc.fill_null(whole, 0).to_numpy(), low, high) * factor
    missing = pc.is_null(whole).to_numpy(zero_copy_only=False)
    return pa.array(counts, mask=missing).cast(_UTC)


def _whole(array: pa.Array) -> pa.Array | None:
    """Whole numbers as 64 bits; floats and decimals only where nothing is lost."""
    if pa.types.is_integer(array.type) or pa.types.is_decimal(array.type):
        return array.cast(pa.int64())
    if pa.types.is_floating(array.type):
        numbers = array.cast(pa.float64())
        exact = pc.and_(pc.equal(pc.floor(numbers), numbers), _small(numbers))
        return numbers.cast(pa.int64()) if pc.all(exact).as_py() is not False else None
    return None


def _small(numbers: pa.Array) -> pa.Array:
    return pc.less_equal(pc.abs(numbers), float(_EXACT))


def _digits(array: pa.Array) -> pa.Array | None:
    whole = _whole(array)
    return None if whole is None else whole.cast(pa.string())


def _integers_text(array: pa.Array) -> pa.Array | None:
    return array.cast(pa.string()) if pa.types.is_integer(array.type) else None


def _times(array: pa.Array) -> pa.Array | None:
    if pa.types.is_date(array.type):
        array = array.cast(pa.timestamp("ms"))
    if pa.types.is_timestamp(array.type):
        counts = array.cast(pa.int64())
        if array.type.unit == "ns":
            return _moments(_floor_thousandth(counts), 1_000_000)
        return _moments(counts, _PER_SECOND[array.type.unit])
    whole = _whole(array)
    return None if whole is None else numbered_times(whole)


def _floor_thousandth(counts: pa.Array) -> pa.Array:
    missing = pc.is_null(counts).to_numpy(zero_copy_only=False)
    return pa.array(pc.fill_null(counts, 0).to_numpy() // 1000, mask=missing)


def _real(array: pa.Array) -> pa.Array | None:
    if pa.types.is_integer(array.type):
        return array.cast(pa.float64(), safe=False)
    if pa.types.is_floating(array.type) or pa.types.is_decimal(array.type):
        return array.cast(pa.float64())
    return None


def _truth(array: pa.Array) -> pa.Array | None:
    return array if pa.types.is_boolean(array.type) else None


def _lists(array: pa.Array) -> pa.Array | None:
    kind = array.type
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
        return None
    item = kind.value_type
    if not (
        pa.types.is_string(item) or pa.types.is_large_string(item) or pa.types.is_integer(item)
    ):
        return None
    lists = array.cast(ARROW_TYPES[Kind.LIST])
    items = pc.list_flatten(lists)
    odd = pc.or_(pc.equal(pc.binary_length(items), 0), pc.match_substring(items, "\0"))
    clean = items.null_count == 0 and not pc.any(odd).as_py()
    return lists if clean else None


def _maps(_: pa.Array) -> pa.Array | None:
    return None


_READERS: dict[Kind, Callable[[pa.Array], pa.Array | None]] = {
    Kind.ID: _digits,
    Kind.TEXT: _integers_text,
    Kind.TIME: _times,
    Kind.COUNT: _whole,
    Kind.FEN: _whole,
    Kind.SCORE: _real,
    Kind.BOOL: _truth,
    Kind.LIST: _lists,
    Kind.MAP: _maps,
}
