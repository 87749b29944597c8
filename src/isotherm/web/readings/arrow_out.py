"""The process that writes a record: it reads the database through Arrow, and knows no Django.

It is a process of its own because the Arrow driver brings an SQLite of its own: two of them in one
process would take each other's locks away (sqlite.org/howtocorrupt, 2.2.1).
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger import LedgerWriter
from isotherm.schema import LEDGER_TABLES
from isotherm.web.readings.dialects import dialect_of
from isotherm.web.readings.record_sql import SELECTS

__all__ = ["main"]


def main() -> int:
    """Take ``{"vendor", "address", "folder"}`` from standard input; a line for each table."""
    told = json.load(sys.stdin)
    dialect = dialect_of(told["vendor"])
    opened = _one_moment(told["vendor"], told["address"], begin=dialect.begin)
    with opened as ask, LedgerWriter(Path(told["folder"])) as writer:
        for table in LEDGER_TABLES:
            rows = 0
            for batch in ask(SELECTS[table.name].statement(dialect)):
                if batch.num_rows:
                    writer.append(table.name, _without_nul(batch))
                    rows += batch.num_rows
            print(json.dumps([table.name, rows]), flush=True)
    return 0


@contextlib.contextmanager
def _one_moment(
    vendor: str, address: str, *, begin: tuple[str, ...]
) -> Iterator[Callable[[str], Iterator[pa.RecordBatch]]]:
    """Ask for batches of Arrow in a transaction that sees one moment and changes nothing."""
    with _connected(vendor, address) as opened, opened.cursor() as cursor:
        for statement in begin:
            cursor.execute(statement)

        def ask(statement: str) -> Iterator[pa.RecordBatch]:
            cursor.execute(statement)
            yield from cursor.fetch_record_batch()

        yield ask
        cursor.execute("ROLLBACK")


def _connected(vendor: str, address: str) -> Any:
    if vendor == "sqlite":
        import adbc_driver_sqlite.dbapi as sqlite

        return sqlite.connect(address, autocommit=True)
    import adbc_driver_postgresql.dbapi as postgresql

    return postgresql.connect(address, autocommit=True)


def _without_nul(batch: pa.RecordBatch) -> pa.RecordBatch:
    """No ledger holds a zero byte; neither does what leaves the town."""
    columns = [
        pc.replace_substring(column, "\0", "") if pa.types.is_string(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


if __name__ == "__main__":
    raise SystemExit(main())
