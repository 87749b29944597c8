"""The lines of a file of text, and writing lines into a file of the same form."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from isotherm.erasure.judgement import Rewritten
from isotherm.ledger.bytes_in import READ_ERRORS, is_utf16, open_packed, read_chunks
from isotherm.ledger.rejects import fault_of

__all__ = ["read_lines", "writing_like"]

_BLOCK = 1 << 20


class Lines(Protocol):
    """What lines can be written to."""

    def write(self, line: bytes, /) -> object:
        """Write a line."""

    def writelines(self, lines: Iterable[bytes], /) -> None:
        """Write lines."""


def read_lines(path: Path, done: Rewritten, *, bare_returns: bool) -> Iterator[bytes]:
    """The lines of a file with their ends (UTF-16 in UTF-8), up to where it cannot be read on."""
    try:
        for line in _utf16_lines(path) if is_utf16(path) else _plain_lines(path):
            yield from (
                line.replace(b"\r", b"\n").splitlines(keepends=True) if bare_returns else (line,)
            )
    except READ_ERRORS as error:
        done.error = fault_of(error)


def _plain_lines(path: Path) -> Iterator[bytes]:
    with open_packed(path) as stream:
        yield from stream


def _utf16_lines(path: Path) -> Iterator[bytes]:
    rest = b""
    for chunk in read_chunks(path, _BLOCK):
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest


@contextlib.contextmanager
def writing_like(path: Path, part: Path) -> Iterator[Lines]:
    """A file to write lines of UTF-8 into; it is packed and encoded as ``path`` is."""
    packed = path.name.lower().endswith(".gz")
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(part.open("wb"))
        out: Lines = stream
        if packed:
            out = stack.enter_context(gzip.GzipFile("", "wb", fileobj=stream, mtime=0))
        yield _InUtf16(out, like=path) if is_utf16(path) else out


class _InUtf16:
    """Takes lines of UTF-8 and writes them in UTF-16, in the byte order of another file."""

    def __init__(self, stream: Lines, *, like: Path) -> None:
        self._stream = stream
        with open_packed(like) as original:
            order = original.read(2)
        self._encoding = "utf-16-le" if order == b"\xff\xfe" else "utf-16-be"
        stream.write(order)

    def write(self, line: bytes) -> None:
        text = line.removesuffix(b"\xff").decode("utf-8", "surrogatepass")
        self._stream.write(text.encode(self._encoding, "surrogatepass"))

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)
