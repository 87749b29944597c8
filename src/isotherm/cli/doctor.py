"""``isotherm doctor``: does this machine have what is needed?"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from isotherm.cli.output import Output

__all__ = ["act", "add_arguments"]

_EXTRAS = {
    "web": "the town",
    "postgres": "a town on PostgreSQL",
    "redis": "limits shared by several processes",
    "retail": "import completejourney",
    "bench": "the benchmarks",
}


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing to take."""


def act(_options: argparse.Namespace, output: Output) -> int:
    """Look, and say what was found; 3 when something needed is missing."""
    looked = list(_look())
    mark = {True: "ok", False: "MISSING"}
    rows = [(name, mark[fine], found) for name, fine, found in looked]
    output.table("This machine", ("what", "", "found"), rows)
    for extra, meaning in _EXTRAS.items():
        absent = [name for name in _needed_by(extra) if _version(name) is None]
        state = f"not installed ({', '.join(absent)})" if absent else "installed"
        output.say(f"optional extra {extra!r}, for {meaning}: {state}")
    fine = all(ok for _, ok, _ in looked)
    output.give({"fine": fine, "found": {name: found for name, _, found in looked}})
    return 0 if fine else 3


def _look() -> Iterator[tuple[str, bool, str]]:
    yield "Python 3.11 or newer", True, platform.python_version()
    for name in _needed_by(None):
        yield name, _version(name) is not None, _version(name) or "not installed"
    scratch = Path(tempfile.gettempdir())
    free = shutil.disk_usage(scratch).free / 1e9
    yield "room for scratch files", free > 1, f"{free:,.0f} GB free"
    yield "processors", True, str(os.cpu_count())
    yield "table engine", _engine_works(), "answers"


def _needed_by(extra: str | None) -> Iterator[str]:
    """The packages of an extra; without one, what the library itself stands on."""
    for requirement in metadata.requires("isotherm") or []:
        package, _, condition = requirement.partition(";")
        asked = re.search(r"extra\s*==\s*['\"]([\w-]+)", condition)
        if (asked.group(1) if asked else None) == extra:
            yield re.split(r"[\[<>=!~\s]", package.strip(), maxsplit=1)[0]


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _engine_works() -> bool:
    from isotherm.ledger import Record

    record = Record.from_rows({"notes": [{"note_id": "a", "at": "2026-01-01T00:00:00Z"}]})
    return record.collect(record.table("notes"), order_by=["note_id"]).num_rows == 1
