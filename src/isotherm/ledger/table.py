"""Reading one table of a ledger: its files in order, its duplicates, its account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from isotherm.engines import Engine
from isotherm.ledger.account import FileAccount
from isotherm.ledger.ahead import read_ahead
from isotherm.ledger.canonical import CanonicalFile, RejectsFile
from isotherm.ledger.conform import Conformed, conform
from isotherm.ledger.duplicates import (
    copy_without,
    find_duplicates,
    key_rows,
    key_schema,
    reject_duplicates,
)
from isotherm.ledger.file_notes import FileNotes
from isotherm.ledger.formats import read_rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.schema import Table

__all__ = ["TableReader"]


class TableReader:
    """One table: ``read`` its files, then ``finish`` once; its rows are at ``path`` by then."""

    def __init__(
        self, table: Table, folder: Path, scratch: Path, *, latest: int, settings: LedgerSettings
    ) -> None:
        """``latest`` is the last moment a time may lie at, microseconds since 1970."""
        self.path = scratch / f"{table.name}.parquet"
        self.warnings: list[str] = []
        self._table = table
        self._folder = folder
        self._scratch = scratch
        self._latest = latest
        self._settings = settings
        self._counts: list[FileNotes] = []
        self._keys = scratch / f"{table.name}.keys.parquet"

    def read(
        self,
        paths: tuple[Path, ...],
        *,
        rejects: RejectsFile,
        progress: Callable[[str, int], None] | None = None,
    ) -> None:
        """Read the files in order, writing what is accepted and noting what is not."""
        size = self._settings.row_group_rows
        schema = self._table.arrow_schema()
        with (
            CanonicalFile(self.path, schema, row_group_rows=size) as rows,
            CanonicalFile(self._keys, key_schema(self._table), row_group_rows=size) as keys,
        ):
            position = 0
            for path in paths:
                notes = FileNotes(path.relative_to(self._folder).as_posix(), self._table)
                self._counts.append(notes)
                for done in self._conformed(path, notes):
                    rejects.append(notes.file, done.rejects)
                    rows.append(done.accepted)
                    if self._table.key:
                        keys.append(
                            key_rows(done.accepted, self._table, first=position, lines=done.lines)
                        )
                    position += done.accepted.num_rows
                    if progress is not None:
                        progress(notes.file, notes.read)
                self.warnings += notes.warnings()

    def _conformed(self, path: Path, notes: FileNotes) -> Iterator[Conformed]:
        """The rows of one file, typed and parted into good and bad, some at a time."""
        settings = self._settings
        warning, every = read_rows(path, self._table, settings=settings)
        if warning:
            self.warnings.append(f"{notes.file}: {warning}")
        for some in read_ahead(every):
            done = conform(
                some, self._table, latest=self._latest, found_length=settings.found_length
            )
            notes.take(some, done)
            yield done

    def finish(self, engine: Engine, *, rejects: RejectsFile) -> list[FileAccount]:
        """Take the duplicates out and give the account of each file."""
        later = self._drop_duplicates(engine, rejects) if self._table.key else {}
        self._keys.unlink()
        accounts = []
        for count in self._counts:
            accepted = count.accepted - later.get(count.file, 0)
            accounts.append(
                FileAccount(
                    file=count.file,
                    table=self._table.name,
                    rows_read=count.read,
                    accepted=accepted,
                    rejected=count.read - accepted,
                    error=count.error,
                )
            )
        return accounts

    def _drop_duplicates(self, engine: Engine, rejects: RejectsFile) -> dict[str, int]:
        """Reject later rows of a key; how many in each file."""
        found = self._scratch / f"{self._table.name}.duplicates.parquet"
        if not find_duplicates(self._keys, found, table=self._table, engine=engine):
            found.unlink()
            return {}
        ends = np.cumsum([count.accepted for count in self._counts])
        later: dict[str, int] = {}
        gone = []
        for positions, some in reject_duplicates(
            found, table=self._table, found_length=self._settings.found_length
        ):
            gone.append(positions)
            places = np.searchsorted(ends, positions, side="right")
            for place in np.unique(places).tolist():
                file = self._counts[place].file
                chosen = [some[i] for i in np.flatnonzero(places == place)]
                rejects.append(file, chosen)
                later[file] = later.get(file, 0) + len(chosen)
        kept = self._scratch / f"{self._table.name}.kept.parquet"
        size = self._settings.row_group_rows
        copy_without(self.path, kept, np.concatenate(gone), row_group_rows=size)
        kept.replace(self.path)
        found.unlink()
        return later
