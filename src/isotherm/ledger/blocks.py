"""Files of text, read a few megabytes of whole lines at a time, in UTF-8 whatever they are in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from isotherm.ledger.bytes_in import READ_ERRORS, read_chunks
from isotherm.ledger.rejects import fault_of
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.text_form import GBK, TextForm

__all__ = ["Broken", "Overlong", "read_blocks"]

_BOM = b"\xef\xbb\xbf"


@dataclasses.dataclass(frozen=True)
class Overlong:
    """A line longer than allowed, standing for itself between blocks."""

    start: bytes


@dataclasses.dataclass(frozen=True)
class Broken:
    """The file cannot be read on from here."""

    error: str


def read_blocks(
    path: Path, form: TextForm, *, settings: LedgerSettings
) -> Iterator[bytes | Overlong | Broken]:
    """The file as blocks of whole lines in UTF-8, each ending in a line feed.

    A line that cannot be decoded stays as it is. A line longer than allowed comes as Overlong; a
    file that cannot be read on ends in Broken, its last half line left out.
    """
    rest = b""
    first = True
    skipping = False
    try:
        for chunk in read_chunks(path, settings.block_bytes):
            data = chunk.removeprefix(_BOM) if first else chunk
            first = False
            if form.bare_returns:
                data = data.replace(b"\r", b"\n")
            if skipping:
                _, feed, data = data.partition(b"\n")
                skipping = not feed
            data = rest + data
            cut = data.rfind(b"\n") + 1
            if cut:
                yield from _bounded(_in_utf8(data[:cut], form), settings.max_row_bytes)
            rest = data[cut:]
            if len(rest) > settings.max_row_bytes:
                yield Overlong(rest[:400])
                rest, skipping = b"", True
    except READ_ERRORS as error:
        yield Broken(fault_of(error))
        return
    if rest:
        yield from _bounded(_in_utf8(rest + b"\n", form), settings.max_row_bytes)


def _bounded(block: bytes, most: int) -> Iterator[bytes | Overlong]:
    """The block, with a line longer than ``most`` taken out of it."""
    if len(block) <= most:
        yield block
        return
    start = 0
    kept = 0
    while start < len(block):
        end = block.index(b"\n", start) + 1
        if end - start > most:
            if start > kept:
                yield block[kept:start]
            yield Overlong(block[start : start + 400])
            kept = end
        start = end
    if kept < len(block):
        yield block[kept:]


def _in_utf8(block: bytes, form: TextForm) -> bytes:
    if not form.gbk or block.isascii():
        return block
    try:
        return block.decode(GBK).encode()
    except UnicodeDecodeError:
        return b"\n".join(_line_in_utf8(line) for line in block.split(b"\n"))


def _line_in_utf8(line: bytes) -> bytes:
    try:
        return line.decode(GBK).encode()
    except UnicodeDecodeError:
        return line
