"""Files of text, read a few megabytes of whole lines at a time, in UTF-8 whatever they are in."""

from __future__ import annotations

import dataclasses
import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from isotherm.ledger.rejects import fault_of
from isotherm.ledger.settings import LedgerSettings

__all__ = ["READ_ERRORS", "Broken", "Overlong", "TextForm", "look_at", "read_blocks"]

READ_ERRORS = (OSError, EOFError, zlib.error, MemoryError)

_BOM = b"\xef\xbb\xbf"
_GBK = "gb18030"  # GBK and what later standards added to it
_PAIRS = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_HIGH = re.compile(rb"[\x80-\xff]")
_ENOUGH_LINES = 10_000


@dataclasses.dataclass(frozen=True)
class TextForm:
    """How a file of text is written."""

    gbk: bool  # GBK rather than UTF-8
    bare_returns: bool  # lines end in CR alone
    mentioned: frozenset[str]  # which of the names asked for appear in it, in double quotes


_LOOKED_AT = 1 << 24  # bytes of one line after which a look takes it in pieces


@dataclasses.dataclass(frozen=True)
class Overlong:
    """A line longer than allowed, standing for itself between blocks."""

    start: bytes


@dataclasses.dataclass(frozen=True)
class Broken:
    """The file cannot be read on from here."""

    error: str


def _chunks(path: Path, size: int) -> Iterator[bytes]:
    """The bytes of a file, unpacked if its name ends in .gz; all that come before an error."""
    packed = path.name.lower().endswith(".gz")
    with gzip.open(path, "rb") if packed else path.open("rb") as stream:
        pieces: list[bytes] = []
        held = 0
        try:
            while piece := stream.read1(size - held):
                pieces.append(piece)
                held += len(piece)
                if held >= size:
                    yield b"".join(pieces)
                    pieces, held = [], 0
        except READ_ERRORS:
            if pieces:
                yield b"".join(pieces)
            raise
        if pieces:
            yield b"".join(pieces)


def look_at(path: Path, names: tuple[str, ...], *, settings: LedgerSettings) -> TextForm:
    """Read the file once to see its encoding, its line ends and which ``names`` it mentions.

    A file is GBK when its lines with characters beyond ASCII are GBK more often than UTF-8, so
    that a damaged byte in a UTF-8 file costs one line. Errors end the look; reading reports them.
    """
    utf8 = gbk = 0
    absent = {f'"{name}"'.encode(): name for name in names}
    mentioned: set[str] = set()
    bare = False
    try:
        for place, block in enumerate(_whole_lines(path, settings)):
            if place == 0:
                bare = b"\r" in block[:65_536] and b"\n" not in block[:65_536]
            for quoted in [key for key in absent if key in block]:
                mentioned.add(absent.pop(quoted))
            if utf8 + gbk < _ENOUGH_LINES:
                more_utf8, more_gbk = _votes(block)
                utf8, gbk = utf8 + more_utf8, gbk + more_gbk
            elif not absent:
                break
    except READ_ERRORS:
        pass
    return TextForm(gbk=gbk > utf8, bare_returns=bare, mentioned=frozenset(mentioned))


def _whole_lines(path: Path, settings: LedgerSettings) -> Iterator[bytes]:
    rest = b""
    for chunk in _chunks(path, settings.block_bytes):
        data = rest + chunk
        cut = data.rfind(b"\n") + 1
        if cut == 0 and len(data) < _LOOKED_AT:
            rest = data  # a line cut within a character would look like another encoding
            continue
        cut = cut or len(data)
        yield data[:cut]
        rest = data[cut:]
    if rest:
        yield rest


def _votes(block: bytes) -> tuple[int, int]:
    """Lines beyond ASCII that are UTF-8, and those that are likely GBK."""
    if block.isascii():
        return 0, 0
    try:
        block.decode()
    except UnicodeDecodeError:
        return _votes_by_line(block)
    return 1 + sum(not line.isascii() for line in block.split(b"\n", _ENOUGH_LINES)), 0


def _votes_by_line(block: bytes) -> tuple[int, int]:
    utf8 = gbk = 0
    for line in block.split(b"\n", _ENOUGH_LINES):
        if line.isascii():
            continue
        try:
            line.decode()
            utf8 += 1
        except UnicodeDecodeError:
            gbk += _likely_gbk(line)
    return utf8, gbk


def _likely_gbk(line: bytes) -> bool:
    """Whether a line decodes as GBK and is mostly made of its common characters."""
    try:
        line.decode(_GBK)
    except UnicodeDecodeError:
        return False
    return 2 * len(_PAIRS.findall(line)) >= 0.8 * len(_HIGH.findall(line))


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
        for chunk in _chunks(path, settings.block_bytes):
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
        return block.decode(_GBK).encode()
    except UnicodeDecodeError:
        return b"\n".join(_line_in_utf8(line) for line in block.split(b"\n"))


def _line_in_utf8(line: bytes) -> bytes:
    try:
        return line.decode(_GBK).encode()
    except UnicodeDecodeError:
        return line
