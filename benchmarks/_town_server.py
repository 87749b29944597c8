"""A town of its own for a measurement: its home, its database, its server, and who visits it."""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import os
import random
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = ["database", "quantiles", "serving", "set_up", "sign_in", "visit"]

_POSTGRES = Path(__file__).parents[1] / "tests" / "web" / "on_postgres.py"


@contextlib.contextmanager
def database(kind: str) -> Iterator[None]:
    """A home folder, and for ``postgres`` a private cluster, both named in the environment."""
    with contextlib.ExitStack() as doors:
        home = doors.enter_context(tempfile.TemporaryDirectory(prefix="isotherm-town-"))
        os.environ.update(ISOTHERM_DEMO="1", ISOTHERM_HOME=home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "isotherm.web.site.django_settings"
        os.environ.pop("DATABASE_URL", None)
        if kind == "postgres":
            spec = importlib.util.spec_from_file_location("on_postgres", _POSTGRES)
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            os.environ["DATABASE_URL"] = doors.enter_context(module.private_postgres())
        yield


def set_up() -> None:
    """Make Django and the tables ready in this process."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


@contextlib.contextmanager
def serving(workers: int = 1) -> Iterator[tuple[int, int]]:
    """The port of a town as ``isotherm serve`` opens it, without jobs, and its first process."""
    from isotherm.web.site.opening import Opening, open_town

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    home = Path(os.environ["ISOTHERM_HOME"])
    opening = Opening(home=home, port=port, demo=True, workers=workers, jobs=False)
    with open_town(opening) as town:
        yield port, town.pid


def sign_in(member_ids: Sequence[str]) -> list[str]:
    """The session keys of members, in their order."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from isotherm.web.accounts.models import Member

    found, keys = Member.objects.in_bulk(list(member_ids)), []
    for member_id in member_ids:
        session = SessionStore()
        session[SESSION_KEY] = member_id
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = found[member_id].get_session_auth_hash()
        session.create()
        keys.append(str(session.session_key))
    return keys


def visit(
    port: int,
    cookies: Sequence[str],
    *,
    path: Callable[[random.Random], str],
    seconds: float,
    think_s: float,
) -> dict[str, Any]:
    """Let every visitor open a page, think, open the next; times of the pages in milliseconds.

    ``think_s`` is the mean of an exponential pause; 0 asks again at once.
    """
    times: list[float] = []
    failed: list[int] = []
    end = time.monotonic() + seconds

    def live(number: int) -> None:
        rng = random.Random(number)
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        time.sleep(rng.expovariate(1 / think_s) if think_s else 0.0)  # as if there all along
        while time.monotonic() < end:
            begun = time.perf_counter()
            answer = _open(link, path(rng), cookies[number])
            times.append(1000 * (time.perf_counter() - begun))
            if answer.status != 200:
                failed.append(answer.status)
            if think_s:
                time.sleep(rng.expovariate(1 / think_s))

    threads = [threading.Thread(target=live, args=(one,)) for one in range(len(cookies))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = quantiles(times)
    return {**told, "pages": len(times), "failed": len(failed), "pages_s": len(times) / seconds}


def _open(link: http.client.HTTPConnection, path: str, cookie: str) -> http.client.HTTPResponse:
    """Open a page; a connection that lay still for too long is opened anew, as browsers do."""
    try:
        link.request("GET", path, headers={"Cookie": cookie})
        answer = link.getresponse()
    except (http.client.RemoteDisconnected, ConnectionError):
        link.close()
        link.request("GET", path, headers={"Cookie": cookie})
        answer = link.getresponse()
    answer.read()
    return answer


def quantiles(times: Sequence[float]) -> dict[str, float]:
    """Median and 99th percentile, milliseconds."""
    ordered = sorted(times)
    if not ordered:
        return {"p50_ms": float("nan"), "p99_ms": float("nan")}
    return {
        "p50_ms": ordered[len(ordered) // 2],
        "p99_ms": ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))],
    }
