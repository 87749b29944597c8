"""Reading Parquet: batch by batch, with what is damaged told from what is not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.ledger.rejects import Reject, RejectCode, fault_of, shown
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
    wanted = [name for name in table.names if name in names]
    with file:
        first = 1
        for group, size in enumerate(sizes):
            reader = _GroupReader(file, group, names, wanted)
            yield from reader.read(size, first, at_a_time=settings.batch_rows)
            first += max(size, 0)


@dataclasses.dataclass(frozen=True)
class _GroupReader:
    """One row group of a file: its columns, those the table wants."""

    file: pq.ParquetFile
    group: int
    names: tuple[str, ...]
    wanted: list[str]

    def read(self, size: int, first: int, *, at_a_time: int) -> Iterator[Rows]:
        """The group's rows, ``size`` by the footer; what cannot be read is rejected."""
        done = 0
        try:
            for batch in self.file.iter_batches(
                at_a_time, row_groups=[self.group], columns=self.wanted
            ):
                columns = [_readable(column) for column in batch.columns]
                lines = np.arange(first + done, first + done + batch.num_rows, dtype=np.int64)
                pairs = list(zip(batch.schema.names, columns, strict=True))
                named = dict(reversed(pairs))  # of two columns of one name the first
                twice = tuple(n for n in named if batch.schema.names.count(n) > 1)
                yield Rows(self.names, named, lines, twice=twice)
                done += batch.num_rows
            if done < size:
                raise OSError(f"{size - done} rows of row group {self.group} are not there")
        except _ERRORS as error:
            left = size - done if 0 < size - done <= _LARGEST_GROUP else 1
            for start in range(0, left, at_a_time):
                count = min(at_a_time, left - start)
                yield _lost(self.names, first + done + start, count, error)


def _readable(cells: pa.Array) -> pa.Array:
    """The cells, texts as bytes where one is not UTF-8; raises ArrowInvalid if all are damaged."""
    try:
        cells.validate(full=True)
    except pa.ArrowInvalid:
        plain = cells.dictionary_decode() if pa.types.is_dictionary(cells.type) else cells
        plain = plain.view(_as_bytes(plain.type))
        plain.validate(full=True)
        return plain
    return cells


def _as_bytes(kind: pa.DataType) -> pa.DataType:
    """The same type with bytes in place of texts."""
    if pa.types.is_string(kind):
        return pa.binary()
    if pa.types.is_large_string(kind):
        return pa.large_binary()
    if pa.types.is_list(kind):
        return pa.list_(_as_bytes(kind.value_type))
    if pa.types.is_map(kind):
        return pa.map_(_as_bytes(kind.key_type), _as_bytes(kind.item_type))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_as_bytes(field.type)) for field in kind])
    return kind


def _lost(names: tuple[str, ...], first: int, count: int, error: BaseException) -> Rows:
    text = fault_of(error)
    rejects = tuple(
        Reject(line, "", RejectCode.UNREADABLE, shown(text), "a whole Parquet file")
        for line in range(first, first + count)
    )
    none: np.ndarray[Any, np.dtype[np.int64]] = np.zeros(0, dtype=np.int64)
    return Rows(names, {}, none, rejects, error=shown(text, 200))
