"""What one request brings: taken in before a thread is given to it, refused where it is too much.

Someone who sends a byte a second keeps a socket waiting, and none of the few threads of the pages.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from typing import IO, Any

__all__ = ["MOST_BODY_BYTES", "Body", "refuse_body", "says_too_much", "take_body"]

MOST_BODY_BYTES = 64 * 2**20  # nine pictures of a usual phone, with room
MOST_ON_THE_WAY = 1024 * 2**20  # of all bodies a process takes in at once
PATIENCE_S = 30.0  # for the next part of one
_IN_MEMORY = 2**20  # what is larger waits in a file
_PART = 2**16

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

_TOO_MUCH, _TOO_SLOW, _TOO_MANY = 413, 408, 503
_WORDS = {
    _TOO_MUCH: "这次上传太大了：一次最多 64 MB，一张图片最多 20 MB。什么都没有改变。\n"
    "This upload is too large: at most 64 MB at once, 20 MB a picture. Nothing was changed.\n",
    _TOO_SLOW: "上传停住了，没有收完，什么都没有改变。请再试一次。\n"
    "The upload stood still and did not come whole. Nothing was changed; please try again.\n",
    _TOO_MANY: "现在上传的人太多了，什么都没有改变。请稍等再试。\n"
    "Too much is being uploaded right now. Nothing was changed; please try again in a moment.\n",
}


class Body:
    """A body that came whole, to be read in parts."""

    on_the_way = 0  # bytes of all bodies of this process that are not closed

    def __init__(self) -> None:
        """Nothing has come yet."""
        self.trouble: int | None = None
        """The status it is refused with; None for one that may be read."""
        self.is_cut_short = False
        self._came = 0
        self._kept: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed below

    def take(self, part: bytes) -> None:
        """Keep one more part, unless it is too much now."""
        self._came += len(part)
        Body.on_the_way += len(part)
        if self._came > MOST_BODY_BYTES:
            self.trouble = _TOO_MUCH
        elif Body.on_the_way > MOST_ON_THE_WAY:
            self.trouble = _TOO_MANY
        else:
            self._kept.write(part)

    def rewind(self) -> None:
        """Be read from the beginning."""
        self._kept.seek(0)

    async def __call__(self) -> Any:
        """The next part, as a server would hand it on."""
        part = self._kept.read(_PART)
        return {"type": "http.request", "body": part, "more_body": len(part) == _PART}

    def close(self) -> None:
        """Forget it."""
        Body.on_the_way -= self._came
        self._came = 0
        self._kept.close()


async def take_body(receive: Receive) -> Body:
    """Everything a client sends, up to the limits, until it hangs up or stands still."""
    body = Body()
    more = True
    while more and body.trouble is None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                message = await receive()
        except TimeoutError:
            body.trouble = _TOO_SLOW
            break
        body.is_cut_short = message["type"] == "http.disconnect"
        body.take(message.get("body", b""))
        more = message.get("more_body", False)
    body.rewind()
    return body


def says_too_much(scope: Scope) -> bool:
    """Whether a request announces more than it may bring."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value) > MOST_BODY_BYTES
    return False


async def refuse_body(send: Send, status: int = _TOO_MUCH) -> None:
    """Say why in both languages, and hang up."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": _WORDS[status].encode()})
