"""Viewers of a live room that cost next to nothing: what they are told is kept and read later.

They stand on the same machine as the server they measure. So a frame is cut out of what came and
written down with the moment it came; text is only looked into once everything is over.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import json
import os
import time
from typing import Any, cast

__all__ = ["Gone", "Viewer"]

_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10


class Gone(Exception):  # noqa: N818  # an end, not an error
    """There is no open socket."""


class Viewer(asyncio.Protocol):
    """A socket in a room that writes down what it is told, and when."""

    def __init__(self, port: int, path: str, session: str) -> None:
        self.port, self.path, self.session = port, path, session
        self.heard: list[tuple[float, bytes]] = []
        self._transport: asyncio.Transport | None = None
        self._rest = b""
        self._opened: asyncio.Future[None]
        self._closed: asyncio.Future[None]

    async def come(self) -> None:
        """Come in, from the line one stopped at; Gone where one is refused."""
        loop = asyncio.get_running_loop()
        self._opened, self._closed = loop.create_future(), loop.create_future()
        self._rest, self._upgraded = b"", False
        await loop.create_connection(lambda: self, "127.0.0.1", self.port)
        await asyncio.wait_for(self._opened, 60)

    async def go(self) -> None:
        """Drop the line without a word."""
        if self._transport is not None:
            self._transport.abort()
            await self._closed

    def send(self, **act: str) -> None:
        """Send one act; Gone where the socket is closed."""
        if self._transport is None:
            raise Gone
        self._write(_TEXT, json.dumps(act).encode())

    @property
    def messages(self) -> list[tuple[float, dict[str, Any]]]:
        """Everything heard so far, read."""
        return [(at, _read(text)) for at, text in self.heard]

    @property
    def after(self) -> int:
        """The last line heard."""
        told = (_read(text) for _at, text in reversed(self.heard) if b'"lines"' in text)
        return next((m["lines"][-1]["seq"] for m in told if m.get("lines")), 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        key = base64.b64encode(os.urandom(16)).decode()
        host = f"127.0.0.1:{self.port}"
        lines = [
            f"GET {self.path}?after={self.after} HTTP/1.1",
            *(f"Host: {host}", f"Origin: http://{host}", f"Cookie: sessionid={self.session}"),
            *("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"),
            f"Sec-WebSocket-Key: {key}",
        ]
        self._transport.write("\r\n".join([*lines, "", ""]).encode())

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's own
        self._transport = None
        for waiting, end in ((self._opened, Gone()), (self._closed, None)):
            if not waiting.done():
                waiting.set_exception(end) if end else waiting.set_result(None)

    def data_received(self, data: bytes) -> None:
        at, self._rest = time.perf_counter(), self._rest + data
        if not self._upgraded and not self._upgrade():
            return
        place, data = 0, self._rest
        while (frame := _cut(data, place)) is not None:
            kind, begin, place = frame
            if kind == _TEXT:
                self.heard.append((at, data[begin:place]))
            elif kind == _PING:
                self._write(_PONG, data[begin:place])
            elif kind == _CLOSE and self._transport is not None:
                self._transport.close()
        self._rest = data[place:]

    def _upgrade(self) -> bool:
        head, end, self._rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            self._rest = head
            return False
        self._upgraded = b" 101 " in head[:20]
        if self._upgraded:
            self._opened.set_result(None)
        elif self._transport is not None:
            self._transport.close()
        return self._upgraded

    def _write(self, kind: int, body: bytes) -> None:
        """One frame, masked with zeros as a client's must be."""
        size = len(body)
        length = bytes([128 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
        if self._transport is not None:
            self._transport.write(bytes([128 | kind]) + length + bytes(4) + body)


def _cut(data: bytes, place: int) -> tuple[int, int, int] | None:
    """Kind, begin and end of the frame at a place; None where it has not come whole."""
    have = len(data) - place
    if have < 2:
        return None
    size, begin = data[place + 1] & 127, place + 2
    if size > 125:
        wide = 2 if size == 126 else 8
        if have < 2 + wide:
            return None
        size, begin = int.from_bytes(data[begin : begin + wide], "big"), begin + wide
    if len(data) < begin + size:
        return None
    return data[place] & 15, begin, begin + size


@functools.lru_cache(maxsize=4096)
def _read(text: bytes) -> dict[str, Any]:
    """Most messages are the same for everybody: each is read once."""
    told: dict[str, Any] = json.loads(text)
    return told
