"""Opening a town: its pages and its hands as children of one process, and closing it again."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from isotherm.errors import IsothermError, UsageError
from isotherm.web.site.children import dies_with_parent
from isotherm.web.site.environment import read_environment

__all__ = ["Opening", "TownError", "keep_running", "open_town", "pages_command"]

_LARGEST_FRAME = 4_096  # bytes of a message to a room; longer ones end the socket
_STARTS_WITHIN_S = 60.0
_STOPS_WITHIN_S = 10.0
_SETTINGS = "isotherm.web.site.django_settings"


class TownError(IsothermError):
    """The town cannot be opened, or one of its processes ended."""


@dataclasses.dataclass(frozen=True)
class Opening:
    """How a town is to be opened."""

    home: Path
    ledger: Path | None = None
    reading: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    workers: int = 1
    force: bool = False

    @property
    def address(self) -> str:
        """Where the town is found."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def environment(self) -> dict[str, str]:
        """The environment of the town's processes; SettingsError where a real one lacks secrets."""
        told = {**os.environ, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        told["ISOTHERM_HOME"] = str(self.home.absolute())
        if self.demo:
            told["ISOTHERM_DEMO"] = "1"
            told.setdefault("ISOTHERM_HOSTS", f"127.0.0.1,localhost,[::1],{self.host}")
        read_environment(told)
        return told


@contextlib.contextmanager
def open_town(opening: Opening) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Make ready, start and wait until the town answers; all its processes end with the block.

    Raises UsageError where the port is taken or the record does not fit the town, SettingsError
    where a town outside the demo lacks its secrets, TownError where a process fails.
    """
    environment = opening.environment()
    _require_free(opening)
    opening.home.mkdir(parents=True, exist_ok=True)
    _make_ready(opening, environment)
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.append(_start(pages_command(opening), environment))
        _await_answer(opening, children)
        # Jobs come second: a visitor waits for the first page, nobody for the first job.
        children.append(_start(_JOBS, environment))
        yield children
    finally:
        _stop(children)


_DJANGO = [sys.executable, "-m", "django"]
_JOBS = [*_DJANGO, "work_town"]


def _require_free(opening: Opening) -> None:
    """Say at once when somebody else has the port."""
    family = socket.AF_INET6 if ":" in opening.host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((opening.host, opening.port))
        except OSError as error:
            raise UsageError(
                f"{opening.host}:{opening.port} cannot be listened on ({error.strerror}); "
                "choose another with --port"
            ) from None


def _make_ready(opening: Opening, environment: Mapping[str, str]) -> None:
    command = [*_DJANGO, "open_town"]
    for name in ("ledger", "reading"):
        folder = getattr(opening, name)
        command += [f"--{name}", str(folder)] if folder is not None else []
    command += ["--fresh"] if opening.force else []
    done = subprocess.run(
        command,
        env=dict(environment),
        stderr=subprocess.PIPE if not sys.stderr.isatty() else None,
        preexec_fn=dies_with_parent,
        check=False,
    )
    if done.returncode:
        raise _told(done.returncode, done.stderr)


def _told(status: int, complaint: bytes | None) -> IsothermError:
    """What the process that made ready said, as an error of ours."""
    words = (complaint or b"").decode(errors="replace").strip().splitlines()
    said = words[-1].removeprefix("CommandError: ") if words else "see above"
    kind = UsageError if status == UsageError.exit_status else TownError
    return kind(f"the town could not be made ready: {said}")


def pages_command(opening: Opening) -> list[str]:
    """How the pages of a town are served: by uvicorn, in as many processes as it says."""
    command = [sys.executable, "-m", "uvicorn", "isotherm.web.site.asgi:application"]
    command += ["--host", opening.host, "--port", str(opening.port)]
    command += ["--workers", str(opening.workers), "--lifespan", "off", "--no-access-log"]
    command += ["--log-level", "warning", "--no-server-header", "--timeout-graceful-shutdown", "3"]
    command += ["--timeout-worker-healthcheck", "30"]  # a machine may be busy with a reading
    # It ends whoever sends headers without end; the quicker one keeps and copies them all.
    command += ["--http", "h11"]
    # Rooms send many small messages: packing each costs more than it saves.
    command += ["--ws", "websockets-sansio", "--ws-per-message-deflate", "false"]
    return [*command, "--ws-max-size", str(_LARGEST_FRAME)]


def _start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is ours to pass on
        preexec_fn=dies_with_parent,  # noqa: PLW1509  # there are no threads here
    )


def _await_answer(opening: Opening, children: list[subprocess.Popen[bytes]]) -> None:
    """Wait until the first page can be had."""
    until = time.monotonic() + _STARTS_WITHIN_S
    asked = urllib.request.Request(f"{opening.address}healthz", headers={"Host": "127.0.0.1"})
    while time.monotonic() < until:
        _require_pages(children[0])
        try:
            with urllib.request.urlopen(asked, timeout=2):
                return
        except urllib.error.HTTPError:
            return  # it answers; what it says is not asked here
        except OSError:
            time.sleep(0.1)
    raise TownError(f"the town does not answer at {opening.address}; see what it said above")


def keep_running(opening: Opening, children: list[subprocess.Popen[bytes]]) -> bool:
    """Start the jobs again where their process ended; whether that was so.

    A town without jobs is still a town. Raises TownError where the pages have ended.
    """
    pages, jobs = children
    _require_pages(pages)
    if jobs.poll() is None:
        return False
    children[1] = _start(_JOBS, opening.environment())
    return True


def _require_pages(pages: subprocess.Popen[bytes]) -> None:
    if pages.poll() is not None:
        raise TownError(
            f"the process of the town's pages ended (status {pages.returncode}); "
            "what was written is kept, start it again"
        )


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """End all children and what they started: first asked, then made to."""
    for signal_name in ("SIGTERM", "SIGKILL"):
        for child in children:
            _signal_all(child, signal_name)
        until = time.monotonic() + _STOPS_WITHIN_S
        for child in children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, until - time.monotonic()))


def _signal_all(child: subprocess.Popen[bytes], name: str) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, getattr(signal, name))
