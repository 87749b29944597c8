"""``isotherm check``: is this folder a ledger, and what in it cannot be read?"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.cli.output import Output
from isotherm.ledger import Account, check_ledger

__all__ = ["act", "add_arguments"]

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("ledger", type=Path, help="the folder of the ledger")
    parser.add_argument("--rejects", type=Path, help="write all rejects here (Parquet)")


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
        pq.write_table(rejects, options.rejects)
    _show(account, rejects, output)
    output.give({"account": account.as_mapping(), "rejects": rejects.to_pylist()})
    return 1 if account.rejected else 0


def _show(account: Account, rejects: pa.Table, output: Output) -> None:
    files = [(f.file, f.table, f.rows_read, f.accepted, f.rejected) for f in account.files]
    output.table("Files", ("file", "table", "read", "accepted", "rejected"), files)
    for line in account.warnings:
        output.say(f"Note: {line}")
    for (table, column), count in account.dangling.items():
        output.say(f"Note: {count:,} rows of {table} name a {column} that is not there (kept)")
    if account.tables_missing:
        output.say(f"Not there (what needs them goes without): {', '.join(account.tables_missing)}")
    columns = ("file", "line", "column", "code", "found", "expected")
    shown = rejects.slice(0, _SHOWN).to_pylist()
    output.table("Rejects", columns, [[row[c] or "" for c in columns] for row in shown])
    if rejects.num_rows > _SHOWN:
        output.say(f"... {rejects.num_rows - _SHOWN:,} more; write them all with --rejects FILE")
    if "missing_column" in rejects["code"].to_pylist():
        output.say("Is a missing column there under another name? See docs/reference/tables.md.")
    output.say(_verdict(account))


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
