"""Cells that most formats have: texts, ids, moments, lists of tags."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any

import orjson

from isotherm.sources.summary import BadCellError

__all__ = ["is_empty", "read_id", "read_moment", "read_tags", "read_text"]

_DIGITS = re.compile(r"-?[0-9]{1,18}(\.[0-9]*)?")
_SECONDS_END = 100_000_000_000  # epoch seconds lie below (year 5138), milliseconds above (1973)


def is_empty(value: Any) -> bool:
    """Whether a cell holds nothing: None, an empty text, or the NaN that Parquet from pandas has.

    >>> is_empty(float("nan")), is_empty(0)
    (True, False)
    """
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def read_text(cells: Mapping[str, Any], column: str) -> str | None:
    """A text without NUL characters and lone surrogates; None where there is none."""
    value = cells.get(column)
    if is_empty(value):
        return None
    text = value if isinstance(value, str) else str(value)
    return text.replace("\0", "").encode("utf-8", "replace").decode() or None


def read_id(cells: Mapping[str, Any], column: str) -> str:
    """An id that must be there."""
    found = read_text(cells, column)
    if found is None or not found.strip():
        raise BadCellError(column, "empty, but it names the row")
    return found.strip()


def read_moment(value: Any, column: str, *, zone: dt.tzinfo = dt.UTC) -> dt.datetime | None:
    """A moment from epoch seconds or milliseconds, ISO-8601 or a timestamp; None where empty.

    Numbers below 100,000,000,000 are seconds. A time without an offset is of ``zone``.

    >>> read_moment("1700000000000", "time") == read_moment(1700000000.0, "created_utc")
    True
    """
    if is_empty(value):
        return None
    number = _as_number(value)
    try:
        if number is not None:
            seconds = number if abs(number) < _SECONDS_END else number / 1000
            return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
        found = value if isinstance(value, dt.datetime) else None
        if found is None:
            text = str(value).strip()
            found = dt.datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise BadCellError(column, "not a time", value) from None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _as_number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    text = str(value).strip()
    return float(text) if _DIGITS.fullmatch(text) else None


def read_tags(value: Any) -> list[str]:
    """Tags from a list, a JSON array or a text split by commas; in order, each once.

    >>> read_tags("通勤, 大码,通勤"), read_tags('["a", "b"]')
    (['通勤', '大码'], ['a', 'b'])
    """
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            value = value.strip("[] ")
    if isinstance(value, str):
        value = re.split(r"[,，]", value)
    if not isinstance(value, list | tuple):
        return []
    named = [tag.get("name") if isinstance(tag, dict) else tag for tag in value]
    texts = [str(tag).replace("\0", "").strip() for tag in named if tag is not None]
    return list(dict.fromkeys(tag for tag in texts if tag))
