"""Amounts of money in single cells: whole minor units, or an amount that says its own unit."""

from __future__ import annotations

import re
from typing import Any

from isotherm.ledger.scalar_cells import read_whole

__all__ = ["read_fen"]

_WHOLE = r"(?P<whole>\d{1,3}(?:,\d{3}){1,5}|\d{1,15})"
_SIGNED = re.compile(r"(?:[¥￥$€£]|RMB|CNY|USD|EUR|GBP)\s?" + _WHOLE + r"\.(?P<rest>\d\d)")
_YUAN = re.compile(r"[¥￥]?" + _WHOLE + r"(?:\.(?P<rest>\d\d?))?\s?元")


def read_fen(value: Any) -> int:
    """Minor units: a whole number of them, or an amount written with its currency.

    A sign of a currency with two decimals, or 元, leaves no doubt of the unit; a sign alone does.

    >>> read_fen("404"), read_fen("¥404.00"), read_fen("$1,299.50"), read_fen("40.4元")
    (404, 40400, 129950, 4040)
    """
    if isinstance(value, str):
        written = _SIGNED.fullmatch(value.strip()) or _YUAN.fullmatch(value.strip())
        if written is not None:
            whole, rest = written["whole"].replace(",", ""), written["rest"] or ""
            return int(whole) * 100 + int(f"{rest:0<2}")
    return read_whole(value)
