"""The door for servers: pages by Django in a few threads, sockets by the rooms' hub.

A page is processor work: beyond a few threads a process only gets slower, for they wait for each
other at the interpreter's lock. What comes and goes slowly (bodies, files, sockets) is the loop's.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import gettext, override

from isotherm.web.site.bodies import refuse_body, says_too_much, take_body
from isotherm.web.site.handing_over import PagesInThreads

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isotherm.web.site.django_settings")

_THREADS = 4  # of a process; more processes, not more threads, answer more people
_NEW_THINGS = 20_000  # between two looks for rubbish
_PARTS_WAITING = 512  # of an answer, for a client that reads slowly

_django: Any = get_wsgi_application()
_pages: Any = PagesInThreads(_django, workers=_THREADS, send_queue_size=_PARTS_WAITING)

from isotherm.web.rooms.hub import answer_socket  # noqa: E402  # its models need Django set up
from isotherm.web.site.static_files import with_static_files  # noqa: E402

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await answer_socket(scope, receive, send)
    elif scope["type"] == "http":
        await _answer_page(scope, receive, send)


async def _answer_page(scope: Scope, receive: Receive, send: Send) -> None:
    if says_too_much(scope):
        await refuse_body(send)
        return
    body = await take_body(receive)
    try:
        if body.trouble is not None:
            await refuse_body(send, body.trouble)
        elif not body.is_cut_short:
            await _pages(_without_look_alikes(scope), body, send)
    finally:
        body.close()


def _without_look_alikes(scope: Scope) -> Scope:
    """Without headers whose underscore would make them pass for another: ``X_Forwarded-For``."""
    kept = [pair for pair in scope["headers"] if b"_" not in pair[0]]
    return {**scope, "headers": kept}


application = with_static_files(_answer)


def _warm_up() -> None:
    """What the first page would wait for: the addresses, the words and the frame of all pages."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("Sign in")  # any: the catalogue comes whole
            _ = get_resolver().reverse_dict
    get_template("site/base.html")
    get_template("community/feed.html")


_warm_up()

# What a server begins with stays: looking through all of it for rubbish, as Python does now and
# then, would hold up every page of the process for a tenth of a second.
gc.freeze()
gc.set_threshold(_NEW_THINGS, 20, 20)
