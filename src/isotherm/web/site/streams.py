"""Files as answers, in parts so large that a thread hands them over and is free for the next page.

A slow reader is waited for by the loop (`site.asgi`), as long as a file is not of too many parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import FileResponse, StreamingHttpResponse

__all__ = ["FileInParts", "table_answer"]

_PART = 2**16


class FileInParts(FileResponse):
    """A file."""

    block_size = _PART


def table_answer(lines: Iterable[str]) -> StreamingHttpResponse:
    """A CSV table that is written while it is sent."""
    return StreamingHttpResponse(_in_parts(lines), content_type="text/csv; charset=utf-8")


def _in_parts(lines: Iterable[str]) -> Iterator[bytes]:
    part = bytearray()
    for line in lines:
        part += line.encode()
        if len(part) >= _PART:
            yield bytes(part)
            part.clear()
    if part:
        yield bytes(part)
