"""Times written as whole numbers: what a number of so many digits can mean.

Epoch milliseconds are meant. A community has no events of the first months of 1970, so a number
that would lie there is read as what it looks like instead: ten digits are epoch seconds, eight
that make a calendar day are that day. What may be a spreadsheet's day number is no time at all:
which day it is depends on the spreadsheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["FIRST_MICROSECOND", "LAST_MICROSECOND", "days_of", "odd_numbers", "read_numbers"]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
FIRST_MICROSECOND = (dt.datetime.min.replace(tzinfo=dt.UTC) - _EPOCH) // _MICROSECOND
LAST_MICROSECOND = (dt.datetime.max.replace(tzinfo=dt.UTC) - _EPOCH) // _MICROSECOND

_NEVER = FIRST_MICROSECOND - 1
_SECONDS = (1_000_000_000, 9_999_999_999)  # from 2001
_DAYS = (19_000_101, 20_991_231)  # read as year, month, day
_SERIALS = (36_526, 73_050)  # 2000 to 2099 in days since 1900
_DAY = 86_400_000_000
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def read_numbers(numbers: Sequence[int] | Numbers) -> Numbers:
    """Microseconds since 1970; what is no moment comes out just outside the calendar.

    >>> seconds, milliseconds, day, serial = read_numbers(
    ...     [1_772_323_200, 1_772_323_200_000, 20_260_301, 46_082])
    >>> bool(seconds == milliseconds == day), bool(serial < FIRST_MICROSECOND)
    (True, True)
    """
    given = np.asarray(numbers, dtype=np.int64)
    bounded = np.clip(given, FIRST_MICROSECOND // 1000 - 1, LAST_MICROSECOND // 1000 + 1)
    found = bounded * 1000
    seconds, days = _within(given, _SECONDS), _are_days(given)
    found[seconds] = given[seconds] * 1_000_000
    found[days] = days_of(given[days])
    found[_within(given, _SERIALS)] = _NEVER
    return found


def odd_numbers(values: pa.Array | Sequence[Any]) -> frozenset[str]:
    """Which numbers in a column of times were read as something other than milliseconds.

    >>> sorted(odd_numbers(pa.array(["2026-03-01", "1772323200", None])))
    ['numbers of ten digits read as epoch seconds']
    """
    whole = _whole_numbers(values)
    said = {
        "numbers of ten digits read as epoch seconds": _within(whole, _SECONDS),
        "numbers of eight digits read as days (year, month, day)": _are_days(whole),
    }
    return frozenset(way for way, flags in said.items() if flags.any())


def _whole_numbers(values: pa.Array | Sequence[Any]) -> Numbers:
    """The whole numbers of eight or ten digits among the cells, however they are typed."""
    if not isinstance(values, pa.Array):
        whole = [v for v in values if type(v) is int and abs(v) <= _SECONDS[1]]
        texts = pa.array([v for v in values if type(v) is str and v.isascii()], pa.string())
        return np.concatenate([np.array(whole, dtype=np.int64), _whole_numbers(texts)])
    if pa.types.is_integer(values.type) or pa.types.is_floating(values.type):
        numbers = values.drop_null().to_numpy(zero_copy_only=False)
        small = np.abs(numbers) <= _SECONDS[1]
        return numbers[small & (numbers == np.floor(numbers))].astype(np.int64)
    if pa.types.is_string(values.type):
        fits = pc.match_substring_regex(values, r"^\s*(?:\d{8}|\d{10})(?:\.0*)?\s*$")
        digits = pc.utf8_trim_whitespace(values.filter(fits))
        whole = pc.replace_substring_regex(digits, r"\..*", "").cast(pa.int64())
        return whole.to_numpy(zero_copy_only=False)
    return np.zeros(0, dtype=np.int64)


def _within(numbers: Numbers, bounds: tuple[int, int]) -> Flags:
    return (numbers >= bounds[0]) & (numbers <= bounds[1])


def _on_calendar(numbers: Numbers) -> Flags:
    months, days = numbers // 100 % 100, numbers % 100
    sound = (months >= 1) & (months <= 12) & (days >= 1)
    longest = np.array(_LONGEST)[np.clip(months, 1, 12) - 1]
    years = numbers // 10_000
    leap = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    return sound & (days <= longest - ((months == 2) & ~leap))


def _are_days(numbers: Numbers) -> Flags:
    return _within(numbers, _DAYS) & _on_calendar(numbers)


def days_of(numbers: Numbers) -> Numbers:
    """The first microsecond of days written as year, month, day (20260301).

    A day no calendar has (20260230) lies so far outside that no hour of it is a moment.
    """
    months = (numbers // 10_000 - 1970) * 12 + numbers // 100 % 100 - 1
    firsts = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    firsts += numbers % 100 - 1
    real = _on_calendar(numbers) & (numbers > 10_000)
    return np.where(real, firsts * _DAY, _NEVER - _DAY)
