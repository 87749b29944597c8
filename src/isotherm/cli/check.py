"""``isotherm check``: is this folder a ledger, and what in it cannot be read?"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from isotherm.cli.output import Output
from isotherm.cli.rejects import count_faults, write_rejects
from isotherm.ledger import Account, check_ledger

__all__ = ["act", "add_arguments"]

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("ledger", type=Path, help="the folder of the ledger")
    parser.add_argument(
        "--rejects",
        type=Path,
        metavar="FILE",
        help="write every rejected row here: CSV where the name ends in .csv, else Parquet",
    )


def act(options: argparse.Namespace, output: Output) -> int:
    """Read the whole ledger, say what was accepted and rejected; 1 when there are rejects."""
    with tempfile.TemporaryDirectory(prefix="isotherm-check-") as scratch:
        into = Path(scratch) / "rejects.parquet"
        with output.progress() as progress:
            account = check_ledger(
                options.ledger,
                now=dt.datetime.now(dt.UTC),
                rejects=into,
                progress=lambda file, rows: progress(f"{file}: {rows:,} rows", 0, 1),
            )
        rejects = pq.ParquetFile(into).read()
    if options.rejects:
        write_rejects(rejects, options.rejects)
    faults = count_faults(rejects)
    _show(account, output)
    _show_faults(faults, options.rejects, output)
    output.say(_verdict(account))
    told = {"account": account.as_mapping(), "faults": faults}
    output.give({**told, "rejects": rejects.to_pylist() if output.as_json else []})
    return 1 if account.rejected else 0


def _show(account: Account, output: Output) -> None:
    files = [(f.file, f.table, f.rows_read, f.accepted, f.rejected) for f in account.files]
    output.table("Files", ("file", "table", "read", "accepted", "rejected"), files)
    for line in account.warnings:
        output.say(f"Note: {line}")
    for (table, column), count in account.dangling.items():
        article = "an" if column[0] in "aeiou" else "a"
        output.say(
            f"Note: {count:,} rows of {table} name {article} {column} that is not there (kept)"
        )
    if account.tables_missing:
        output.say(f"Not there (what needs them goes without): {', '.join(account.tables_missing)}")


def _show_faults(faults: list[dict[str, Any]], written: Path | None, output: Output) -> None:
    """Each fault with its first row, the commonest first."""
    columns = ("rows", "file", "column", "code", "first line", "found", "expected")
    keys = ("rows", "file", "column", "code", "line", "found", "expected")
    shown = [
        ["" if fault[key] is None else fault[key] for key in keys] for fault in faults[:_SHOWN]
    ]
    output.table("Rejected rows by fault, the commonest first", columns, shown)
    more = faults[_SHOWN:]
    if more:
        output.say(f"... and {len(more):,} more faults of {sum(f['rows'] for f in more):,} rows")
    if any(fault["code"] == "missing_column" for fault in faults):
        output.say("Is a missing column there under another name? See docs/reference/tables.md.")
    if written is not None:
        output.say(f"Every rejected row is in {written}.")
    elif faults:
        output.say("Each rejected row with its line: --rejects FILE (.csv or .parquet).")


def _verdict(account: Account) -> str:
    if not account.rows_read:
        return "There is not one row in these files."
    if not account.rejected:
        return f"All {account.rows_read:,} rows can be read."
    can = account.rows_read - account.rejected
    return (
        f"{account.rejected:,} of {account.rows_read:,} rows cannot be read; "
        f"a run works with the other {can:,}."
        if can
        else f"None of the {account.rows_read:,} rows can be read."
    )
