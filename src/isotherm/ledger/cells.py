"""What one cell may hold and how it is understood: the rules, one value at a time.

The columns are read by faster means (see ``columns``); a cell those do not settle comes here,
so these functions define what is accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from isotherm.ledger.faults import NOTHING, CellFaultError, Faults
from isotherm.ledger.money_cells import read_fen
from isotherm.ledger.nested_cells import read_list, read_map
from isotherm.ledger.rejects import RejectCode
from isotherm.ledger.scalar_cells import (
    decoded,
    read_id,
    read_real,
    read_text,
    read_truth,
    read_whole,
)
from isotherm.ledger.time_cells import read_time
from isotherm.schema import ARROW_TYPES, Kind

__all__ = ["parse_cell", "parse_cells"]


def parse_cell(kind: Kind, value: Any) -> Any:
    """The value a column of ``kind`` stores for ``value``; None for an empty cell.

    Times come out as microseconds since 1970 in UTC, maps as JSON text, lists as lists of texts.
    Raises CellFaultError with the reject code when the value cannot be understood.

    >>> parse_cell(Kind.ID, 12.0), parse_cell(Kind.LIST, "red; blue"), parse_cell(Kind.BOOL, "TRUE")
    ('12', ['red', 'blue'], True)
    >>> parse_cell(Kind.TIME, "1970-01-01 08:00:01+08:00")
    1000000
    """
    if isinstance(value, bytes):
        value = decoded(value)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        if kind is not Kind.TEXT and value in NOTHING:
            return None
        if "\0" in value:
            raise CellFaultError(RejectCode.BAD_TEXT)
    return _PARSERS[kind](value)


def parse_cells(kind: Kind, values: Sequence[Any]) -> tuple[pa.Array, Faults]:
    """A column in its declared type, made cell by cell, and the rows at fault.

    >>> typed, faults = parse_cells(Kind.COUNT, ["5", None, "x"])
    >>> typed.to_pylist(), {row: code.value for row, code in faults.items()}
    ([5, None, None], {2: 'bad_number'})
    """
    found: list[Any] = []
    faults: Faults = {}
    for row, value in enumerate(values):
        try:
            found.append(parse_cell(kind, value))
        except CellFaultError as fault:
            found.append(None)
            faults[row] = fault.code
    if kind is Kind.TIME:
        return pa.array(found, pa.int64()).cast(ARROW_TYPES[Kind.TIME]), faults
    return pa.array(found, ARROW_TYPES[kind]), faults


_PARSERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.ID: read_id,
    Kind.TEXT: read_text,
    Kind.TIME: read_time,
    Kind.COUNT: read_whole,
    Kind.FEN: read_fen,
    Kind.SCORE: read_real,
    Kind.BOOL: read_truth,
    Kind.LIST: read_list,
    Kind.MAP: read_map,
}
