"""Keep a town open: make it ready, then its pages and its jobs, each in processes of their own."""

from __future__ import annotations

import functools
import socket
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from isotherm.web.site.keeper import Work, do_once, keep_going
from isotherm.web.site.serving import serve_pages

__all__ = ["Command"]


class Command(BaseCommand):
    """``keep_town``, which ``isotherm serve`` starts."""

    help = "Keep a town open until told to stop."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what the command takes."""
        parser.add_argument("--listening", type=int, required=True, help="the socket of the pages")
        parser.add_argument(
            "--tells", type=int, required=True, help="where it is said that it is open"
        )
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--only-pages", action="store_true")
        parser.add_argument("--ledger", type=Path)
        parser.add_argument("--reading", type=Path)
        parser.add_argument("--fresh", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make ready, then keep pages and jobs going; nothing said on ``tells`` is all well."""
        listening = socket.socket(fileno=options["listening"])
        tells = Connection(options["tells"], readable=False)
        given = {name: options[name] for name in ("ledger", "reading", "fresh")}
        status = do_once(functools.partial(_make_ready, tells, given))
        if status:
            sys.exit(status)
        import isotherm.web.site.asgi  # noqa: F401  # once for all forks

        works = [Work("pages", functools.partial(serve_pages, listening))] * options["workers"]
        works += (
            []
            if options["only_pages"]
            else [Work("jobs", functools.partial(call_command, "work_town"))]
        )
        keep_going(works, begun=functools.partial(_tell_open, tells))


def _make_ready(tells: Connection, given: dict[str, Any]) -> None:
    try:
        call_command("open_town", **given)
    except CommandError as error:
        tells.send_bytes(str(error).encode())
        sys.exit(error.returncode)


def _tell_open(tells: Connection) -> None:
    tells.send_bytes(b"")
    tells.close()
