"""Single cells that hold several values: lists of texts, and maps."""

from __future__ import annotations

import datetime as dt
import decimal
import math
import re
from collections.abc import Mapping
from typing import Any

import orjson

from isotherm.ledger.faults import CellFaultError
from isotherm.ledger.rejects import RejectCode
from isotherm.ledger.scalar_cells import decoded, read_id

__all__ = ["read_list", "read_map"]

_JSON = ("{", "[", '"')
_PARTED = re.compile(r"[;；\n]")
_COMMA = re.compile(r"[,，]")
_COLON = re.compile(r"[:：]")
_NO_NAME = re.compile(r"[{}\[\]\"']")
_LONGEST_NAME = 40  # characters; what is longer is a sentence with a colon in it


def read_list(value: Any) -> list[str]:
    """A list of texts, without empty ones: a sequence, a JSON array, or texts split by ;."""
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
        text = decoded(value) if isinstance(value, bytes) else read_id(value)
    except CellFaultError:
        raise CellFaultError(RejectCode.BAD_LIST) from None
    if "\0" in text:
        raise CellFaultError(RejectCode.BAD_TEXT)
    return text


def read_map(value: Any) -> str:
    """A map as JSON text with its keys in order, without empty values.

    >>> read_map("颜色:黑; 尺码:XL"), read_map('{"b": 1, "a": null}')
    ('{"尺码":"XL","颜色":"黑"}', '{"b":1}')
    """
    if isinstance(value, str):
        value = value.strip()
        value = _json(value, RejectCode.BAD_MAP) if value[:1] in _JSON else _named(value)
    if isinstance(value, list):  # an Arrow map: pairs
        value = _pairs(value)
    if not isinstance(value, Mapping):
        raise CellFaultError(RejectCode.BAD_MAP)
    kept = {
        decoded(k) if isinstance(k, bytes) else str(k): item
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


def _named(text: str) -> dict[str, Any]:
    """What shops write for a map: 颜色:黑; 尺码:XL. A name given twice has several values.

    Commas part pairs only where each part has a name: in fabric:wool, silk they belong to a value.
    """
    pieces = [piece for piece in _PARTED.split(text) if piece.strip()]
    pairs = [_pair(piece) for piece in pieces]
    if len(pieces) == 1:
        by_comma = [_pair(piece) for piece in _COMMA.split(pieces[0])]
        pairs = pairs if None in by_comma else by_comma
    found: dict[str, list[str]] = {}
    for pair in pairs:
        if pair is None:
            raise CellFaultError(RejectCode.BAD_MAP)
        if pair[1]:
            found.setdefault(pair[0], []).append(pair[1])
    if not pairs:
        raise CellFaultError(RejectCode.BAD_MAP)
    return {name: given[0] if len(given) == 1 else given for name, given in found.items()}


def _pair(piece: str) -> tuple[str, str] | None:
    """A name and its value, parted by the first colon; None where it is no such pair."""
    colon = _COLON.search(piece)
    if colon is None:
        return None
    name, value = piece[: colon.start()].strip(), piece[colon.end() :].strip()
    is_name = 0 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)
    return (name, value) if is_name and not value.startswith("//") else None


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
