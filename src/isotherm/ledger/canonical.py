"""Writing accepted rows, their keys and the rejected ones as Parquet, with flat memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.ledger.rejects import Reject
from isotherm.schema import READING

__all__ = ["CanonicalFile", "RejectsFile"]

_MOST_BYTES = 67_108_864  # of rows held before they are written, whatever their number


class CanonicalFile:
    """A Parquet file that grows by batches and is cut into row groups of one size."""

    def __init__(self, path: Path, schema: pa.Schema, *, row_group_rows: int) -> None:
        """Open a new file at ``path``; it is whole once the ``with`` block is left."""
        self._writer = pq.ParquetWriter(
            path, schema, compression="zstd", compression_level=1, write_page_checksum=True
        )
        self._schema = schema
        self._size = row_group_rows
        self._held: list[pa.RecordBatch] = []
        self._rows = 0
        self._bytes = 0

    def append(self, batch: pa.RecordBatch) -> None:
        """Add rows."""
        if batch.num_rows == 0:
            return
        self._held.append(batch)
        self._rows += batch.num_rows
        self._bytes += batch.nbytes
        if self._rows >= self._size or self._bytes >= _MOST_BYTES:
            self._write(everything=self._bytes >= _MOST_BYTES)

    def _write(self, *, everything: bool) -> None:
        table = pa.Table.from_batches(self._held, schema=self._schema)
        cut = table.num_rows if everything else table.num_rows // self._size * self._size
        if cut:
            self._writer.write_table(table.slice(0, cut), row_group_size=self._size)
        self._held = table.slice(cut).to_batches()
        self._rows -= cut
        self._bytes = sum(batch.nbytes for batch in self._held)

    def __enter__(self) -> Self:
        """The open file."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what is held, unless an error ended the work."""
        if kind is None:
            self._write(everything=True)
        self._writer.close()


class RejectsFile:
    """The rejects of all files, in the columns of the ``rejects`` table."""

    def __init__(self, path: Path, *, row_group_rows: int) -> None:
        """Open a new file at ``path``."""
        self._schema = READING["rejects"].arrow_schema()
        self._file = CanonicalFile(path, self._schema, row_group_rows=row_group_rows)

    def append(self, file: str, rejects: Iterable[Reject]) -> None:
        """Add the rejected rows of one file."""
        rows = list(rejects)
        columns: list[Any] = [
            [file] * len(rows),
            np.array([row.line for row in rows], dtype=np.int64),
            [row.column for row in rows],
            [row.code.value for row in rows],
            [row.found for row in rows],
            [row.expected for row in rows],
        ]
        arrays = [pa.array(c, f.type) for c, f in zip(columns, self._schema, strict=True)]
        self._file.append(pa.RecordBatch.from_arrays(arrays, schema=self._schema))

    def __enter__(self) -> Self:
        """The open file."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *how: object) -> None:
        """Finish the file."""
        self._file.__exit__(kind, *how)
