"""Reading Parquet: batch by batch, with what is damaged told from what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.ledger.rejects import Reject, RejectCode, shown
from isotherm.ledger.rows import Rows
from isotherm.ledger.settings import LedgerSettings
from isotherm.schema import Table

__all__ = ["read_parquet_rows"]

_ERRORS = (pa.ArrowException, OSError, MemoryError, ValueError, TypeError, RuntimeError)
_LARGEST_GROUP = 50_000_000  # a damaged footer may claim any number of rows


def read_parquet_rows(path: Path, table: Table, *, settings: LedgerSettings) -> Iterator[Rows]:
    """The rows of a Parquet file; a row's line is its number, from 1.

    A row group that cannot be read on costs its remaining rows, each a reject, and no more; a
    file that cannot be opened counts as one row, rejected.
    """
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
        names = tuple(dict.fromkeys(file.schema_arrow.names))
        sizes = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    except _ERRORS as error:
        yield _lost((), 1, 1, error)
        return
    with file:
        first = 1
        for group, size in enumerate(sizes):
            wanted = [name for name in table.names if name in names]
            yield from _group(file, group, size, first, names, wanted, settings)
            first += max(size, 0)


def _group(
    file: pq.ParquetFile,
    group: int,
    size: int,
    first: int,
    names: tuple[str, ...],
    wanted: list[str],
    settings: LedgerSettings,
) -> Iterator[Rows]:
    done = 0
    try:
        batches = file.iter_batches(
            settings.batch_rows, row_groups=[group], columns=wanted, use_threads=True
        )
        for batch in batches:
            batch.validate(full=True)
            lines = np.arange(first + done, first + done + batch.num_rows, dtype=np.int64)
            columns = dict(zip(batch.schema.names, batch.columns, strict=True))
            done += batch.num_rows
            yield Rows(names, columns, lines)
        if done < size:
            raise OSError(f"{size - done} rows of row group {group} are not there")
    except _ERRORS as error:
        yield from _rest(names, first + done, size - done, error, settings.batch_rows)


def _rest(
    names: tuple[str, ...], first: int, count: int, error: Exception, at_a_time: int
) -> Iterator[Rows]:
    if not 0 < count <= _LARGEST_GROUP:
        count = 1
    for start in range(0, count, at_a_time):
        yield _lost(names, first + start, min(at_a_time, count - start), error)


def _lost(names: tuple[str, ...], first: int, count: int, error: Exception) -> Rows:
    text = f"{type(error).__name__}: {error}"
    rejects = tuple(
        Reject(line, "", RejectCode.UNREADABLE, shown(text), "a whole Parquet file")
        for line in range(first, first + count)
    )
    none: np.ndarray[Any, np.dtype[np.int64]] = np.zeros(0, dtype=np.int64)
    return Rows(names, {}, none, rejects, error=text)
