"""``isotherm report``: write a reading's report again, and open it."""

from __future__ import annotations

import argparse
import webbrowser
from pathlib import Path

from isotherm.cli.output import Output
from isotherm.errors import UsageError

__all__ = ["act", "add_arguments"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("reading", type=Path, help="the folder of the reading")
    parser.add_argument("--previous", type=Path, help="the earlier reading it was compared with")
    parser.add_argument("--open", action="store_true", help="open it in the browser")


def act(options: argparse.Namespace, output: Output) -> int:
    """Write ``report.html`` into the reading."""
    from isotherm.report import write_report

    if options.previous and options.previous.resolve() == options.reading.resolve():
        raise UsageError(
            f"{options.previous} is the reading itself; give --previous an earlier one"
        )
    path = options.reading / "report.html"
    write_report(options.reading, path, previous=options.previous)
    output.say(f"The report is {path.resolve()}")
    output.give({"report": str(path.resolve())})
    if options.open:
        webbrowser.open(path.resolve().as_uri())
    return 0
