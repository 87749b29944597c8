"""Reading a ledger: every file of every table, held against its declaration."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from isotherm.engines import Engine, open_engine
from isotherm.ledger.account import Account, FileAccount
from isotherm.ledger.canonical import RejectsFile
from isotherm.ledger.files import LedgerFiles, find_tables
from isotherm.ledger.record import Record
from isotherm.ledger.references import count_dangling
from isotherm.ledger.settings import LedgerSettings
from isotherm.ledger.table import TableReader
from isotherm.schema import LEDGER, LEDGER_TABLES
from isotherm.whole_file import whole_file

__all__ = ["Progress", "check_ledger", "open_record", "read_ledger"]

Progress = Callable[[str, int], None]
"""Called with a file's name and the rows read of it so far."""

_DEFAULTS = LedgerSettings()
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SCRATCH = ".reading"


def read_ledger(
    folder: Path,
    into: Path,
    *,
    now: dt.datetime,
    settings: LedgerSettings = _DEFAULTS,
    progress: Progress | None = None,
) -> Account:
    """Read a community's record and say exactly what of it can be used.

    Writes ``into/<table>.parquet`` for each table that is there, in its declared schema, and
    ``into/rejects.parquet``; each appears whole or not at all, and tables of an earlier reading
    that are no longer there go. Nothing in a file stops the reading: a row, a file or the rest of
    a file that cannot be read becomes rejects, and rows read = accepted + rejected for every
    file. ``now`` is the clock against which times in the future are rejected.

    Raises LedgerError when the folder is no ledger.

    >>> now = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rows = "note_id,author_id,at\\nn1,ana,2026-01-31\\nn2,bo,soon\\n"
    ...     _ = Path(folder, "notes.csv").write_text(rows)
    ...     account = read_ledger(Path(folder), Path(folder, "record"), now=now)
    >>> account.rows_read, account.accepted, account.rejected
    (2, 1, 1)
    """
    files = find_tables(folder)
    into.mkdir(parents=True, exist_ok=True)
    scratch = into / _SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    engine = open_engine(
        "duckdb",
        threads=settings.engine_threads,
        memory_gb=settings.engine_memory_gb,
        scratch=scratch,
    )
    try:
        account, written = _read_tables(
            files,
            scratch,
            latest=_latest(now, settings),
            settings=settings,
            engine=engine,
            progress=progress,
        )
        _move(written, scratch, into)
        return account
    finally:
        engine.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _read_tables(
    files: LedgerFiles,
    scratch: Path,
    *,
    latest: int,
    settings: LedgerSettings,
    engine: Engine,
    progress: Progress | None,
) -> tuple[Account, dict[str, Path]]:
    """Read all tables into ``scratch``; the account and where each table is."""
    accounts: list[FileAccount] = []
    warnings = list(files.warnings)
    written: dict[str, Path] = {}
    every = scratch / "every.parquet"
    with RejectsFile(every, row_group_rows=settings.row_group_rows) as rejects:
        for name, paths in files.tables.items():
            reader = TableReader(
                LEDGER[name], files.folder, scratch, latest=latest, settings=settings
            )
            reader.read(paths, rejects=rejects, progress=progress)
            accounts += reader.finish(engine, rejects=rejects)
            warnings += reader.warnings
            written[name] = reader.path
    order = ("file", "line", "column", "code")
    engine.save(engine.read_parquet([every]), scratch / "rejects.parquet", order_by=order)
    account = Account(
        files=tuple(accounts),
        warnings=tuple(warnings),
        tables_missing=tuple(t.name for t in LEDGER_TABLES if t.name not in written),
        columns_missing={name: _columns_missing(path) for name, path in written.items()},
        dangling=count_dangling(written, engine),
    )
    return account, written


def _latest(now: dt.datetime, settings: LedgerSettings) -> int:
    moment = now if now.tzinfo else now.replace(tzinfo=dt.UTC)
    return (moment - _EPOCH + dt.timedelta(days=settings.future_days)) // dt.timedelta(
        microseconds=1
    )


def _columns_missing(path: Path) -> tuple[str, ...]:
    """Columns without a value in any row."""
    with pq.ParquetFile(path) as file:
        filled: set[str] = set()
        for group in range(file.num_row_groups):
            part = file.metadata.row_group(group)
            for place in range(part.num_columns):
                column = part.column(place)
                statistics = column.statistics
                if statistics is None or statistics.null_count < column.num_values:
                    filled.add(column.path_in_schema.partition(".")[0])
        return tuple(name for name in file.schema_arrow.names if name not in filled)


def _move(written: dict[str, Path], scratch: Path, into: Path) -> None:
    for table in LEDGER_TABLES:
        final = into / f"{table.name}.parquet"
        if table.name in written:
            written[table.name].replace(final)
        else:
            final.unlink(missing_ok=True)
    (scratch / "rejects.parquet").replace(into / "rejects.parquet")


def open_record(folder: Path, engine: Engine, as_of: dt.datetime | None = None) -> Record:
    """The record in a folder that ``read_ledger`` wrote, seen up to ``as_of`` (None: its end).

    >>> from isotherm.ledger import write_table
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_table(Path(folder), "notes", [{"note_id": "n1", "at": dt.datetime(2026, 1, 31)}])
    ...     open_record(Path(folder), open_engine()).as_of.isoformat()
    '2026-01-31T00:00:00+00:00'
    """
    tables = {
        table.name: engine.read_parquet([folder / f"{table.name}.parquet"])
        for table in LEDGER_TABLES
        if (folder / f"{table.name}.parquet").exists()
    }
    return Record(engine, tables, as_of=as_of)


def check_ledger(
    folder: Path,
    *,
    now: dt.datetime,
    rejects: Path | None = None,
    settings: LedgerSettings = _DEFAULTS,
    progress: Progress | None = None,
) -> Account:
    """Read a ledger only to account for it; ``rejects`` says where its rejects are written.

    Raises LedgerError when the folder is no ledger.

    >>> from isotherm.ledger import write_table
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_table(Path(folder), "searches", [{"actor_id": "ana", "query": "大码西装"}])
    ...     account = check_ledger(Path(folder), now=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    >>> account.accepted, account.tables_missing[:2]
    (1, ('actors', 'notes'))
    """
    with tempfile.TemporaryDirectory(prefix="isotherm-check-") as scratch:
        account = read_ledger(folder, Path(scratch), now=now, settings=settings, progress=progress)
        if rejects is not None:
            with whole_file(rejects) as part:
                shutil.copyfile(Path(scratch) / "rejects.parquet", part)
    return account
