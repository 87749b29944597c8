"""CSV rows cut into cells one by one: the rules, and the way out of every kind of damage."""

from __future__ import annotations

import dataclasses
import enum

from isotherm.ledger.rejects import Reject, RejectCode, shown
from isotherm.ledger.settings import LedgerSettings

__all__ = ["CutRows", "cut_rows", "header_cells"]


@dataclasses.dataclass(frozen=True)
class CutRows:
    """Rows cut into cells, the line each began on, rejects, and the bytes of an unfinished row."""

    rows: list[list[str]]
    lines: list[int]
    rejects: list[Reject]
    rest: bytes
    rest_line: int


class _State(enum.Enum):
    WHOLE = "whole"
    OPEN = "open"
    BAD = "bad"


class _Record:
    """One row as it is cut, over as many lines as its quoted cells take."""

    def __init__(self, delimiter: str) -> None:
        self.cells: list[str] = []
        self._delimiter = delimiter
        self._open: list[str] | None = None  # pieces of a quoted cell that is not closed yet

    def feed(self, line: str) -> _State:
        """Take one more line (without its line feed)."""
        at = 0
        if self._open is not None:
            after = self._quoted(line, 0)
            if after is None:
                return _State.OPEN
            if after < 0:
                return _State.BAD
            if after > len(line):
                return _State.WHOLE
            at = after
        while True:
            if line.startswith('"', at):
                self._open = []
                after = self._quoted(line, at + 1)
                if after is None:
                    return _State.OPEN
                if after < 0:
                    return _State.BAD
                if after > len(line):
                    return _State.WHOLE
                at = after
                continue
            end = line.find(self._delimiter, at)
            if end < 0:
                self.cells.append(line[at:].removesuffix("\r"))
                return _State.WHOLE
            self.cells.append(line[at:end])
            at = end + 1

    def _quoted(self, line: str, at: int) -> int | None:
        """Go on in a quoted cell: None while open, -1 if bad, else where the next cell begins."""
        pieces = self._open if self._open is not None else []
        while True:
            quote = line.find('"', at)
            if quote < 0:
                pieces.append(line[at:] + "\n")
                return None
            pieces.append(line[at:quote])
            if line.startswith('"', quote + 1):
                pieces.append('"')
                at = quote + 2
                continue
            self.cells.append("".join(pieces))
            self._open = None
            after = line[quote + 1 : quote + 3]
            if after in ("", "\r"):
                return len(line) + 1
            return quote + 2 if after[0] == self._delimiter else -1


def header_cells(line: bytes, delimiter: str) -> list[str]:
    """The cells of a header line; damage in it shows as names no table knows."""
    record = _Record(delimiter)
    record.feed(line.decode("utf-8", "replace").rstrip("\r\n"))
    return [cell.strip() for cell in record.cells]


def cut_rows(
    block: bytes, first: int, width: int, *, delimiter: str, last: bool, settings: LedgerSettings
) -> CutRows:
    """Cut a block of whole lines into rows of ``width`` cells; its first line is line ``first``.

    A quoted cell may hold line feeds. Where it is never closed, or goes on after its closing
    quote, the line it began on is rejected and reading goes on with the next. A quoted cell still
    open at the end of the block is handed back, unless this is the ``last`` block.
    """
    texts = block.split(b"\n")[:-1]
    found = CutRows([], [], [], b"", first + len(texts))
    at = 0
    while at < len(texts):
        text = texts[at]
        if b'"' not in text:
            _plain(found, text, first + at, width, delimiter)
            at += 1
            continue
        taken = _quoted_row(found, texts, at, first + at, width, delimiter, last, settings)
        if taken == 0:
            rest = b"\n".join(texts[at:]) + b"\n"
            return dataclasses.replace(found, rest=rest, rest_line=first + at)
        at += taken
    return found


def _plain(found: CutRows, text: bytes, line: int, width: int, delimiter: str) -> None:
    if not text or text == b"\r":
        return
    try:
        cells = text.removesuffix(b"\r").decode().split(delimiter)
    except UnicodeDecodeError:
        found.rejects.append(_reject(line, RejectCode.BAD_ENCODING, text, "UTF-8 or GBK"))
        return
    _keep(found, cells, line, width, text)


def _keep(found: CutRows, cells: list[str], line: int, width: int, text: bytes) -> None:
    if len(cells) == width:
        found.rows.append(cells)
        found.lines.append(line)
        return
    expected = f"{width} cells as in the header, not {len(cells)}"
    found.rejects.append(_reject(line, RejectCode.FIELD_COUNT, text, expected))


def _quoted_row(
    found: CutRows,
    texts: list[bytes],
    at: int,
    line: int,
    width: int,
    delimiter: str,
    last: bool,
    settings: LedgerSettings,
) -> int:
    """Cut the row that begins at ``texts[at]``; the lines it took, 0 if it is not finished."""
    record = _Record(delimiter)
    size = 0
    for taken, text in enumerate(texts[at : at + settings.max_row_lines], 1):
        size += len(text)
        try:
            state = record.feed(text.decode())
        except UnicodeDecodeError:
            found.rejects.append(_reject(line, RejectCode.BAD_ENCODING, texts[at], "UTF-8 or GBK"))
            return 1
        if state is _State.WHOLE:
            _keep(found, record.cells, line, width, texts[at])
            return taken
        if state is _State.BAD or size > settings.max_row_bytes:
            break
    else:
        if not last and len(texts) - at < settings.max_row_lines:
            return 0
    expected = "a quoted cell that is closed, and nothing after its closing quote"
    found.rejects.append(_reject(line, RejectCode.BAD_QUOTES, texts[at], expected))
    return 1


def _reject(line: int, code: RejectCode, text: bytes, expected: str) -> Reject:
    return Reject(line, "", code, shown(text.removesuffix(b"\r")), expected)
