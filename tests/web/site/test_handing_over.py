"""An answer reaches the loop whole, in order, and in few parts."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from a2wsgi import WSGIMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.web.site.handing_over import _PART, PagesInThreads

Application = Callable[[Any, Any], Iterable[bytes]]
SCOPE = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "http_version": "1.1"}


def answering(parts: Iterable[bytes]) -> Application:
    def application(_environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("X-Said", "yes")])
        return parts

    return application


def told(application: Application, bridge: type[WSGIMiddleware] = PagesInThreads) -> list[Any]:
    """The messages of one answer."""
    messages = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(bridge(application, workers=1)({**SCOPE, "headers": []}, receive, send))
    return messages


@settings(deadline=None, max_examples=40)
@given(st.lists(st.binary(max_size=_PART + 9), max_size=6))
def test_an_answer_is_what_was_answered(parts: list[bytes]) -> None:
    head, *bodies = told(answering(parts))
    plain_head, *plain_bodies = told(answering(parts), WSGIMiddleware)
    assert head == plain_head
    assert b"".join(one["body"] for one in bodies) == b"".join(parts)
    assert [bool(one.get("more_body")) for one in bodies] == [True] * (len(bodies) - 1) + [False]
    assert len(bodies) <= len(plain_bodies)


@pytest.mark.parametrize(("bridge", "messages"), [(PagesInThreads, 2), (WSGIMiddleware, 4)])
def test_a_page_is_handed_over_at_once(bridge, messages):
    """Control: as the bridge comes, head, parts and end wait for their turns one by one."""
    assert len(told(answering([b"a", b"b"]), bridge)) == messages


def test_a_large_part_does_not_wait_for_the_next():
    came = threading.Event()

    def parts() -> Iterable[bytes]:
        yield b"x" * _PART
        assert came.wait(30)
        yield b"last"

    seen = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        seen.append(len(message.get("body", b"")))
        if seen[-1] == _PART:
            came.set()

    pages = PagesInThreads(answering(parts()), workers=1)
    asyncio.run(pages({**SCOPE, "headers": []}, receive, send))
    assert seen == [0, _PART, len(b"last")]


def test_who_fails_before_saying_anything_has_said_nothing():
    def failing(_environ: Any, _start_response: Any) -> Iterable[bytes]:
        raise LookupError("a page")

    with pytest.raises(LookupError, match="a page"):
        told(failing)
