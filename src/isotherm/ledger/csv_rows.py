"""Reading CSV: whole blocks at once where they are sound, row by row where they are not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from isotherm.ledger.blocks import Broken, Overlong, read_blocks
from isotherm.ledger.csv_blocks import parse_rows, row_ends, row_lines
from isotherm.ledger.csv_header import LOOKED_AT, find_header
from isotherm.ledger.csv_records import CutRows, cut_rows
from isotherm.ledger.csv_spans import rows_after
from isotherm.ledger.rejects import Reject, RejectCode, shown
from isotherm.ledger.rows import Rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.text_form import TextForm
from isotherm.schema import Table

__all__ = ["read_csv_rows"]


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
        ends = row_ends(data, self._delimiter) if quoted else None
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
        columns = self._parse(whole)
        lines = row_lines(whole, ends, self._line)
        if columns is None or {len(cells) for cells in columns.values()} != {len(lines)}:
            return None
        return self._handed_on(columns, lines, [])

    def _damaged(self, data: bytes, *, last: bool) -> Iterator[Rows]:
        """Rows of which some must be cut one by one; those that are sound go together."""
        width, delimiter, settings = len(self._header or []), self._delimiter, self._settings
        after = rows_after(data, width, delimiter=delimiter, settings=settings)
        cut = self._cut(data, after, last=last)
        sound = self._parse(cut.sound) if cut.sound else None
        if cut.sound and (sound is None or len(next(iter(sound.values()))) != len(cut.sound_lines)):
            cut, sound = self._cut(data, [], last=last), None
        self._line, self._rest = cut.rest_line, cut.rest
        self._swallowing = cut.swallowing
        yield self._together(cut, sound)

    def _cut(self, data: bytes, after: Sequence[int], *, last: bool) -> CutRows:
        return cut_rows(
            data,
            self._line,
            len(self._header or []),
            delimiter=self._delimiter,
            last=last,
            settings=self._settings,
            swallowing=self._swallowing,
            after=after,
        )

    def _together(self, cut: CutRows, sound: Mapping[str, pa.Array] | None) -> Rows:
        """Rows cut one by one and sound ones, in the file's order."""
        rows = self._rows(cut.rows, cut.lines, cut.rejects)
        if sound is None:
            return rows
        lines = np.concatenate([rows.lines, np.asarray(cut.sound_lines, dtype=np.int64)])
        order = np.argsort(lines, kind="stable")
        columns = {
            name: pa.concat_arrays([rows.columns[name], cells]) if cut.rows else cells
            for name, cells in sound.items()
        }
        if cut.rows:
            columns = {name: cells.take(pa.array(order)) for name, cells in columns.items()}
        return self._handed_on(columns, lines[order], cut.rejects)

    def _parse(self, rows: bytes) -> dict[str, pa.Array] | None:
        return parse_rows(rows, self._header or [], self._wanted(), delimiter=self._delimiter)

    def _rows(self, rows: list[list[str]], lines: list[int], rejects: list[Reject]) -> Rows:
        header = self._header or []
        places = {name: header.index(name) for name in self._wanted()}
        columns = {
            name: pa.array([row[place] for row in rows], pa.string())
            for name, place in places.items()
        }
        return self._handed_on(columns, np.asarray(lines, dtype=np.int64), rejects)

    def _handed_on(
        self,
        columns: Mapping[str, pa.Array],
        lines: np.ndarray[Any, np.dtype[np.int64]],
        rejects: Sequence[Reject],
    ) -> Rows:
        twice = self._twice()
        return Rows(self._names(), columns, lines, tuple(rejects), twice=twice, said=self._said)

    def _twice(self) -> tuple[str, ...]:
        return tuple(n for n in self._wanted() if (self._header or []).count(n) > 1)

    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._header or []))

    def _wanted(self) -> list[str]:
        return [name for name in self._table.names if name in (self._header or [])]
