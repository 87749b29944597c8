"""The record out of the town: straight to Arrow, one moment of it, while life goes on."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from isotherm.errors import UsageError
from isotherm.ledger import LedgerWriter
from isotherm.schema import LEDGER_TABLES
from isotherm.web.readings.dialects import dialect_of
from isotherm.web.readings.my_data import export_member
from isotherm.web.readings.record_sql import SELECTS

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

    All tables are of one moment, whoever writes meanwhile, and are held a batch at a time. The
    folder appears whole; UsageError where there is one already.

    What comes back is what a record brought, but for: likes, saves, follows and votes said twice;
    texts beyond what the town's fields hold; ids that cannot stand in an address; a search without
    an id, which has one now; what is known by its id alone, which needs no row.
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
    dialect = dialect_of(connection.vendor)
    rows: dict[str, int] = {}
    with _one_moment(dialect.begin) as ask, LedgerWriter(folder) as writer:
        for done, table in enumerate(LEDGER_TABLES):
            tell(table.name, done, len(LEDGER_TABLES))
            rows[table.name] = 0
            for batch in ask(SELECTS[table.name].statement(dialect)):
                if batch.num_rows:
                    writer.append(table.name, _without_nul(batch))
                    rows[table.name] += batch.num_rows
    return rows


@contextlib.contextmanager
def _one_moment(begin: tuple[str, ...]) -> Iterator[Callable[[str], Iterator[pa.RecordBatch]]]:
    """Ask for batches of Arrow in a transaction that sees one moment and changes nothing."""
    with _connected() as opened, opened.cursor() as cursor:
        for statement in begin:
            cursor.execute(statement)

        def ask(statement: str) -> Iterator[pa.RecordBatch]:
            cursor.execute(statement)
            yield from cursor.fetch_record_batch()

        yield ask
        cursor.execute("ROLLBACK")


def _connected() -> Any:
    """A connection of our own to the database Django is set to."""
    if connection.vendor == "sqlite":
        import adbc_driver_sqlite.dbapi as sqlite

        return sqlite.connect(str(connection.settings_dict["NAME"]), autocommit=True)
    import adbc_driver_postgresql.dbapi as postgresql

    return postgresql.connect(_postgres_address(), autocommit=True)


def _postgres_address() -> str:
    """Django's settings as the one line that libpq reads."""
    from psycopg.conninfo import make_conninfo

    told = connection.get_connection_params()
    return make_conninfo(**{name: told[name] for name in told if name in _LIBPQ})


def _without_nul(batch: pa.RecordBatch) -> pa.RecordBatch:
    """No ledger holds a zero byte; neither does what leaves the town."""
    columns = [
        pc.replace_substring(column, "\0", "") if pa.types.is_string(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _say_nothing(_table: str, _done: int, _of: int) -> None:
    return None
