"""Reading CSV: whole blocks at once where they are sound, row by row where they are not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from isotherm.ledger.blocks import Broken, Overlong, read_blocks
from isotherm.ledger.csv_header import LOOKED_AT, find_header
from isotherm.ledger.csv_records import CutRows, cut_rows
from isotherm.ledger.rejects import Reject, RejectCode, shown
from isotherm.ledger.rows import Rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.text_form import TextForm
from isotherm.schema import Table

__all__ = ["read_csv_rows"]

_QUOTE, _FEED = ord('"'), ord("\n")


def read_csv_rows(
    path: Path, table: Table, *, form: TextForm, settings: LedgerSettings
) -> Iterator[Rows]:
    """The rows of a CSV file, block by block; lines are physical lines, from 1 (the header).

    Cells are split by comma, semicolon, tab or bar, whichever makes the header the table's.
    """
    reader = _CsvReader(table, settings)
    for block in read_blocks(path, form, settings=settings):
        yield from reader.take(block)
    yield from reader.finish()


class _CsvReader:
    """The state of one file: its header, the line reached, and an unfinished row."""

    def __init__(self, table: Table, settings: LedgerSettings) -> None:
        self._table = table
        self._settings = settings
        self._header: list[str] | None = None
        self._delimiter = ","
        self._line = 1
        self._rest = b""
        self._swallowing = False  # within a quoted cell that was never closed
        self._said = ""

    def take(self, block: bytes | Overlong | Broken) -> Iterator[Rows]:
        """The rows that one more block completes."""
        if isinstance(block, Broken):
            yield from self.finish()
            error = Reject(
                self._line, "", RejectCode.UNREADABLE, shown(block.error), "a whole file"
            )
            yield dataclasses.replace(self._rows([], [], [error]), error=block.error)
        elif isinstance(block, Overlong):
            yield from self.finish()
            most = f"at most {self._settings.max_row_bytes} bytes"
            long = Reject(self._line, "", RejectCode.TOO_LONG, shown(block.start), most)
            yield self._rows([], [], [long])
            self._line += 1
        else:
            data = self._rest + block
            self._rest = b""
            if self._header is None and data.count(b"\n") < LOOKED_AT:
                self._rest = data
            else:
                yield from self._lines(data)

    def finish(self) -> Iterator[Rows]:
        """What is left when no more lines can come."""
        if self._rest and self._header is None:
            data, self._rest = self._rest, b""
            yield from self._lines(data)
        if self._rest:
            data, self._rest = self._rest, b""
            yield from self._damaged(data, last=True)

    def _lines(self, data: bytes) -> Iterator[Rows]:
        """The rows of whole lines, the header among the first of them."""
        if self._header is None:
            data = self._read_header(data)
            if not data:
                yield self._rows([], [], [])  # a header without rows still has columns
        if self._swallowing:
            yield from self._damaged(data, last=False)
        elif data:
            yield from self._sound(data)

    def _read_header(self, data: bytes) -> bytes:
        """Take the header off the first block, and what stands above it."""
        lines = data.split(b"\n", LOOKED_AT)
        found = find_header(lines[:LOOKED_AT], self._table.names)
        if found.cells:
            self._header, self._delimiter = found.cells, found.delimiter
        above = [line for line in lines[: found.above] if line.strip()] if found.cells else []
        if above:
            self._said = f"the header is on line {found.above + 1}; lines above it are not read"
        self._line += found.above + 1 if found.cells else data.count(b"\n")
        return b"\n".join(lines[found.above + 1 :]) if found.cells else b""

    def _sound(self, data: bytes) -> Iterator[Rows]:
        """Rows of a block that follows the rules; else of one that does not."""
        quoted = b'"' in data
        ends = _row_ends(data, self._delimiter) if quoted else None
        if quoted and ends is None:
            yield from self._damaged(data, last=False)
            return
        cut = len(data) if ends is None else int(ends[-1]) + 1 if len(ends) else 0
        whole, tail = data[:cut], data[cut:]
        if whole:
            rows = self._at_once(whole, ends)
            if rows is None:
                yield from self._damaged(whole, last=True)
            else:
                self._line += whole.count(b"\n")
                yield rows
        lines = tail.count(b"\n")
        if lines >= self._settings.max_row_lines or len(tail) > self._settings.max_row_bytes:
            yield from self._damaged(tail, last=False)
        else:
            self._rest = tail

    def _at_once(self, whole: bytes, ends: np.ndarray[Any, Any] | None) -> Rows | None:
        """The block through Arrow's parser; None where it does not see the rows we see."""
        lines = _row_lines(whole, ends, self._line)
        table = _parse(whole, self._header or [], self._wanted(), self._delimiter)
        if table is None or table.num_rows != len(lines):
            return None
        columns = {
            name: column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
            for name, column in zip(table.column_names, table.columns, strict=True)
        }
        return Rows(self._names(), columns, lines, twice=self._twice(), said=self._said)

    def _damaged(self, data: bytes, *, last: bool) -> Iterator[Rows]:
        """Rows cut one by one."""
        cut = cut_rows(
            data,
            self._line,
            len(self._header or []),
            delimiter=self._delimiter,
            last=last,
            settings=self._settings,
            swallowing=self._swallowing,
        )
        self._line, self._rest = cut.rest_line, cut.rest
        self._swallowing = cut.swallowing
        yield self._cut(cut)

    def _cut(self, cut: CutRows) -> Rows:
        return self._rows(cut.rows, cut.lines, cut.rejects)

    def _rows(self, rows: list[list[str]], lines: list[int], rejects: list[Reject]) -> Rows:
        header = self._header or []
        places = {name: header.index(name) for name in self._wanted()}
        columns = {
            name: pa.array([row[place] for row in rows], pa.string())
            for name, place in places.items()
        }
        typed = np.asarray(lines, dtype=np.int64)
        return Rows(
            self._names(), columns, typed, tuple(rejects), twice=self._twice(), said=self._said
        )

    def _twice(self) -> tuple[str, ...]:
        return tuple(n for n in self._wanted() if (self._header or []).count(n) > 1)

    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._header or []))

    def _wanted(self) -> list[str]:
        return [name for name in self._table.names if name in (self._header or [])]


def _row_ends(data: bytes, delimiter: str) -> np.ndarray[Any, Any] | None:
    """Where rows end in a block with quotes; None unless every quote is where it may be.

    Quotes open and close in turn. One that opens follows a delimiter, a line feed or, as the
    second of a pair within a cell, the quote before; one that closes is followed likewise.
    """
    codes = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(codes == _QUOTE)
    feeds = np.flatnonzero(codes == _FEED)
    ends = feeds[np.searchsorted(quotes, feeds) % 2 == 0]
    cut = int(ends[-1]) + 1 if len(ends) else 0
    quotes = quotes[: np.searchsorted(quotes, cut)]
    opening, closing = quotes[0::2], quotes[1::2]
    outside = [_QUOTE, _FEED, ord(delimiter)]
    before = np.where(opening > 0, codes[opening - 1], _FEED)
    after = codes[closing + 1]
    returns = (after == ord("\r")) & (codes[np.minimum(closing + 2, len(codes) - 1)] == _FEED)
    sound = np.isin(before, outside).all() and (np.isin(after, outside) | returns).all()
    return ends if sound else None


def _row_lines(
    whole: bytes, ends: np.ndarray[Any, Any] | None, first: int
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The line each row begins on; empty lines are no rows."""
    codes = np.frombuffer(whole, dtype=np.uint8)
    feeds = np.flatnonzero(codes == _FEED)
    ends = feeds if ends is None else ends
    starts = np.concatenate([[0], ends[:-1] + 1])
    lines = first + np.searchsorted(feeds, starts)
    length = ends - starts
    empty = (length == 0) | ((length == 1) & (codes[starts] == ord("\r")))
    return np.asarray(lines[~empty], dtype=np.int64)


def _parse(whole: bytes, header: list[str], wanted: list[str], delimiter: str) -> pa.Table | None:
    """A sound block as text columns; None if a row is not as wide as the header or not UTF-8."""
    from pyarrow import csv

    bare_returns = b"\r" in whole and whole.count(b"\r") != whole.count(b"\r\n")
    if not wanted or bare_returns or not _is_utf8(whole):
        return None
    odd: list[Any] = []

    def skip(row: Any) -> str:
        odd.append(row)
        return "skip"

    names = [f"{place}" for place in range(len(header))]
    places = {name: names[header.index(name)] for name in wanted}
    try:
        table = csv.read_csv(
            pa.BufferReader(whole),
            read_options=csv.ReadOptions(column_names=names, block_size=len(whole) + 1),
            parse_options=csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, invalid_row_handler=skip
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(places.values(), pa.string()),
                include_columns=list(places.values()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return None if odd else table.rename_columns(list(places))


def _is_utf8(data: bytes) -> bool:
    try:
        pa.array([data], pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True
