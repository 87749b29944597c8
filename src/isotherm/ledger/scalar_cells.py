"""Single cells of one value: ids, texts, numbers, truth."""

from __future__ import annotations

import datetime as dt
import decimal
import math
import re
from typing import Any

from isotherm.ledger.faults import CellFaultError
from isotherm.ledger.rejects import RejectCode

__all__ = ["TRUTH", "decoded", "read_id", "read_real", "read_text", "read_truth", "read_whole"]

_EXACT = 2**53  # whole numbers up to here are the same as floats
_INT64 = 2**63
_WHOLE = re.compile(r"[+-]?[0-9]{1,40}(\.0*)?")
_REAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,5})?")
TRUTH = {
    **dict.fromkeys(("true", "1", "yes", "y", "是", "t"), True),
    **dict.fromkeys(("false", "0", "no", "n", "否", "f"), False),
}
"""The words for true and false, in small letters."""


def decoded(value: bytes) -> str:
    """The text of UTF-8 bytes."""
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


def read_id(value: Any) -> str:
    """An id: a text, or a number that is exactly known."""
    text = value if isinstance(value, str) else _number_text(value)
    if text is None:
        raise CellFaultError(RejectCode.BAD_ID)
    return text


def read_text(value: Any) -> str:
    """A text, or the text of a number, a date or a truth value."""
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


def read_whole(value: Any) -> int:
    """A whole number of 64 bits."""
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


def read_real(value: Any) -> float:
    """A finite number."""
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


def read_truth(value: Any) -> bool:
    """True or false, 1 or 0, yes or no, 是 or 否, in any case of letters."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return value == 1
    if isinstance(value, str):
        known = TRUTH.get(value.strip().lower())
        if known is not None:
            return known
    raise CellFaultError(RejectCode.BAD_BOOLEAN)
