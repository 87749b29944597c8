"""Quarters of a year, in the town's own time zone."""

from __future__ import annotations

import datetime as dt

from django.utils.timezone import get_current_timezone, localtime

__all__ = ["Quarter", "begin_of", "last_quarters", "quarter_of"]

Quarter = tuple[int, int]  # the year, and 1 to 4


def quarter_of(at: dt.datetime) -> Quarter:
    """The quarter a moment lies in."""
    day = localtime(at)
    return day.year, (day.month + 2) // 3


def last_quarters(today: dt.datetime, *, n: int) -> tuple[Quarter, ...]:
    """The last ``n`` quarters with the present one, the oldest first."""
    year, quarter = quarter_of(today)
    last = year * 4 + quarter - 1
    return tuple((one // 4, one % 4 + 1) for one in range(last - n + 1, last + 1))


def begin_of(quarter: Quarter) -> dt.datetime:
    """The first moment of a quarter."""
    year, number = quarter
    return dt.datetime(year, 3 * number - 2, 1, tzinfo=get_current_timezone())
