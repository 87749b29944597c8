"""``isotherm run``: from a ledger to a reading and its report."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from isotherm.cli.arguments import moment, read_settings, seed
from isotherm.cli.output import Output

__all__ = ["act", "add_arguments"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("ledger", type=Path, help="the folder of the ledger")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the reading")
    parser.add_argument(
        "--as-of",
        type=moment,
        metavar="TIME",
        help="see nothing later: 2026-03-01 (to the end of that day, UTC) or "
        "2026-03-01T12:00:00+08:00; default: the latest time in the ledger",
    )
    parser.add_argument("--previous", type=Path, help="an earlier reading, for what changed since")
    parser.add_argument("--seed", type=seed, default=0, help="default 0")
    parser.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="spark is not written yet and refused",
    )
    parser.add_argument("--settings", type=Path, help="a TOML or JSON file of settings")
    parser.add_argument("--strict", action="store_true", help="stop when a row cannot be read")
    parser.add_argument("--force", action="store_true", help="replace a reading of another input")


def act(options: argparse.Namespace, output: Output) -> int:
    """Run the reading, write its report, and say what was found."""
    from isotherm.cli.findings import show_findings
    from isotherm.reading import Request, at_work, run_reading
    from isotherm.report import write_report

    request = Request(
        ledger=options.ledger,
        out=options.out,
        as_of=options.as_of,
        previous=options.previous,
        seed=options.seed,
        engine=options.engine,
        settings=read_settings(options.settings),
    )
    with output.progress() as progress:
        manifest = run_reading(
            request,
            now=dt.datetime.now(dt.UTC),
            force=options.force,
            progress=progress,
            strict=options.strict,
        )
    report = options.out / "report.html"
    if not report.exists():
        with at_work(options.out):
            write_report(options.out, report, previous=options.previous)
    show_findings(manifest, output)
    output.say(f"\nThe report is {report.resolve()}")
    return 0
