"""Opening a town: one process that keeps it open, begun, waited for and ended again."""

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
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from isotherm.errors import IsothermError, UsageError
from isotherm.web.site.children import dies_with_parent
from isotherm.web.site.environment import read_environment

__all__ = ["Opening", "TownError", "open_town", "require_open"]

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
    jobs: bool = True  # beside the pages

    @property
    def address(self) -> str:
        """Where the town is found."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def ask(self, path: str = "") -> urllib.request.Request:
        """A question to a page, as a visitor asks it who came by a name the town answers to."""
        hosts = read_environment(self.environment()).hosts
        host = "127.0.0.1" if self.demo or hosts[0] == "*" else hosts[0].lstrip(".")
        told = {"Host": host, "X-Forwarded-Proto": "https", "Accept": "text/html"}
        return urllib.request.Request(f"{self.address}{path}", headers=told)

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
def open_town(opening: Opening) -> Iterator[subprocess.Popen[bytes]]:
    """Make ready, start and wait until the town answers; all its processes end with the block.

    Gives the process that keeps the town open. Raises UsageError where the port is taken or the
    record does not fit the town, SettingsError where a town outside the demo lacks its secrets,
    TownError where the town does not open.
    """
    environment = opening.environment()
    with _listen(opening) as listening:
        opening.home.mkdir(parents=True, exist_ok=True)
        heard, tells = Pipe(duplex=False)
        town = subprocess.Popen(
            _command(opening, listening.fileno(), tells.fileno()),
            env=environment,
            stdin=subprocess.DEVNULL,
            pass_fds=(listening.fileno(), tells.fileno()),
            start_new_session=True,  # Ctrl-C is ours to pass on
            preexec_fn=dies_with_parent,  # noqa: PLW1509  # there are no threads here
        )
    try:
        tells.close()
        _await_ready(town, heard)
        _await_answer(opening, town)
        yield town
    finally:
        heard.close()
        _stop(town)


def _listen(opening: Opening) -> socket.socket:
    """The town's address, taken at once: until the pages begin whoever asks there is refused."""
    family = socket.AF_INET6 if ":" in opening.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((opening.host, opening.port))
    except OSError as error:
        listening.close()
        raise UsageError(
            f"{opening.host}:{opening.port} cannot be listened on ({error.strerror}); "
            "choose another with --port"
        ) from None
    return listening


def _command(opening: Opening, listening: int, tells: int) -> list[str]:
    command = [sys.executable, "-m", "django", "keep_town"]
    command += ["--listening", str(listening), "--tells", str(tells)]
    command += ["--workers", str(opening.workers)]
    for name in ("ledger", "reading"):
        folder = getattr(opening, name)
        command += [f"--{name}", str(folder)] if folder is not None else []
    command += ["--fresh"] if opening.force else []
    return command if opening.jobs else [*command, "--only-pages"]


def _await_ready(town: subprocess.Popen[bytes], heard: Connection) -> None:
    """Wait while the town is made ready, which may be long where it is rebuilt."""
    try:
        said = heard.recv_bytes().decode()
    except EOFError:
        raise TownError("the town could not be made ready: see above") from None
    if said:
        kind = UsageError if town.wait() == UsageError.exit_status else TownError
        raise kind(f"the town could not be made ready: {said}")


def _await_answer(opening: Opening, town: subprocess.Popen[bytes]) -> None:
    """Wait until the first page can be had."""
    until = time.monotonic() + _STARTS_WITHIN_S
    asked = opening.ask("healthz")
    while time.monotonic() < until:
        require_open(town)
        try:
            with urllib.request.urlopen(asked, timeout=10):
                return
        except urllib.error.HTTPError:
            return  # it answers; what it says is not asked here
        except OSError:
            time.sleep(0.05)
    raise TownError(f"the town does not answer at {opening.address}; see what it said above")


def require_open(town: subprocess.Popen[bytes]) -> None:
    """TownError where the process that keeps the town open has ended."""
    if town.poll() is not None:
        raise TownError(
            f"the process of the town ended (status {town.returncode}); "
            "what was written is kept, start it again"
        )


def _stop(town: subprocess.Popen[bytes]) -> None:
    """End the town and all it started: first asked, then made to, as a second Ctrl-C does."""
    with contextlib.suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
        town.terminate()
        town.wait(_STOPS_WITHIN_S)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(town.pid, signal.SIGKILL)
    town.wait()
