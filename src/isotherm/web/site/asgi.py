"""The door for servers: pages by Django, sockets by the rooms' hub."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.asgi import get_asgi_application

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isotherm.web.site.django_settings")
_pages = get_asgi_application()

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one connection."""
    if scope["type"] == "websocket":
        from isotherm.web.rooms.hub import answer_socket

        await answer_socket(scope, receive, send)
    else:
        await _pages(scope, receive, send)
