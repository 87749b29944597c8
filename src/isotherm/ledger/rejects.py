"""Rows that could not be read: why, where, what was found and what was expected."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import re
from typing import Any

from isotherm.schema import Column, Kind

__all__ = ["Reject", "RejectCode", "expectation", "fault_of", "shown"]


class RejectCode(enum.Enum):
    """Every reason a row can be rejected for; nothing else appears in ``rejects``."""

    UNREADABLE = "unreadable"  # the file, or the rest of it, cannot be opened or unpacked
    BAD_ENCODING = "bad_encoding"  # neither UTF-8 nor, where the file is GBK, GBK
    BAD_QUOTES = "bad_quotes"  # a quoted cell is not closed, or goes on after its closing quote
    FIELD_COUNT = "field_count"  # more or fewer cells than the header has
    TOO_LONG = "too_long"  # the row is longer than the settings allow
    NOT_JSON = "not_json"  # the line is not one JSON object
    MISSING_COLUMN = "missing_column"  # the file lacks a required column
    EMPTY = "empty"  # a required cell is empty
    BAD_TEXT = "bad_text"  # not a text, or one with a NUL character
    BAD_ID = "bad_id"
    BAD_TIME = "bad_time"
    BAD_NUMBER = "bad_number"
    BAD_BOOLEAN = "bad_boolean"
    BAD_LIST = "bad_list"
    BAD_MAP = "bad_map"
    UNKNOWN_CHOICE = "unknown_choice"  # not one of the words the column allows
    OUT_OF_RANGE = "out_of_range"
    TOTAL = "total"  # a spreadsheet's sum of other rows, no row of its own
    FUTURE = "future"  # later than the clock allows
    DUPLICATE = "duplicate"  # the key was seen in an earlier row


@dataclasses.dataclass(frozen=True, slots=True)
class Reject:
    """One rejected row of one file; ``line`` counts from 1, ``column`` empty means the row."""

    line: int
    column: str
    code: RejectCode
    found: str
    expected: str


_EXPECTED: dict[Kind, str] = {
    Kind.ID: "an id: a text or a whole number",
    Kind.TEXT: "a text without NUL characters",
    Kind.TIME: "a time such as 2026-01-31T08:00:00+08:00 or 2026/1/31 8:00, or epoch milliseconds",
    Kind.COUNT: "a whole number",
    Kind.FEN: "a whole number of minor units (12.50 is 1250), or ¥12.50 with its sign and decimals",
    Kind.SCORE: "a finite number",
    Kind.BOOL: "true, false, 1, 0, yes, no, 是 or 否",
    Kind.LIST: "a JSON array of texts, or texts split by ;",
    Kind.MAP: "a JSON object, or 颜色:黑; 尺码:XL",
}


_EXPECTED_FOR = {
    RejectCode.FUTURE: "a time no later than now",
    RejectCode.TOTAL: "a row of its own; this one is a total of others",
}

_AMBIGUOUS = (
    (
        re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b.*"),
        "; the year comes first: nobody can tell which of the others is the month",
    ),
    (
        re.compile(r"\d{5}(\.\d+)?"),
        "; if this is a spreadsheet's day number, format the column as yyyy-mm-dd hh:mm",
    ),
)


def expectation(column: Column, code: RejectCode, found: str = "") -> str:
    """What the column wanted instead of what was ``found``, in one line.

    >>> from isotherm.schema import LEDGER
    >>> expectation(LEDGER["outcomes"].column("rating"), RejectCode.OUT_OF_RANGE)
    'from 0 to 1 (4 of 5 is 0.8)'
    """
    if code is RejectCode.UNKNOWN_CHOICE:
        return f"one of {', '.join(column.choices)}"
    if code in _EXPECTED_FOR:
        return _EXPECTED_FOR[code]
    if code is RejectCode.EMPTY:
        return f"a value: {column.meaning}"
    if code is RejectCode.OUT_OF_RANGE:
        if column.high is None:
            return f"{column.low or 0:g} or more, within 64 bits"
        return f"from {column.low or 0:g} to {column.high:g} (4 of 5 is 0.8)"
    hints = [hint for shape, hint in _AMBIGUOUS if shape.fullmatch(found.strip())]
    return _EXPECTED[column.kind] + "".join(hints if column.kind is Kind.TIME else ())


def fault_of(error: BaseException) -> str:
    """What an error says is wrong with a file, without saying where on this machine it lies.

    >>> fault_of(PermissionError(13, "Permission denied", "/some/where/notes.csv"))
    'PermissionError: Permission denied'
    """
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{type(error).__name__}: {said}"


def shown(value: Any, length: int = 80) -> str:
    r"""A value as people can read it: one line, shortened, valid UTF-8 whatever it holds.

    >>> shown(b"a\xff\n"), shown("x" * 100, 8)
    ('a\\xff\\n', 'xxxxxxx…')
    """
    if isinstance(value, bytes):
        text = value[: 4 * length].decode("utf-8", "backslashreplace")
    elif isinstance(value, dt.datetime | dt.date):
        text = value.isoformat()
    else:
        text = value[: 4 * length] if isinstance(value, str) else str(value)[: 4 * length]
    if not text.isprintable():
        text = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return text if len(text) <= length else text[: length - 1] + "…"
