"""The hub: carries what happens in a room to everyone in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["answer_socket"]


async def answer_socket(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[Any]],
    send: Callable[[Any], Awaitable[None]],
) -> None:
    """Refuse every connection: no room is open."""
    await send({"type": "websocket.close", "code": 1008})
