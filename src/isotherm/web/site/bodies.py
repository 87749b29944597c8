"""What one request brings: taken in before a thread is given to it, refused where it is too much.

Someone who sends a byte a second keeps a socket waiting, and none of the few threads of the pages.
"""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from typing import IO, Any

__all__ = ["MOST_BODY_BYTES", "Body", "refuse_body", "says_too_much", "take_body"]

MOST_BODY_BYTES = 64 * 2**20  # nine pictures of a usual phone, with room
_IN_MEMORY = 2**20  # what is larger waits in a file
_PART = 2**16

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

_WORDS = (
    "这次上传太大了：一次最多 64 MB，一张图片最多 20 MB。什么都没有改变。\n"
    "This upload is too large: at most 64 MB at once, 20 MB a picture. Nothing was changed.\n"
)


class Body:
    """A body that came whole, to be read in parts."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self.is_too_much = False
        self.is_cut_short = False
        self._came = 0
        self._kept: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed below

    def take(self, part: bytes) -> None:
        """Keep one more part, unless it is too much now."""
        self._came += len(part)
        self.is_too_much = self._came > MOST_BODY_BYTES
        if not self.is_too_much:
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
        self._kept.close()


async def take_body(receive: Receive) -> Body:
    """Everything a client sends, up to the limit or until it hangs up."""
    body = Body()
    more = True
    while more and not body.is_too_much:
        message = await receive()
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


async def refuse_body(send: Send) -> None:
    """Answer 413 in both languages, and hang up."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _WORDS.encode()})
