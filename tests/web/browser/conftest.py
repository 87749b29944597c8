"""A live town and a real browser that complains: pages are opened here, and nowhere else."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_SERVER = Path(__file__).parents[1] / "rooms" / "server.py"
_PATIENCE_MS = 90_000  # a busy machine is slow, not broken
PHONE, DESKTOP = (390, 844), (1440, 900)


@pytest.fixture(scope="session")
def _server(django_db_setup: None) -> Iterator[str]:
    with running_server() as address:
        yield address


@contextlib.contextmanager
def running_server() -> Iterator[str]:
    """The town's server on the database of the tests, in a process of its own; its address."""
    from django.db import connection

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings"}
    command = [sys.executable, str(_SERVER), str(port), str(connection.settings_dict["NAME"])]
    process = subprocess.Popen(command, env=env)
    try:
        _await_port(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()


@pytest.fixture
def town(transactional_db: None, _server: str) -> str:
    """The address of a live town; what a test writes with the ORM is there at once."""
    return _server


@pytest.fixture
def open_page(browser: Any, town: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the town as someone; fails at the end if the browser complained.

    ``allow`` names what the browser may say (a pattern), for tests that are refused on purpose.
    The page keeps what was said in ``complaints`` and the town's address in ``town``.
    """
    pages: list[tuple[Any, str]] = []
    with contextlib.ExitStack() as doors:

        def open_at(  # each is a way of looking
            path: str,
            *,
            member: Any = None,
            size: tuple[int, int] = PHONE,
            language: str = "zh-hans",
            theme: str = "light",
            allow: str = r"(?!)",
        ) -> Any:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
            )
            context.set_default_timeout(_PATIENCE_MS)
            doors.callback(context.close)
            cookies = {"django_language": language, "theme": theme}
            if member is not None:
                cookies["sessionid"] = session_key(member)
            context.add_cookies([{"name": n, "value": v, "url": town} for n, v in cookies.items()])
            page = context.new_page()
            listen(page, town)
            pages.append((page, allow))
            page.goto(town + path)
            return page

        yield open_at
        for page, allow in pages:
            said = [words for words in page.complaints if not re.search(allow, words)]
            assert not said, said


def listen(page: Any, town: str) -> None:
    """Write down what the browser says of a page, and stop requests that leave the town."""
    page.town, page.complaints = town, []

    def stay(route: Any) -> None:
        url = route.request.url
        if url.startswith((town, "data:", "blob:")):
            route.continue_()
        else:
            page.complaints.append(f"asked for {url}")
            route.abort()

    page.route("**/*", stay)
    page.on("console", lambda said: _keep(page, said))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))


def _keep(page: Any, said: Any) -> None:
    if said.type in ("error", "warning"):
        page.complaints.append(f"{said.text} ({said.location['url']})")


def session_key(member: Any) -> str:
    """A session in which a member is signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = member.pk
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not start")
