"""``isotherm import``: from a foreign export to a ledger."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from isotherm.cli.output import Output

if TYPE_CHECKING:
    from isotherm.sources import ImportSummary

__all__ = ["act", "add_arguments"]

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    from isotherm.sources import SOURCES
    from isotherm.sources.options import CONTACT_KINDS

    known = "; ".join(f"{source.name}: {source.says}" for source in SOURCES.values())
    parser.add_argument("source", metavar="SOURCE", help=known)
    parser.add_argument("paths", type=Path, nargs="*", metavar="PATH", help="files or folders")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the ledger")
    parser.add_argument("--salt", default="", help="mixed into hashed ids; default: one is drawn")
    parser.add_argument(
        "--category",
        action="append",
        default=[],
        help="weibo-hot: keep this category alone (repeat it; 'lifestyle' means a list of them)",
    )
    parser.add_argument(
        "--contact", choices=CONTACT_KINDS, default="like", help="interactions: what an entry is"
    )


def act(options: argparse.Namespace, output: Output) -> int:
    """Import, say what became of every row, and what to do next."""
    from isotherm.sources import LIFESTYLE, ImportOptions, NothingReadError, import_source

    chosen = [LIFESTYLE if name == "lifestyle" else (name,) for name in options.category]
    settings = ImportOptions(
        salt=options.salt,
        categories=tuple(name for names in chosen for name in names),
        contact=options.contact,
    )
    with output.progress() as progress:
        progress(f"importing {options.source}", 0, 1)
        summary = import_source(options.source, options.paths, options.out, options=settings)
    if summary.is_all_unreadable:
        _show_faults(summary, output)
        _show_remarks(summary, output)
        raise NothingReadError(summary)
    output.table("Rows of the ledger", ("table", "rows"), list(summary.tables.items()))
    _show_faults(summary, output)
    output.say(
        f"{summary.read:,} rows read: {summary.kept:,} kept, {summary.repeated:,} seen before, "
        f"{summary.left_out:,} left out on request, {summary.unreadable:,} unreadable."
    )
    _show_remarks(summary, output)
    output.say(_next_step(options.out))
    output.give(summary.as_mapping())
    return 0


def _show_faults(summary: ImportSummary, output: Output) -> None:
    told = [(f.file, f.line, f.column, f.why, f.found) for f in summary.faults[:_SHOWN]]
    columns = ("file", "line", "column", "why", "found")
    output.table("Rows that cannot be read", columns, told)
    if summary.unreadable > len(told):
        kinds = [f"{count:,} {why}" for why, count in summary.faults_by_kind.items()]
        output.say(f"In all: {'; '.join(kinds)}")


def _show_remarks(summary: ImportSummary, output: Output) -> None:
    for line in summary.remarks:
        output.say(f"Note: {line}.")


def _next_step(out: Path) -> str:
    """What to do now: check the ledger, or bring in events when there are none yet."""
    from isotherm.errors import LedgerError
    from isotherm.ledger.files import find_tables
    from isotherm.schema import SIGNAL_TABLES

    try:
        find_tables(out)
    except LedgerError:
        events = ", ".join(SIGNAL_TABLES)
        return f"No events are here yet (one of {events}): import or add some to {out}."
    return f"Next: isotherm check {out}"
