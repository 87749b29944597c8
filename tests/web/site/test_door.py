"""The door of the pages: whoever is slow keeps nobody else waiting."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from isotherm.web.site import asgi, bodies
from isotherm.web.site.bodies import MOST_BODY_BYTES, take_body

pytestmark = pytest.mark.django_db


def _scope(path: str, method: str = "GET", headers: tuple[tuple[bytes, bytes], ...] = ()) -> Any:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "headers": [(b"host", b"localhost"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }


def _parts(*messages: dict[str, Any]) -> Any:
    waiting = list(messages)

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    return receive


async def _ask(door: Any, scope: Any, receive: Any) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    await door(scope, receive, send)
    return said


async def _first_of_all(door: Any, *, held: int, page_waits: bool) -> str:
    """What is answered first: a page, or one of many that were asked for before and wait.

    Their bodies do not come before so many of them hold what the door gives them, and, unless the
    page waits for them too, before the page was answered.
    """
    come, all_held = asyncio.Event(), asyncio.Event()
    answered: list[str] = []
    asked = 0

    async def slowly() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        if asked == held:
            all_held.set()
        await come.wait()
        return {"type": "http.disconnect"}

    async def ask(path: str, method: str, headers: Any, receive: Any) -> None:
        await _ask(door, _scope(path, method, headers), receive)
        answered.append(path)

    length = ((b"content-length", b"9"), (b"content-type", b"application/x-www-form-urlencoded"))
    slow = [
        asyncio.create_task(ask("/language/", "POST", length, slowly))
        for _ in range(2 * asgi._THREADS)
    ]
    await all_held.wait()
    nothing = _parts({"type": "http.request", "body": b"", "more_body": False})
    page = asyncio.create_task(ask("/healthz", "GET", (), nothing))
    if not page_waits:
        await page
    come.set()
    await asyncio.gather(page, *slow, return_exceptions=True)
    return answered[0]


def test_slow_bodies_hold_no_thread():
    all_of_them = 2 * asgi._THREADS
    first = _first_of_all(asgi.application, held=all_of_them, page_waits=False)
    assert asyncio.run(first) == "/healthz"


def test_control_without_taking_them_in_they_do():
    straight = _first_of_all(asgi._pages, held=asgi._THREADS, page_waits=True)
    assert asyncio.run(straight) == "/language/"


def test_a_body_comes_back_as_it_came():
    async def there_and_back() -> bytes:
        parts = [{"type": "http.request", "body": b"ab" * 70_000, "more_body": True}] * 3
        body = await take_body(_parts(*parts, {"type": "http.request", "body": b"end"}))
        told, more = b"", True
        while more:
            message = await body()
            told += message["body"]
            more = message["more_body"]
        body.close()
        return told

    assert asyncio.run(there_and_back()) == b"ab" * 210_000 + b"end"


def test_a_body_that_is_too_much_is_refused_while_it_comes_and_not_kept():
    async def send_on() -> list[dict[str, Any]]:
        part = {"type": "http.request", "body": b"x" * 2**20, "more_body": True}
        many = _parts(*[part] * (MOST_BODY_BYTES // 2**20 + 2))
        return await _ask(asgi.application, _scope("/write/", "POST"), many)

    assert asyncio.run(send_on())[0]["status"] == 413


def test_a_body_that_stands_still_is_let_go(monkeypatch):
    monkeypatch.setattr(bodies, "PATIENCE_S", 0.05)

    async def stand_still() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {}

    said = asyncio.run(_ask(asgi.application, _scope("/write/", "POST"), stand_still))
    assert said[0]["status"] == 408


def test_all_bodies_together_are_held_within_bounds(monkeypatch):
    part = {"type": "http.request", "body": b"x" * 1000, "more_body": False}

    async def beside_another() -> list[int]:
        first = await take_body(_parts(part))
        refused = await _ask(asgi.application, _scope("/write/", "POST"), _parts(part))
        first.close()
        taken = await take_body(_parts(part))
        taken.close()
        return [refused[0]["status"], taken.trouble]

    monkeypatch.setattr(bodies, "MOST_ON_THE_WAY", 1500)
    assert asyncio.run(beside_another()) == [503, None]
    assert bodies.Body.on_the_way == 0


def test_a_body_that_is_cut_short_reaches_no_page(monkeypatch):
    asked: list[object] = []

    async def pages(scope: Any, _receive: Any, _send: Any) -> None:
        asked.append(scope["path"])

    monkeypatch.setattr(asgi, "_pages", pages)
    begun = {"type": "http.request", "body": b"title=half", "more_body": True}
    cut = _parts(begun, {"type": "http.disconnect"})
    assert asyncio.run(_ask(asgi.application, _scope("/write/", "POST"), cut)) == []
    assert asked == []
    whole = _parts({"type": "http.request", "body": b"title=whole"})
    asyncio.run(_ask(asgi.application, _scope("/write/", "POST"), whole))
    assert asked == ["/write/"]


def test_headers_that_look_like_others_do_not_pass(monkeypatch):
    seen: list[list[bytes]] = []

    async def pages(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append([name for name, _value in scope["headers"]])

    monkeypatch.setattr(asgi, "_pages", pages)
    forged = ((b"x_forwarded_proto", b"https"), (b"x-forwarded-proto", b"http"))
    nothing = _parts({"type": "http.request", "body": b""})
    asyncio.run(_ask(asgi.application, _scope("/", "GET", forged), nothing))
    assert seen == [[b"host", b"x-forwarded-proto"]]


def test_styles_come_without_a_page_and_with_their_headers():
    nothing = _parts({"type": "http.request", "body": b""})
    said = asyncio.run(_ask(asgi.application, _scope("/static/site/town.css"), nothing))
    headers = dict(said[0]["headers"])
    assert (said[0]["status"], headers[b"x-content-type-options"]) == (200, b"nosniff")
    nothing = _parts({"type": "http.request", "body": b""})
    gone = asyncio.run(_ask(asgi.application, _scope("/static/../town.sqlite3"), nothing))
    assert gone[0]["status"] == 404
