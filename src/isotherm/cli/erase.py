"""``isotherm erase``: forget an actor in a ledger and in readings."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from isotherm.cli.output import Output
from isotherm.errors import UsageError

if TYPE_CHECKING:
    from isotherm.erasure import Erased

__all__ = ["act", "add_arguments"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("ledger", type=Path, help="the folder of the ledger")
    parser.add_argument("readings", type=Path, nargs="*", help="readings made from it")
    parser.add_argument("--actor", required=True, metavar="ID", help="whom to forget")


def act(options: argparse.Namespace, output: Output) -> int:
    """Rewrite the files without the actor; 1 when something is left that cannot be searched."""
    from isotherm.erasure import erase_from_ledger, erase_from_reading, find_traces
    from isotherm.ledger.files import find_tables
    from isotherm.reading import MANIFEST, read_manifest

    if not options.actor.strip():
        raise UsageError("--actor is empty; give the actor_id of the one to forget")
    for folder in options.readings:
        if not (folder / ".work").is_dir():
            read_manifest(folder)
    files = find_tables(options.ledger)
    traces = find_traces(files, options.actor)
    done: dict[Path, Erased] = {}
    for folder in options.readings:  # while the ledger still tells what the actor made
        done[folder] = erase_from_reading(folder, traces)
        if (folder / MANIFEST).exists() and not (folder / "report.html").exists():
            _draw_again(folder, output)
    done[options.ledger] = erase_from_ledger(files, traces)
    return _say(done, output)


def _draw_again(folder: Path, output: Output) -> None:
    from isotherm.report import write_report

    write_report(folder, folder / "report.html")
    output.say(f"{folder}: the report was drawn again.")


def _say(done: dict[Path, Erased], output: Output) -> int:
    for folder, one in done.items():
        if one.files:
            files = ", ".join(one.files)
            output.say(f"{folder}: {one.rows:,} rows removed, {one.cells:,} cells cleared: {files}")
        else:
            output.say(f"{folder}: nothing there was of the actor or mentioned them.")
        for line in one.left:
            output.say(f"{folder}: LEFT: {line}")
    output.give({str(folder): dataclasses.asdict(one) for folder, one in done.items()})
    return 1 if any(one.left for one in done.values()) else 0
