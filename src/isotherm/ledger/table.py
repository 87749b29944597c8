"""Reading one table of a ledger: its files in order, its duplicates, its account."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

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
from isotherm.ledger.formats import read_rows
from isotherm.ledger.rows import Rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.schema import Table

__all__ = ["TableReader"]

_MOST_NAMED = 10  # unknown columns named in one warning


@dataclasses.dataclass
class _FileCount:
    """What has been seen of one file so far."""

    file: str
    read: int = 0
    accepted: int = 0
    error: str = ""
    names: set[str] = dataclasses.field(default_factory=set)
    filled: set[str] = dataclasses.field(default_factory=set)


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
        self._counts: list[_FileCount] = []
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
                count = _FileCount(path.relative_to(self._folder).as_posix())
                self._counts.append(count)
                warning, every = read_rows(path, self._table, settings=self._settings)
                if warning:
                    self.warnings.append(f"{count.file}: {warning}")
                for some in read_ahead(every):
                    done = conform(
                        some,
                        self._table,
                        latest=self._latest,
                        found_length=self._settings.found_length,
                    )
                    _count(count, some, done)
                    rejects.append(count.file, done.rejects)
                    rows.append(done.accepted)
                    if self._table.key:
                        keys.append(
                            key_rows(done.accepted, self._table, first=position, lines=done.lines)
                        )
                    position += done.accepted.num_rows
                    if progress is not None:
                        progress(count.file, count.read)
                self._warn(count)

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

    def _warn(self, count: _FileCount) -> None:
        declared = self._table.names
        unknown = sorted(count.names.difference(declared))
        if unknown:
            said = [_named(name, declared) for name in unknown[:_MOST_NAMED]]
            more = f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
            self.warnings.append(f"{count.file}: columns not used: {', '.join(said)}{more}")
        if count.accepted:
            empty = [n for n in declared if n in count.names and n not in count.filled]
            if empty:
                listed = ", ".join(empty)
                self.warnings.append(f"{count.file}: empty throughout, so absent: {listed}")
        if count.error:
            self.warnings.append(f"{count.file}: could not be read to its end: {count.error}")


def _count(count: _FileCount, some: Rows, done: Conformed) -> None:
    count.read += some.count
    count.accepted += done.accepted.num_rows
    count.error = count.error or some.error
    count.names.update(some.names)
    for name, cells in zip(done.accepted.schema.names, done.accepted.columns, strict=True):
        if isinstance(cells, pa.Array) and cells.null_count < len(cells):
            count.filled.add(name)


def _named(name: str, declared: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name.strip().lower(), declared, n=1)
    return f"{name!r} (did you mean {near[0]}?)" if near else repr(name)
