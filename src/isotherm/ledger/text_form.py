"""How a file of text is written, found by a look at it: its encoding, its line ends, its names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

from isotherm.ledger.bytes_in import READ_ERRORS, is_utf16, read_chunks
from isotherm.ledger.settings import LedgerSettings

__all__ = ["GBK", "TextForm", "look_at"]

GBK = "gb18030"  # GBK and what later standards added to it
_PAIRS = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_HIGH = re.compile(rb"[\x80-\xff]")
_BOM = b"\xef\xbb\xbf"
_ENOUGH_LINES = 10_000
_LOOKED_AT = 1 << 24  # bytes of one line after which a look takes it in pieces


@dataclasses.dataclass(frozen=True)
class TextForm:
    """How a file of text is written."""

    gbk: bool  # GBK rather than UTF-8
    utf16: bool  # UTF-16, as its first two bytes say
    bare_returns: bool  # lines end in CR alone
    is_array: bool  # begins as one JSON array does
    mentioned: frozenset[str]  # which of the names asked for appear in it, in double quotes


def look_at(path: Path, names: tuple[str, ...], *, settings: LedgerSettings) -> TextForm:
    """Read the file once to see its encoding, its line ends and which ``names`` it mentions.

    A file is GBK when its lines with characters beyond ASCII are GBK more often than UTF-8, so
    that a damaged byte in a UTF-8 file costs one line. Errors end the look; reading reports them.
    """
    utf8 = gbk = 0
    absent = {f'"{name}"'.encode(): name for name in names}
    mentioned: set[str] = set()
    bare = is_array = False
    try:
        for place, block in enumerate(_whole_lines(path, settings)):
            if place == 0:
                is_array = block.removeprefix(_BOM).lstrip().startswith(b"[")
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
    return TextForm(
        gbk=gbk > utf8,
        utf16=is_utf16(path),
        bare_returns=bare,
        is_array=is_array,
        mentioned=frozenset(mentioned),
    )


def _whole_lines(path: Path, settings: LedgerSettings) -> Iterator[bytes]:
    rest = b""
    for chunk in read_chunks(path, settings.block_bytes):
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
        line.decode(GBK)
    except UnicodeDecodeError:
        return False
    return 2 * len(_PAIRS.findall(line)) >= 0.8 * len(_HIGH.findall(line))
