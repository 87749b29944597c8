"""What one cell may hold and how it is understood: the rules, one value at a time.

The columns are read by faster means (see ``columns``); a cell those do not settle comes here,
so these functions define what is accepted.
"""

from __future__ import annotations

import datetime as dt
import decimal
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from isotherm.ledger.rejects import RejectCode
from isotherm.schema import Kind

__all__ = ["FIRST_MICROSECOND", "LAST_MICROSECOND", "CellFaultError", "parse_cell"]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
FIRST_MICROSECOND = (dt.datetime.min.replace(tzinfo=dt.UTC) - _EPOCH) // _MICROSECOND
LAST_MICROSECOND = (dt.datetime.max.replace(tzinfo=dt.UTC) - _EPOCH) // _MICROSECOND
_EXACT = 2**53  # whole numbers up to here are the same as floats
_INT64 = 2**63
_WHOLE = re.compile(r"[+-]?[0-9]{1,40}(\.0*)?")
_REAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,5})?")
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ](\d\d(?::\d\d(?::\d\d(?:[.,]\d+)?)?)?)\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_EPOCH_MS = re.compile(r"[+-]?[0-9]{1,18}(\.0*)?")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


class CellFaultError(ValueError):
    """A cell cannot be what its column needs; caught where the row is rejected."""

    def __init__(self, code: RejectCode) -> None:
        """``code`` is what the row is rejected with."""
        super().__init__(code.value)
        self.code = code


def parse_cell(kind: Kind, value: Any) -> Any:
    """The value a column of ``kind`` stores for ``value``; None for an empty cell.

    Times come out as microseconds since 1970 in UTC, maps as JSON text, lists as lists of texts.
    Raises CellFaultError with the reject code when the value cannot be understood.

    >>> parse_cell(Kind.ID, 12.0), parse_cell(Kind.LIST, "red; blue"), parse_cell(Kind.BOOL, "TRUE")
    ('12', ['red', 'blue'], True)
    >>> parse_cell(Kind.TIME, "1970-01-01 08:00:01+08:00")
    1000000
    """
    if isinstance(value, bytes):
        value = _decoded(value)
    if value is None or value == "":
        return None
    if isinstance(value, str) and "\0" in value:
        raise CellFaultError(RejectCode.BAD_TEXT)
    return _PARSERS[kind](value)


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise CellFaultError(RejectCode.BAD_ENCODING) from None


def _number_text(value: Any) -> str | None:
    """The decimal text of a number that is exactly known, else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) <= _EXACT
        return str(int(value)) if whole else None
    if isinstance(value, decimal.Decimal) and value.is_finite() and value == value.to_integral():
        return str(int(value))
    return None


def _id(value: Any) -> str:
    text = value if isinstance(value, str) else _number_text(value)
    if text is None:
        raise CellFaultError(RejectCode.BAD_ID)
    return text


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    text = _number_text(value)
    if text is None and isinstance(value, float | decimal.Decimal) and math.isfinite(value):
        text = str(value)
    if text is None and isinstance(value, dt.date):
        text = value.isoformat()
    if text is None:
        raise CellFaultError(RejectCode.BAD_TEXT)
    return text


def _time(value: Any) -> int:
    if isinstance(value, str):
        text = value.strip()
        if not _EPOCH_MS.fullmatch(text):
            return _iso(text)
        value = int(text.partition(".")[0])
    if isinstance(value, dt.datetime):
        return _microseconds(value)
    if isinstance(value, dt.date):
        return _microseconds(dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise CellFaultError(RejectCode.BAD_TIME)
    if not FIRST_MICROSECOND <= value * 1000 <= LAST_MICROSECOND:
        raise CellFaultError(RejectCode.BAD_TIME)
    return value * 1000


def _iso(text: str) -> int:
    shape = _TIME.fullmatch(text)
    if shape is None:
        raise CellFaultError(RejectCode.BAD_TIME)
    date, clock, zone = shape.groups()
    zone = "+00:00" if zone is None or zone.upper() in ("Z", "UTC") else zone
    try:
        return _microseconds(dt.datetime.fromisoformat(f"{date}T{clock or '00'}{zone}"))
    except (ValueError, OverflowError):
        raise CellFaultError(RejectCode.BAD_TIME) from None


def _microseconds(moment: dt.datetime) -> int:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    found = (moment - _EPOCH) // _MICROSECOND
    if not FIRST_MICROSECOND <= found <= LAST_MICROSECOND:
        raise CellFaultError(RejectCode.BAD_TIME)
    return found


def _whole(value: Any) -> int:
    if isinstance(value, str):
        text = value.strip()
        if not _WHOLE.fullmatch(text):
            raise CellFaultError(RejectCode.BAD_NUMBER)
        number = int(text.partition(".")[0])
    else:
        digits = _number_text(value)
        if digits is None:
            raise CellFaultError(RejectCode.BAD_NUMBER)
        number = int(digits)
    if not -_INT64 <= number < _INT64:
        raise CellFaultError(RejectCode.OUT_OF_RANGE)
    return number


def _real(value: Any) -> float:
    if isinstance(value, str):
        text = value.strip()
        if not _REAL.fullmatch(text):
            raise CellFaultError(RejectCode.BAD_NUMBER)
        value = float(text)
    if isinstance(value, bool) or not isinstance(value, int | float | decimal.Decimal):
        raise CellFaultError(RejectCode.BAD_NUMBER)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise CellFaultError(RejectCode.BAD_NUMBER)
    return number


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return value == 1
    if isinstance(value, str):
        known = _TRUTH.get(value.strip().lower())
        if known is not None:
            return known
    raise CellFaultError(RejectCode.BAD_BOOLEAN)


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        text = value.strip()
        if not text.startswith("["):
            return [piece for piece in (p.strip() for p in text.split(";")) if piece]
        value = _json(text, RejectCode.BAD_LIST)
    if not isinstance(value, list | tuple):
        raise CellFaultError(RejectCode.BAD_LIST)
    found = [_element(item) for item in value if item is not None]
    return [item for item in found if item]


def _element(value: Any) -> str:
    try:
        text = _decoded(value) if isinstance(value, bytes) else _id(value)
    except CellFaultError:
        raise CellFaultError(RejectCode.BAD_LIST) from None
    if "\0" in text:
        raise CellFaultError(RejectCode.BAD_TEXT)
    return text


def _map(value: Any) -> str:
    if isinstance(value, str):
        value = _json(value, RejectCode.BAD_MAP)
    if isinstance(value, list):  # an Arrow map: pairs
        value = _pairs(value)
    if not isinstance(value, Mapping):
        raise CellFaultError(RejectCode.BAD_MAP)
    kept = {
        _decoded(k) if isinstance(k, bytes) else str(k): item
        for k, item in value.items()
        if not _is_null(item)
    }
    try:
        text = orjson.dumps(kept, default=_plain, option=orjson.OPT_SORT_KEYS)
    except (TypeError, ValueError, RecursionError):
        raise CellFaultError(RejectCode.BAD_MAP) from None
    if b"\\u0000" in text and b"\0" in _unescaped(text):
        raise CellFaultError(RejectCode.BAD_TEXT)
    return text.decode()


def _is_null(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _unescaped(text: bytes) -> bytes:
    return text.replace(b"\\\\", b"").replace(b"\\u0000", b"\0")


def _pairs(value: list[Any]) -> dict[Any, Any]:
    if all(isinstance(pair, tuple) and len(pair) == 2 for pair in value):
        return dict(value)
    raise CellFaultError(RejectCode.BAD_MAP)


def _plain(value: Any) -> Any:
    """Values JSON does not know, as orjson asks for them."""
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral() else float(value)
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    raise TypeError


def _json(text: str, code: RejectCode) -> Any:
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, RecursionError):
        raise CellFaultError(code) from None


_PARSERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.ID: _id,
    Kind.TEXT: _text,
    Kind.TIME: _time,
    Kind.COUNT: _whole,
    Kind.FEN: _whole,
    Kind.SCORE: _real,
    Kind.BOOL: _truth,
    Kind.LIST: _list,
    Kind.MAP: _map,
}
