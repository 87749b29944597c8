"""Writing tables in the declared schemas, shuffled, in one file or in parts."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.schema import LEDGER, Table
from isotherm.world.curtain import Curtain
from isotherm.world.draws import rng_for

__all__ = ["LedgerWriter", "write_parquet"]


class LedgerWriter:
    """Collects rows table by table and writes them out; rows are shuffled within a part."""

    def __init__(
        self, folder: Path, *, seed: int, rows_per_part: int, until: int | None = None
    ) -> None:
        """Write below ``folder``; ``rows_per_part`` 0 means one file a table.

        Nothing after the second ``until`` is written.
        """
        self._curtain = None if until is None else Curtain(until)
        self.rows: dict[str, int] = {}
        self._folder, self._seed, self._limit = folder, seed, rows_per_part
        self._waiting: dict[str, list[pa.Table]] = {}
        self._parts: dict[str, int] = {}
        for name in LEDGER:
            (folder / f"{name}.parquet").unlink(missing_ok=True)
            shutil.rmtree(folder / name, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, name: str, columns: Mapping[str, Any]) -> None:
        """Add rows: arrays by column; times in seconds; a column left out is empty."""
        rows = _typed(LEDGER[name], columns)
        if self._curtain is not None:
            rows = self._curtain.cut(name, rows)
        if not rows.num_rows:
            return
        self.rows[name] = self.rows.get(name, 0) + rows.num_rows
        waiting = self._waiting.setdefault(name, [])
        waiting.append(rows)
        if self._limit and sum(part.num_rows for part in waiting) >= self._limit:
            self._flush(name)

    def close(self) -> None:
        """Write what is waiting."""
        for name in sorted(self._waiting):
            self._flush(name)

    def _flush(self, name: str) -> None:
        waiting = self._waiting.pop(name, [])
        if not waiting:
            return
        rows = pa.concat_tables(waiting)
        part = self._parts.get(name, 0)
        self._parts[name] = part + 1
        order = rng_for(self._seed, "shuffle", name, part).permutation(rows.num_rows)
        target = self._folder / f"{name}.parquet"
        if self._limit:
            target = self._folder / name / f"part-{part:04d}.parquet"
            target.parent.mkdir(exist_ok=True)
        write_parquet(rows.take(pa.array(order)), target)


def write_parquet(rows: pa.Table, path: Path) -> None:
    """Write one table, the same bytes for the same rows."""
    pq.write_table(rows.combine_chunks(), path, compression="zstd")


def _typed(declared: Table, columns: Mapping[str, Any]) -> pa.Table:
    schema = declared.arrow_schema()
    unknown = set(columns) - set(schema.names)
    if unknown:
        raise KeyError(f"{declared.name} has no column {sorted(unknown)}")
    count = len(next(iter(columns.values())))
    arrays = [
        _array(columns[field.name], field.type)
        if field.name in columns
        else pa.nulls(count, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    if pa.types.is_timestamp(kind):
        seconds = np.asarray(values, dtype=np.int64)
        return pa.array(seconds * 1_000_000, type=pa.int64()).cast(kind)
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if isinstance(values, pa.Array):
        return values if values.type == kind else values.cast(kind)
    return pa.array(values, type=kind)
