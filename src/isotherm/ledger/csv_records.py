"""CSV rows cut into cells one by one: the rules, and the way out of every kind of damage."""

from __future__ import annotations

import csv
import dataclasses
import enum
from collections.abc import Collection, Sequence

import numpy as np

from isotherm.ledger.rejects import Reject, RejectCode, shown
from isotherm.ledger.settings import LedgerSettings

__all__ = ["CutRows", "cut_rows", "header_cells"]

_QUICK_BYTES = 100_000  # below the length of a cell the csv module takes


@dataclasses.dataclass(frozen=True)
class CutRows:
    """Rows cut into cells, the line each began on, rejects, and the bytes of an unfinished row.

    ``sound`` are the bytes of the rows left whole, to be cut together. ``swallowing`` says that
    the block ended among lines a cell never closed has swallowed.
    """

    rows: list[list[str]]
    lines: list[int]
    rejects: list[Reject]
    sound: bytes
    sound_lines: list[int]
    rest: bytes
    rest_line: int
    swallowing: bool


class _State(enum.Enum):
    WHOLE = "whole"
    OPEN = "open"
    BAD = "bad"


_OPEN, _BAD = -1, -2  # instead of the place where the next cell begins


class _Record:
    """One row as it is cut, over as many lines as its quoted cells take."""

    def __init__(self, delimiter: str) -> None:
        self.cells: list[str] = []
        self._delimiter = delimiter
        self._pieces: list[str] | None = None  # of a quoted cell that is not closed yet

    def feed(self, line: str) -> _State:
        """Take one more line (without its line feed)."""
        at = 0 if self._pieces is None else self._quoted(line, 0)
        while 0 <= at <= len(line):
            at = self._quoted(line, at + 1) if line.startswith('"', at) else self._bare(line, at)
        return {_OPEN: _State.OPEN, _BAD: _State.BAD}.get(at, _State.WHOLE)

    def _bare(self, line: str, at: int) -> int:
        """Take a cell without quotes; where the next begins."""
        end = line.find(self._delimiter, at)
        if end < 0:
            self.cells.append(line[at:].removesuffix("\r"))
            return len(line) + 1
        self.cells.append(line[at:end])
        return end + 1

    def _quoted(self, line: str, at: int) -> int:
        """Take a quoted cell from within; where the next begins, or that it is open or bad."""
        self._pieces = [] if self._pieces is None else self._pieces
        while (quote := line.find('"', at)) >= 0:
            self._pieces.append(line[at:quote])
            at = quote + 1
            if line.startswith('"', at):
                self._pieces.append('"')
                at += 1
                continue
            self.cells.append("".join(self._pieces))
            self._pieces = None
            if line[at : at + 2] in ("", "\r"):
                return len(line) + 1
            return at + 1 if line[at] == self._delimiter else _BAD
        self._pieces.append(line[at:] + "\n")
        return _OPEN


def header_cells(line: bytes, delimiter: str, names: Collection[str]) -> list[str]:
    """The cells of a header line; damage in it shows as names no table knows.

    One of the table's ``names`` is known in capitals too, unless it is there as it should be.

    >>> header_cells(b"NOTE_ID, at,At", ",", ("note_id", "at"))
    ['note_id', 'at', 'At']
    """
    record = _Record(delimiter)
    record.feed(line.decode("utf-8", "replace").rstrip("\r\n"))
    cells = [cell.strip() for cell in record.cells]
    meant = set(names).difference(cells)
    return [cell.lower() if cell.lower() in meant else cell for cell in cells]


def cut_rows(
    block: bytes,
    first: int,
    width: int,
    *,
    delimiter: str,
    last: bool,
    settings: LedgerSettings,
    swallowing: bool = False,
    after: Sequence[int] = (),
) -> CutRows:
    """Cut a block of whole lines into rows of ``width`` cells; its first line is line ``first``.

    A quoted cell may hold line feeds. Where it is never closed, or goes on after its closing
    quote, the line it began on is rejected and reading goes on with the next; where it is longer
    than a row may be, with the next that can be a row. A quoted cell still open at the end of the
    block is handed back, unless this is the ``last`` block. ``swallowing``: as the block before
    this one ended. ``after``: of each line, the line after the row that begins there if it is
    known to be sound, else 0.
    """
    cutter = _Cutter(block.split(b"\n")[:-1], first, width, delimiter, settings)
    cutter.swallowing = swallowing
    at = 0
    sound: list[int] = []
    kept: list[bytes] = []
    while at < len(cutter.texts):
        if cutter.swallowing:
            at = _next_able(block, at, width, delimiter)
            cutter.swallowing = at == len(cutter.texts)
            continue
        if after and after[at]:
            sound.append(first + at)
            kept += cutter.texts[at : after[at]]
            at = after[at]
            continue
        taken = cutter.take(at, last=last)
        if taken == 0:
            break
        at += taken
    return CutRows(
        cutter.rows,
        cutter.lines,
        cutter.rejects,
        _joined(kept),
        sound,
        _joined(cutter.texts[at:]),
        first + at,
        cutter.swallowing,
    )


def _joined(texts: list[bytes]) -> bytes:
    return b"\n".join([*texts, b""])


def _next_able(block: bytes, at: int, width: int, delimiter: str) -> int:
    """The line, from line ``at``, that can begin a row: as wide as the header, or with a quote."""
    codes = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero(codes == ord("\n"))
    parted = np.diff(np.searchsorted(np.flatnonzero(codes == ord(delimiter)), ends), prepend=0)
    quoted = np.diff(np.searchsorted(np.flatnonzero(codes == ord('"')), ends), prepend=0)
    able = np.flatnonzero((parted == width - 1) | (quoted > 0))
    place = np.searchsorted(able, at)
    return int(able[place]) if place < len(able) else len(ends)


def _quoted_cells(text: bytes, delimiter: str) -> list[str] | None:
    """The cells of a row that is sound and on one line, quickly; None for any other."""
    if len(text) > _QUICK_BYTES:
        return None
    try:
        rows = list(csv.reader([text.decode()], delimiter=delimiter, strict=True))
    except (csv.Error, UnicodeDecodeError):
        return None
    return rows[0] if len(rows) == 1 else None


class _Cutter:
    """The lines of a block and the rows cut from them so far."""

    def __init__(
        self, texts: list[bytes], first: int, width: int, delimiter: str, settings: LedgerSettings
    ) -> None:
        self.texts = texts
        self.rows: list[list[str]] = []
        self.lines: list[int] = []
        self.rejects: list[Reject] = []
        self.swallowing = False
        self._first = first
        self._width = width
        self._delimiter = delimiter
        self._settings = settings

    def take(self, at: int, *, last: bool) -> int:
        """Cut the row that begins at line ``at``; the lines it took, 0 if it is not finished."""
        text = self.texts[at]
        if b'"' in text:
            cells = _quoted_cells(text, self._delimiter)
            if cells is None:
                return self._quoted_row(at, last=last)
            self._keep(at, cells)
            return 1
        if text not in (b"", b"\r"):
            try:
                self._keep(at, text.removesuffix(b"\r").decode().split(self._delimiter))
            except UnicodeDecodeError:
                self._reject(at, RejectCode.BAD_ENCODING, "UTF-8 or GBK")
        return 1

    def _quoted_row(self, at: int, *, last: bool) -> int:
        record = _Record(self._delimiter)
        size = 0
        most_lines, most_bytes = self._settings.max_row_lines, self._settings.max_row_bytes
        for taken in range(1, min(most_lines, len(self.texts) - at) + 1):
            text = self.texts[at + taken - 1]
            size += len(text)
            try:
                state = record.feed(text.decode())
            except UnicodeDecodeError:
                self._reject(at, RejectCode.BAD_ENCODING, "UTF-8 or GBK")
                return 1
            if state is _State.WHOLE:
                self._keep(at, record.cells)
                return taken
            if state is _State.BAD or size > most_bytes:
                break
        if state is _State.OPEN:
            self.swallowing = taken == most_lines or size > most_bytes
            if not self.swallowing and not last:
                return 0
        expected = "a quoted cell that is closed, and nothing after its closing quote"
        self._reject(at, RejectCode.BAD_QUOTES, expected)
        return 1

    def _keep(self, at: int, cells: list[str]) -> None:
        if len(cells) == self._width:
            self.rows.append(cells)
            self.lines.append(self._first + at)
            return
        expected = f"{self._width} cells as in the header, not {len(cells)}"
        self._reject(at, RejectCode.FIELD_COUNT, expected)

    def _reject(self, at: int, code: RejectCode, expected: str) -> None:
        found = shown(self.texts[at].removesuffix(b"\r"))
        self.rejects.append(Reject(self._first + at, "", code, found, expected))
