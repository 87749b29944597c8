"""Times in single cells: which moments there are, and how each way of writing one is read."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from isotherm.ledger.faults import CellFaultError
from isotherm.ledger.rejects import RejectCode
from isotherm.ledger.time_numbers import FIRST_MICROSECOND, LAST_MICROSECOND, read_numbers

__all__ = ["read_time"]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_TIME = re.compile(
    r"(\d{4})(?:[-/.]|年)(\d\d?)(?:[-/.]|月)(\d\d?)日?"
    r"(?:(?:T| +|(?<=日))(\d\d?)((?::\d\d(?::\d\d(?:[.,]\d+)?)?)?)"
    r"\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.0*)?")


def read_time(value: Any) -> int:
    """Microseconds since 1970 in UTC; a time without a zone is one of UTC.

    The year comes first, or it is no time: nobody can tell whether 3/1/2026 is in March.

    >>> read_time("2026年3月2日 8:05") == read_time("2026-03-02T08:05:00Z")
    True
    """
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            return _written(text)
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
    return _in_range(int(read_numbers([value])[0]))


def _written(text: str) -> int:
    shape = _TIME.fullmatch(text)
    if shape is None:
        raise CellFaultError(RejectCode.BAD_TIME)
    year, month, day, hour, rest, zone = shape.groups()
    zone = "+00:00" if zone is None or zone.upper() in ("Z", "UTC") else zone
    iso = f"{year}-{month:0>2}-{day:0>2}T{hour or '0':0>2}{rest or ''}{zone}"
    try:
        return _microseconds(dt.datetime.fromisoformat(iso))
    except (ValueError, OverflowError):
        raise CellFaultError(RejectCode.BAD_TIME) from None


def _microseconds(moment: dt.datetime) -> int:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return _in_range((moment - _EPOCH) // _MICROSECOND)


def _in_range(found: int) -> int:
    if not FIRST_MICROSECOND <= found <= LAST_MICROSECOND:
        raise CellFaultError(RejectCode.BAD_TIME)
    return found
