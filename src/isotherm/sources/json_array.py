"""Reading one long JSON array element by element, so that memory stays flat."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from isotherm.sources.summary import RowFault

__all__ = ["read_json_array"]

_MOST = 16_777_216  # characters of one element; a longer one was never closed
_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
_DECODER = json.JSONDecoder()


def read_json_array(
    blocks: Iterable[bytes | RowFault],
) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """The objects of an array, each with its line; what cannot be read comes as the reason.

    After a damaged element reading goes on with the next object. ``blocks`` are parts of the file.

    >>> list(read_json_array([b'[{"a": 1},', b'{"a" 2}, {"a": 3}]']))
    [(1, {'a': 1}), (1, 'not a JSON object'), (1, {'a': 3})]
    """
    reader = _Reader()
    for block in blocks:
        if isinstance(block, RowFault):
            yield reader.line, block.why
            break
        yield from reader.feed(block.decode("utf-8", "replace"))
    yield from reader.finish()


class _Reader:
    """The text not yet understood, and the line it begins on."""

    def __init__(self) -> None:
        self.line = 1
        self._text = ""
        self._opened = False
        self._closed = False

    def feed(self, text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
        """The elements that more text completes."""
        self._text += text
        yield from self._elements(last=False)

    def finish(self) -> Iterator[tuple[int, dict[str, Any] | str]]:
        """What is left when no more text can come."""
        yield from self._elements(last=True)
        if not self._opened:
            yield self.line, "not an array of JSON objects"
        elif not self._closed:
            yield self.line, "the array is not closed: the file ends too early"

    def _elements(self, *, last: bool) -> Iterator[tuple[int, dict[str, Any] | str]]:
        at = self._open()
        while not self._closed and self._opened:
            start = _end(_BETWEEN, self._text, at)
            if start >= len(self._text):
                break
            if self._text[start] == "]":
                self._closed = True
                break
            found, end = self._element(start, last=last)
            if end < 0:
                break
            line = self.line + self._text.count("\n", 0, start)
            yield line, found
            at = end
        self._drop(at)

    def _open(self) -> int:
        """Where the elements begin."""
        if not self._opened:
            start = _end(_BETWEEN, self._text, 0)
            self._opened = self._text[start : start + 1] == "["
            return start + 1 if self._opened else 0
        return 0

    def _element(self, start: int, *, last: bool) -> tuple[dict[str, Any] | str, int]:
        """The element at ``start`` and where it ends; -1 when it needs more text."""
        try:
            found, end = _DECODER.raw_decode(self._text, start)
            return (found, end) if isinstance(found, dict) else ("not a JSON object", end)
        except (json.JSONDecodeError, RecursionError):
            near = _NEXT.search(self._text, start)
            if near:
                return "not a JSON object", near.end()
            if last or len(self._text) - start > _MOST:
                self._closed = last
                return "not a JSON object", len(self._text)
            return "", -1

    def _drop(self, at: int) -> None:
        self.line += self._text.count("\n", 0, at)
        self._text = self._text[at:]


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
