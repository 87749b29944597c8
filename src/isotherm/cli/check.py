"""``isotherm check``: is this folder a ledger, and what in it cannot be read?"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from isotherm.cli.output import Output

__all__ = ["act", "add_arguments"]

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("ledger", type=Path, help="the folder of the ledger")
    parser.add_argument("--rejects", type=Path, help="write all rejects here (Parquet)")


def act(options: argparse.Namespace, output: Output) -> int:
    """Read the whole ledger, say what was accepted and rejected; 1 when there are rejects."""
    import pyarrow.parquet as pq

    from isotherm.ledger import check_ledger

    with output.progress() as progress:
        progress("reading the ledger", 0, 1)
        account, rejects = check_ledger(options.ledger, now=dt.datetime.now(dt.UTC))
    if options.rejects:
        pq.write_table(rejects, options.rejects)
    files = [(f.file, f.table, f.read, f.accepted, f.rejected) for f in account.files]
    output.table("Files", ("file", "table", "read", "accepted", "rejected"), files)
    for line in account.remarks():
        output.say(line)
    shown = rejects.slice(0, _SHOWN).to_pylist()
    columns = ("file", "line", "column", "code", "found", "expected")
    output.table("Rejects", columns, [[row[c] or "" for c in columns] for row in shown])
    if rejects.num_rows > _SHOWN:
        output.say(f"... {rejects.num_rows - _SHOWN:,} more; write them all with --rejects FILE")
    output.say(f"{account.rejected:,} of {account.rows_read:,} rows cannot be read.")
    output.give({"account": account.as_mapping(), "rejects": rejects.to_pylist()})
    return 1 if account.rejected else 0
