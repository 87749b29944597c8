"""The header of a CSV file: which line it is, how its cells are parted, which columns they name."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from isotherm.ledger.csv_records import header_cells

__all__ = ["LOOKED_AT", "CsvHeader", "find_header"]

LOOKED_AT = 20  # lines of a file among which its header is looked for
_DELIMITERS = (",", ";", "\t", "|")
_AT_LEAST = 2  # names on a line below the first that make it the header


@dataclasses.dataclass(frozen=True)
class CsvHeader:
    """The names of the columns, what parts cells, and how many lines stand before the header."""

    cells: list[str]
    delimiter: str
    above: int


def find_header(lines: Sequence[bytes], names: Collection[str]) -> CsvHeader:
    """The header among a file's first lines: the first that is not blank, as a rule.

    Where that one names no column of the table, and one of the next names several, those above
    it are titles as spreadsheets have them. Cells are parted by comma, semicolon, tab or bar,
    whichever makes most of them columns of the table.

    >>> found = find_header([b"Exported 2026-03-01,,", b"", b"note_id;at"], ("note_id", "at"))
    >>> found.cells, found.delimiter, found.above
    (['note_id', 'at'], ';', 2)
    """
    known = set(names)
    found = [
        CsvHeader(*_cut(line, names), above=place)
        for place, line in enumerate(lines[:LOOKED_AT])
        if line.strip()
    ]
    if not found:
        return CsvHeader([], _DELIMITERS[0], above=len(lines))
    if known.isdisjoint(found[0].cells):
        for header in found[1:]:
            if len(known.intersection(header.cells)) >= _AT_LEAST:
                return header
    return found[0]


def _cut(line: bytes, names: Collection[str]) -> tuple[list[str], str]:
    """A line's cells and the delimiter that makes most of them columns of the table."""
    known = set(names)
    cut = [(header_cells(line, delimiter, names), delimiter) for delimiter in _DELIMITERS]
    return max(cut, key=lambda pair: len(known.intersection(pair[0])))
