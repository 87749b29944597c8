"""How much one request may bring; more is refused while it arrives, not after."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["MOST_BODY_BYTES", "CountedBody", "refuse_body", "says_too_much"]

MOST_BODY_BYTES = 64 * 2**20  # nine pictures of a usual phone, with room

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

_WORDS = (
    "这次上传太大了：一次最多 64 MB，一张图片最多 20 MB。什么都没有改变。\n"
    "This upload is too large: at most 64 MB at once, 20 MB a picture. Nothing was changed.\n"
)


def says_too_much(scope: Scope) -> bool:
    """Whether a request announces more than it may bring."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value) > MOST_BODY_BYTES
    return False


class CountedBody:
    """What a client sends, counted; at the limit it looks as if the client had hung up."""

    def __init__(self, receive: Receive) -> None:
        """Take the door the parts come through."""
        self._receive = receive
        self._came = 0

    @property
    def is_too_much(self) -> bool:
        """Whether more came than may."""
        return self._came > MOST_BODY_BYTES

    async def __call__(self) -> Any:
        """The next part, or the end of it."""
        message = await self._receive()
        self._came += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.is_too_much else message


async def refuse_body(send: Send) -> None:
    """Answer 413 in both languages, and hang up."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _WORDS.encode()})
