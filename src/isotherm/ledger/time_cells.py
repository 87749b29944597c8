"""Times in single cells: which moments there are, and how each way of writing one is read."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from isotherm.ledger.faults import CellFaultError
from isotherm.ledger.rejects import RejectCode

__all__ = ["FIRST_MICROSECOND", "LAST_MICROSECOND", "read_time"]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
FIRST_MICROSECOND = (dt.datetime.min.replace(tzinfo=dt.UTC) - _EPOCH) // _MICROSECOND
LAST_MICROSECOND = (dt.datetime.max.replace(tzinfo=dt.UTC) - _EPOCH) // _MICROSECOND
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ](\d\d(?::\d\d(?::\d\d(?:[.,]\d+)?)?)?)\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_EPOCH_MS = re.compile(r"[+-]?[0-9]{1,18}(\.0*)?")


def read_time(value: Any) -> int:
    """Microseconds since 1970 in UTC; a time without a zone is one of UTC."""
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
