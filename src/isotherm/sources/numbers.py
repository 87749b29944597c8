"""Numbers as people and shops write them: 1.2万, 10万+, 1,234, $42.99."""

from __future__ import annotations

import decimal
import math
import re
from typing import Any

from isotherm.sources.summary import BadCellError

__all__ = ["read_count", "read_fen", "read_number"]

_TIMES = {
    "": 1,
    "百": 100,
    "千": 1_000,
    "k": 1_000,
    "w": 10_000,
    "万": 10_000,
    "萬": 10_000,
    "m": 1_000_000,
    "亿": 100_000_000,
    "億": 100_000_000,
}
_COUNT = re.compile(r"([0-9]+(?:\.[0-9]+)?)([百千kw万萬m亿億]?)\+?")
_PRICE = re.compile(r"-?[0-9]+(?:\.[0-9]*)?|-?\.[0-9]+")
_THOUSANDS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?:[^0-9]|$))")
_MOST = 2**63 - 1


def read_count(value: Any, column: str) -> int | None:
    """A count as shown on a page; None where there is none.

    ``10万+`` is at least 100,000 and is taken as that. Raises BadCellError.

    >>> [read_count(text, "likes") for text in ("1.2万", "10万+", "1,234", "", 7)]
    [12000, 100000, 1234, None, 7]
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadCellError(column, "not a count", value)
    text = _THOUSANDS.sub("", str(value).strip().lower()).replace(" ", "")
    if not text:
        return None
    found = _COUNT.fullmatch(text.removesuffix(".0"))
    if not found:
        raise BadCellError(column, "not a count such as 87, 1.2万 or 10万+", value)
    count = int(decimal.Decimal(found[1]) * _TIMES[found[2]])
    if count > _MOST:
        raise BadCellError(column, "not a count within 64 bits", value)
    return count


def read_fen(value: Any, column: str) -> int | None:
    """A price in the currency's unit as whole fen (1/100), rounded half up; None for none.

    >>> [read_fen(text, "price") for text in ("42.99", "¥1,299", 50, "")]
    [4299, 129900, 5000, None]
    """
    if value is None:
        return None
    text = _THOUSANDS.sub("", str(value).strip()).strip("¥￥$€£ ")
    if not text:
        return None
    if not _PRICE.fullmatch(text):
        raise BadCellError(column, "not a price such as 42.99", value)
    price = decimal.Decimal(text)
    if not 0 <= price <= _MOST // 100:
        raise BadCellError(column, "not a price of 0 or more", value)
    return int((price * 100).quantize(decimal.Decimal(1), rounding=decimal.ROUND_HALF_UP))


def read_number(value: Any, column: str) -> float | None:
    """A plain finite number; None for an empty cell or NaN, which Parquet from pandas holds.

    >>> read_number("7.5", "rating"), read_number(float("nan"), "rating")
    (7.5, None)
    """
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise BadCellError(column, "not a number", value) from None
    if math.isnan(number):
        return None
    if math.isinf(number):
        raise BadCellError(column, "not a finite number", value)
    return number
