"""One socket in a room: what still has to be sent to it, and sending it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from isotherm.web.rooms.hub.door import Guest
from isotherm.web.rooms.hub.frames import NewsFrame, as_text

__all__ = ["Closed", "Seat"]

Send = Callable[[Any], Awaitable[None]]
_MOST_ANSWERS = 100  # waiting for a socket that does not read


class Closed(Exception):  # noqa: N818  # an end, not an error
    """The socket shall be closed, with a code and a word why."""

    def __init__(self, code: int, reason: str) -> None:
        """Keep both."""
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Seat:
    """A socket's place in a room. It reads the room's frames at its own pace."""

    def __init__(self, guest: Guest, send: Send) -> None:
        """Nothing is sent yet."""
        self.guest = guest
        self.seq = guest.after or 0  # the last line it has
        self.next_frame = 0
        self._send = send
        self._answers: deque[str] = deque()
        self._stir = asyncio.Event()
        self._end: Closed | None = None

    def tell(self, message: dict[str, Any]) -> None:
        """Send something to this socket alone."""
        self._answers.append(as_text(message))
        if len(self._answers) > _MOST_ANSWERS:
            self.close(1013, "too slow")
        self._stir.set()

    def stir(self) -> None:
        """There is news."""
        self._stir.set()

    def close(self, code: int, reason: str) -> None:
        """End it, once what is to be told is sent."""
        self._end = self._end or Closed(code, reason)
        self._stir.set()

    async def deliver(self, frames: deque[NewsFrame]) -> None:
        """Send until the end: answers first, then news in order.

        Raises:
            Closed: it was closed, or fell too far behind the room's news.
        """
        while True:
            await self._stir.wait()
            self._stir.clear()
            while self._answers:
                await self._send_text(self._answers.popleft())
            await self._send_news(frames)
            if self._end is not None:
                raise self._end

    async def send_lines(self, lines: Sequence[dict[str, Any]], **rest: Any) -> None:
        """Send lines read from the log itself."""
        if lines:
            self.seq = lines[-1]["seq"]
        await self._send_text(as_text({"lines": list(lines), **rest}))

    async def _send_news(self, frames: deque[NewsFrame]) -> None:
        while frames and self.next_frame <= frames[-1].number:
            behind = frames[-1].number - self.next_frame + 1
            if behind > len(frames):
                raise Closed(1013, "too slow")
            frame = frames[-behind]
            self.next_frame = frame.number + 1
            text = self._text_for(frame)
            if text:
                await self._send_text(text)

    def _text_for(self, frame: NewsFrame) -> str:
        """The shared text, or one of its own for a socket that has some of its lines already."""
        had, desk = self.seq, self.guest.desk
        if frame.lines:
            self.seq = max(had, frame.lines[-1]["seq"])
        if not frame.lines or frame.lines[0]["seq"] > had:
            return frame.desk_text if desk else frame.text
        rest = frame.desk_rest if desk else frame.rest
        lines = [line for line in frame.lines if line["seq"] > had]
        return as_text({"lines": lines, **rest}) if lines or rest else ""

    async def _send_text(self, text: str) -> None:
        await self._send({"type": "websocket.send", "text": text})
