"""Viewers of a room: sockets that keep what they are told."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import websockets
from django.db import connection
from websockets.exceptions import ConnectionClosed

QUIET = (ConnectionClosed, OSError)
PATIENCE_S = 60.0  # with what never comes


class Viewer:
    """Someone in a room, who comes back from where they stopped."""

    def __init__(self, port: int, room_id: str, session: str, *, desk: bool = False) -> None:
        self.address = f"ws://127.0.0.1:{port}/ws/rooms/{room_id}"
        self.origin = f"http://127.0.0.1:{port}"
        self.session, self.desk = session, desk
        self.lines: list[dict[str, Any]] = []
        self.told: list[dict[str, Any]] = []
        self.acks: dict[str, dict[str, Any]] = {}
        self.after: int | None = None
        self.closed: int | None = None
        self._reader: asyncio.Task[None] | None = None

    async def come(self, *, origin: str | None = None) -> Viewer:
        query = ["desk=1"] if self.desk else []
        query += [] if self.after is None else [f"after={self.after}"]
        cookie = {"Cookie": f"sessionid={self.session}"} if self.session else {}
        self.socket = await websockets.connect(
            f"{self.address}?{'&'.join(query)}",
            origin=origin or self.origin,
            additional_headers=cookie,
            compression=None,
            proxy=None,
            open_timeout=PATIENCE_S,
        )
        self._reader = asyncio.create_task(self._read())
        return self

    async def go(self) -> None:
        """Drop the line without a word."""
        self.socket.transport.abort()
        if self._reader is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader

    async def send(self, **act: str) -> None:
        await self.socket.send(json.dumps(act))

    async def ask(self, **act: str) -> dict[str, Any]:
        await self.send(**act)
        await wait_until(lambda: act["key"] in self.acks)
        return self.acks.pop(act["key"])

    async def is_there(self) -> bool:
        """Whether the other end still answers."""
        with contextlib.suppress(*QUIET):
            await (await self.socket.ping())
            return True
        await wait_until(lambda: self.closed is not None)
        return False

    async def _read(self) -> None:
        try:
            async for text in self.socket:
                self._take_in(json.loads(text))
        except QUIET:
            pass
        self.closed = self.socket.close_code

    def _take_in(self, message: dict[str, Any]) -> None:
        if "ack" in message:
            self.acks[message["ack"]] = message
            return
        self.told.append(message)
        for line in message.get("lines", ()):
            self.lines.append(line)
            self.after = line["seq"]

    @property
    def seqs(self) -> list[int]:
        return [line["seq"] for line in self.lines]


async def wait_until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not true():
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def all_in(viewers: Sequence[Viewer]) -> AsyncIterator[None]:
    """Everybody comes, a few at a time, and goes at the end."""
    for start in range(0, len(viewers), 10):
        await asyncio.gather(*(viewer.come() for viewer in viewers[start : start + 10]))
    try:
        yield
    finally:
        await asyncio.gather(*(viewer.go() for viewer in viewers), return_exceptions=True)


async def meanwhile(act: Callable[..., Any], *args: Any) -> Any:
    """Do something with the database beside the sockets."""

    def do() -> Any:
        try:
            return act(*args)
        finally:
            connection.close()

    return await asyncio.to_thread(do)
