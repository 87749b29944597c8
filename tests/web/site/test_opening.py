"""A town's processes: what ended begins again, all end together, none holds what it needs not."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from isotherm.errors import UsageError
from isotherm.web.site.opening import Opening, TownError, open_town, require_open

_KEEPER = """
import functools, os, sys, time
from isotherm.web.site.keeper import Work, keep_going

def tell(name):
    with open(sys.argv[1], "a") as told:
        told.write(f"{name} {os.getpid()}\\n")
    time.sleep(60)

keep_going(
    [Work(name, functools.partial(tell, name)) for name in ("pages", "jobs")],
    begun=lambda: None, rests_s=0.0,
)
"""


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A process that keeps two works going, and the file in which they tell that they began."""
    told = tmp_path / "told"
    told.touch()
    command = [sys.executable, "-c", _KEEPER, str(told)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=_surroundings(tmp_path)) as kept:
        yield kept, told
        kept.kill()


def test_what_ended_begins_again_and_what_runs_is_left(keeper):
    kept, told = keeper
    before = _begun(told, 2)
    os.kill(before["jobs"], signal.SIGKILL)
    after = _begun(told, 3)
    assert after["jobs"] != before["jobs"]
    assert after["pages"] == before["pages"]
    assert kept.poll() is None


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGKILL])
def test_all_end_with_the_one_that_keeps_them(keeper, ends):
    kept, told = keeper
    running = _begun(told, 2)
    kept.send_signal(ends)
    kept.wait(20)
    assert _within(10, lambda: not any(_lives(pid) for pid in running.values()))


def test_a_town_whose_keeper_ended_closes():
    with subprocess.Popen([sys.executable, "-c", ""]) as town:
        town.wait()
    with pytest.raises(TownError, match="the town ended"):
        require_open(town)


def test_a_town_that_cannot_be_made_ready_says_why(town_elsewhere: Opening, tmp_path: Path) -> None:
    """And leaves no process behind."""
    missing = Opening(**{**vars(town_elsewhere), "ledger": tmp_path / "nowhere"})
    with pytest.raises(UsageError, match="not a folder; give the folder"), open_town(missing):
        pass
    with socket.socket() as again:
        again.bind((missing.host, missing.port))


@pytest.mark.parametrize(
    ("hosts", "asked"),
    [
        ("town.example.org,b", "town.example.org"),
        (".example.org", "example.org"),
        ("*", "127.0.0.1"),
    ],
)
def test_a_real_town_is_asked_by_a_name_it_answers_to(
    hosts: str, asked: str, town_elsewhere: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ISOTHERM_DEMO", raising=False)
    monkeypatch.setenv("ISOTHERM_SECRET_KEY", "a-long-secret-of-this-test-" * 3)
    monkeypatch.setenv("ISOTHERM_HOSTS", hosts)
    real = Opening(**{**vars(town_elsewhere), "demo": False})
    assert real.ask("healthz").get_header("Host") == asked


@pytest.fixture
def town_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    for name in ("DATABASE_URL", "REDIS_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        monkeypatch.delenv(name, raising=False)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    return Opening(home=tmp_path / "home", port=port, demo=True, workers=1, jobs=False)


_HEAVY = (
    "scipy.sparse",
    "scipy.special",
    "pyarrow",
    "pandas",
    "sklearn",
    "duckdb",
    "isotherm.ledger",
    "isotherm.reading",
)
_PAGES = "import isotherm.web.site.asgi, isotherm.web.site.urls"


@pytest.mark.parametrize(
    ("told", "brings"),
    [(_PAGES, False), ("import isotherm.cli.main", False), (f"{_PAGES}, isotherm.reading", True)],
    ids=["pages", "command line", "control: the engine"],
)
def test_who_only_opens_does_without_the_engine(told: str, brings: bool, tmp_path: Path) -> None:
    """A start imports once what every page needs; what one page needs comes with that page."""
    asks = f"{told}; import sys; print(*[name for name in {_HEAVY} if name in sys.modules])"
    command = [sys.executable, "-c", asks]
    done = subprocess.run(command, env=_surroundings(tmp_path), capture_output=True, check=True)
    assert bool(done.stdout.split()) == brings, done.stdout


def test_the_command_line_helps_without_the_town(tmp_path: Path) -> None:
    asks = (
        "import contextlib, sys\nfrom isotherm.cli import main\n"
        "with contextlib.suppress(SystemExit):\n    main(['--help'])\n"
        "heavy = [name for name in ('django', 'numpy', 'pyarrow') if name in sys.modules]\n"
        "print(*heavy, file=sys.stderr)"
    )
    command = [sys.executable, "-c", asks]
    done = subprocess.run(command, env=_surroundings(tmp_path), capture_output=True, check=True)
    assert done.stderr.split() == []


def _surroundings(home: Path) -> dict[str, str]:
    elsewhere = ("DATABASE_URL", "REDIS_URL")
    kept = {name: here for name, here in os.environ.items() if name not in elsewhere}
    demo = {"ISOTHERM_DEMO": "1", "ISOTHERM_HOME": str(home)}
    return {**kept, **demo, "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings"}


def _begun(told: Path, times: int) -> dict[str, int]:
    """The process of each work that began last, once so many began."""
    assert _within(30, lambda: len(told.read_text().splitlines()) >= times)
    return {name: int(pid) for name, pid in map(str.split, told.read_text().splitlines())}


def _within(seconds: float, holds) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _lives(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat")
        return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
    return False
