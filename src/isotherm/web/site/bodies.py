"""How much one request may bring; more is refused while it arrives, not after."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["MOST_BODY_BYTES", "TooMuchError", "counted", "refuse_body", "says_too_much"]

MOST_BODY_BYTES = 64 * 2**20  # nine pictures of a usual phone, with room

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

_WORDS = (
    "这次上传太大了：一次最多 64 MB，一张图片最多 20 MB。什么都没有改变。\n"
    "This upload is too large: at most 64 MB at once, 20 MB a picture. Nothing was changed.\n"
)


class TooMuchError(Exception):
    """More came than was said."""


def says_too_much(scope: Scope) -> bool:
    """Whether a request announces more than it may bring."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value) > MOST_BODY_BYTES
    return False


def counted(receive: Receive) -> Receive:
    """Receive a body that did not say its size, and stop at the limit (TooMuchError)."""
    came = 0

    async def next_part() -> Any:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > MOST_BODY_BYTES:
            raise TooMuchError
        return message

    return next_part


async def refuse_body(send: Send) -> None:
    """Answer 413 in both languages, and hang up."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _WORDS.encode()})
