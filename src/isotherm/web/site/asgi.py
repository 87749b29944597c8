"""The door for servers: pages by Django, sockets by the rooms' hub."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.asgi import get_asgi_application

from isotherm.web.site.bodies import CountedBody, refuse_body, says_too_much

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isotherm.web.site.django_settings")
_pages = get_asgi_application()

from isotherm.web.rooms.hub import answer_socket  # noqa: E402  # its models need Django set up

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one connection."""
    if scope["type"] == "websocket":
        await answer_socket(scope, receive, send)
    elif scope["type"] == "http" and says_too_much(scope):
        await refuse_body(send)
    else:
        body = CountedBody(receive)
        await _pages(scope, body, send)
        if body.is_too_much:
            await refuse_body(send)
