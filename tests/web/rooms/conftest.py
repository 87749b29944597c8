from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

SERVER = Path(__file__).with_name("server.py")


@pytest.fixture
def live_test(shop):
    """A test of two blazers, open for a day."""
    from isotherm.web.rooms.services import open_test
    from isotherm.web.site.clock import now

    options = [
        {"attributes": {"colour": colour, "cut": "直筒"}, "price_fen": 80000}
        for colour in ("丁香紫", "灰")
    ]
    return open_test(
        shop,
        title="春天的西装",
        brief_id="",
        note_id=None,
        place="both",
        options=options,
        closes_at=now() + timedelta(days=1),
    )


@pytest.fixture
def room(shop, merchant, live_test):
    """The shop's room with that test, open now."""
    from isotherm.web.rooms.services import open_room

    return open_room(merchant, shop, title="测款夜", test=live_test)


@pytest.fixture
def session_of(db) -> Callable[..., str]:
    """The session cookie of a member."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    def sign_in(member) -> str:
        session = SessionStore()
        session[SESSION_KEY] = member.pk
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = member.get_session_auth_hash()
        session.create()
        return str(session.session_key)

    return sign_in


@pytest.fixture(scope="session")
def servers(django_db_setup) -> Iterator[Callable[..., int]]:
    """Servers by their options, started when first asked for and kept to the end of the tests."""
    started: dict[tuple[str, ...], tuple[subprocess.Popen[bytes], int]] = {}

    def port_of(*options: str) -> int:
        if options not in started:
            started[options] = _start(options)
        return started[options][1]

    yield port_of
    for process, _port in started.values():
        process.terminate()
    for process, _port in started.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()


@pytest.fixture
def serve(transactional_db, servers) -> Callable[..., int]:
    """The port of a town's server, in a process of its own, on the database of the tests."""
    return servers


def _start(options: tuple[str, ...]) -> tuple[subprocess.Popen[bytes], int]:
    from django.db import connection

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, str(SERVER), str(port), name, *options]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings"}
    process = subprocess.Popen(command, env=env)
    _await_port(port, process)
    return process, port


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not start")
