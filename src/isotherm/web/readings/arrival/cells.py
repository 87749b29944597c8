"""Columns of a record as the database takes them: whole columns at once, never cell by cell."""

from __future__ import annotations

import hashlib
from typing import Any, TypeAlias

import orjson
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from isotherm.web.site.ids import ID_LENGTH

__all__ = [
    "MOST_FEN",
    "counts",
    "fens",
    "fold_id",
    "ids",
    "lists",
    "maps",
    "moment",
    "moments",
    "texts",
]

Column: TypeAlias = Any  # an Arrow array, whole or in chunks
_LARGEST = 2**31 - 1  # of a whole number in a column of four bytes
MOST_FEN = 10**15  # ten thousand such sums can still be added up in a column of eight bytes
_NO_ADDRESS = r"/|^\.{1,2}$"  # what cannot stand in the path of an address


def ids(column: Column) -> list[Any]:
    """Ids; one too long for the town or that cannot stand in an address gets one that can."""
    strange = pc.or_(
        pc.greater(pc.utf8_length(column), ID_LENGTH), pc.match_substring_regex(column, _NO_ADDRESS)
    )
    values = column.to_pylist()
    if pc.any(strange).as_py() or not "".join(filter(None, values)).isprintable():
        return [fold_id(value) for value in values]
    return list(values)


def fold_id(value: str | None) -> str | None:
    """The id the town knows something by: its own where possible, else one made from it.

    >>> fold_id("n1"), fold_id("a/b"), fold_id("..")
    ('n1', 'a-b~c14cddc033f64b9dea80', '..~5ec1f7e700f37c3d0b29')
    """
    if value is None:
        return None
    plain = "".join(mark if mark.isprintable() and mark != "/" else "-" for mark in value)
    if plain == value and len(value) <= ID_LENGTH and value not in (".", ".."):
        return value
    digest = hashlib.sha256(value.encode()).hexdigest()[:20]
    return f"{plain[: ID_LENGTH - 21]}~{digest}"


def texts(column: Column, longest: int | None = None) -> list[Any]:
    """Texts, the empty one where there is none, cut at ``longest`` characters."""
    cleaned = pc.replace_substring(pc.fill_null(column, ""), "\0", "")
    if longest is not None:
        cleaned = pc.utf8_slice_codeunits(cleaned, 0, longest)
    return list(cleaned.to_pylist())


def moments(column: Column) -> list[Any]:
    """Times as each database writes them."""
    written = pc.strftime(column, "%Y-%m-%d %H:%M:%S")
    written = pc.replace_substring_regex(written, r"\.000000$", "")
    if connection.vendor == "postgresql":
        written = pc.binary_join_element_wise(written, "+00", "")
    return list(written.to_pylist())


def moment(at: Any) -> str:
    """One time, as the database writes it."""
    return str(moments(pa.array([at], pa.timestamp("us", tz="UTC")))[0])


def counts(column: Column, empty: int | None = None) -> list[Any]:
    """Whole numbers, the largest the column can hold in place of larger ones."""
    held = pc.min_element_wise(column, pa.scalar(_LARGEST, column.type), skip_nulls=False)
    return list((held if empty is None else pc.fill_null(held, empty)).to_pylist())


def fens(column: Column) -> list[Any]:
    """Prices, the highest there can be in place of higher ones."""
    most = pa.scalar(MOST_FEN, column.type)
    return list(pc.min_element_wise(column, most, skip_nulls=False).to_pylist())


def maps(column: Column) -> list[Any]:
    """Maps as JSON text; an empty one where there is none."""
    return list(pc.replace_substring(pc.fill_null(column, "{}"), "\\u0000", "").to_pylist())


def lists(column: Column) -> list[str]:
    """Lists as JSON text; an empty one where there is none."""
    return [_dumped(value) for value in column.to_pylist()]


def _dumped(value: list[str] | None) -> str:
    return orjson.dumps(value).decode().replace("\\u0000", "") if value else "[]"
