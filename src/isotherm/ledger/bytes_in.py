"""The bytes of a file of text: unpacked, and in UTF-8 if it is in UTF-16."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

import pyarrow as pa

__all__ = ["READ_ERRORS", "is_utf8", "is_utf16", "open_packed", "read_chunks"]

READ_ERRORS = (OSError, EOFError, zlib.error, MemoryError)
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def open_packed(path: Path) -> gzip.GzipFile | BufferedReader:
    """A file's bytes, unpacked if its name ends in .gz."""
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")


def is_utf16(path: Path) -> bool:
    """Whether a file begins as UTF-16 does; reading it tells what else may be wrong with it."""
    try:
        with open_packed(path) as stream:
            return stream.read(2) in _UTF16_BOMS
    except READ_ERRORS:
        return False


def is_utf8(data: bytes) -> bool:
    """Whether all of the bytes are UTF-8.

    >>> is_utf8("春".encode()), is_utf8("春".encode("gbk"))
    (True, False)
    """
    try:
        pa.array([data], pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


def read_chunks(path: Path, size: int) -> Iterator[bytes]:
    """The bytes of a file, in UTF-8 if it is in UTF-16; half a character stays no character."""
    if not is_utf16(path):
        yield from _chunks(path, size)
        return
    decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
    for chunk in _chunks(path, size):
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    if decoder.getstate()[0]:
        yield b"\xff"


def _chunks(path: Path, size: int) -> Iterator[bytes]:
    """The bytes of a file; all that come before an error."""
    with open_packed(path) as stream:
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
