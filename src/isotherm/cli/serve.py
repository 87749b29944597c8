"""``isotherm serve``: the town, open until it is told to close."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from isotherm.cli.output import Output
from isotherm.errors import UsageError

if TYPE_CHECKING:
    from isotherm.web.site.opening import Opening

__all__ = ["act", "add_arguments"]

_NEEDED = (
    "django",
    "uvicorn",
    "a2wsgi",
    "ninja",
    "allauth",
    "django_tasks_db",
    "adbc_driver_sqlite",
)
_MOST_BY_DEFAULT = 4  # processes for pages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--ledger", type=Path, help="rebuild the town from this record, where it is not yet"
    )
    parser.add_argument("--reading", type=Path, help="a finished reading of that record")
    parser.add_argument(
        "--home", type=Path, default=Path("town"), help="the town's own folder; default: town"
    )
    parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: this machine only")
    parser.add_argument("--port", type=_port, default=8000, help="default 8000")
    parser.add_argument(
        "--demo",
        action="store_true",
        help="one-click sign-in as each role, and the clock of the record; never for a real town",
    )
    parser.add_argument(
        "--workers",
        type=_workers,
        default=min(os.cpu_count() or 1, _MOST_BY_DEFAULT),
        metavar="N",
        help=f"processes for pages; default: one for each processor, up to {_MOST_BY_DEFAULT}",
    )
    parser.add_argument(
        "--force", action="store_true", help="throw the town's life away and rebuild it"
    )
    parser.add_argument(
        "--try",
        action="store_true",
        dest="only_try",
        help="where nobody sits at a terminal: open, fetch the first page, close",
    )


def act(options: argparse.Namespace, output: Output) -> int:
    """Open the town and keep it open; Ctrl-C or SIGTERM closes it."""
    _require_packages()
    from isotherm.web.site.opening import Opening, open_town, require_open

    if options.reading is not None and options.ledger is None:
        raise UsageError("--reading is a reading of a record; give that record with --ledger")
    _require_a_home_of_its_own(options)
    only_try = options.only_try and not sys.stdin.isatty()
    opening = Opening(
        home=options.home,
        ledger=options.ledger,
        reading=options.reading,
        host=options.host,
        port=options.port,
        demo=options.demo or os.environ.get("ISOTHERM_DEMO") == "1",
        workers=options.workers,
        force=options.force,
        jobs=not only_try,
    )
    with open_town(opening) as town:
        output.say(f"The town is open at {opening.address}")
        if opening.demo:
            output.say(f"Choose who to be at {opening.address}demo/")
        if sys.stdin.isatty():
            output.say("Ctrl-C closes it.")
        sys.stdout.flush()
        if only_try:
            return _try(opening, output)
        try:
            while True:
                require_open(town)
                time.sleep(0.5)
        except KeyboardInterrupt:
            output.say("The town is closed.")
            return 0


def _try(opening: Opening, output: Output) -> int:
    """Fetch the first page and say what came."""
    with urllib.request.urlopen(opening.ask(), timeout=30) as answer:
        page = answer.read()
        status = answer.status
    output.say(f"Its first page came whole ({len(page):,} bytes); nobody is here, so it closes.")
    output.give({"address": opening.address, "status": status, "bytes": len(page)})
    return 0


def _require_a_home_of_its_own(options: argparse.Namespace) -> None:
    """The town's database and pictures never come to lie among the files it is made from."""
    for folder in (options.ledger, options.reading):
        if folder is not None and folder.resolve() == options.home.resolve():
            raise UsageError(
                f"{options.home} is read by the town; choose another folder for --home"
            )


def _require_packages() -> None:
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            f"the town needs more packages ({', '.join(missing)} are not installed): "
            "pip install 'isotherm[web]'"
        )


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a whole number, 1 to 65535")
    return int(text)


def _workers(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r}: give a number of processes, 1 to 64")
    return int(text)
