"""The record out of the town: straight to Arrow, one moment of it, while life goes on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from isotherm.errors import EngineError, UsageError
from isotherm.web.readings.my_data import export_member

__all__ = ["export_member", "export_record"]

_LIBPQ = (
    "host",
    "port",
    "dbname",
    "user",
    "password",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
)
Progress = Callable[[str, int, int], None]  # the table, tables done, tables in all


def export_record(folder: Path, *, progress: Progress | None = None) -> dict[str, int]:
    """Write the town's record as a ledger of Parquet files; the rows of each table.

    All tables are of one moment, whoever writes meanwhile, and are held a batch at a time, in a
    process of their own. The folder appears whole; UsageError where there is one already,
    EngineError where the database cannot be read.

    What comes back is what a record brought, but for: likes, saves, follows and votes said twice;
    texts beyond what the town's fields hold; ids that cannot stand in an address; a search without
    an id, which has one now; an order of a variant, which names the product now, too; a test
    without a place, which is under a note now; what is known by its id alone, which needs no row.
    """
    if folder.exists():
        raise UsageError(f"{folder} is there already; choose another folder for the export")
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        rows = _write_tables(part, progress or _say_nothing)
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return rows


def _write_tables(folder: Path, tell: Progress) -> dict[str, int]:
    from isotherm.schema import LEDGER_TABLES

    asked = {"vendor": connection.vendor, "address": _address(), "folder": str(folder.absolute())}
    command = [sys.executable, "-m", "isotherm.web.readings.arrow_out"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as writing:
        assert writing.stdin is not None
        assert writing.stdout is not None
        writing.stdin.write(json.dumps(asked))
        writing.stdin.close()
        rows: dict[str, int] = {}
        for line in writing.stdout:
            table, count = json.loads(line)
            rows[table] = count
            tell(table, len(rows), len(LEDGER_TABLES))
        complaint = writing.stderr.read() if writing.stderr is not None else ""
    if writing.returncode:
        said = (complaint.strip().splitlines() or ["it ended without a word"])[-1]
        raise EngineError(f"the town's record cannot be read: {said}")
    return rows


def _address() -> str:
    """Where the database is, as its Arrow driver takes it."""
    if connection.vendor == "sqlite":
        return str(connection.settings_dict["NAME"])
    from psycopg.conninfo import make_conninfo

    told = connection.get_connection_params()
    return make_conninfo(**{name: told[name] for name in told if name in _LIBPQ})


def _say_nothing(_table: str, _done: int, _of: int) -> None:
    return None
