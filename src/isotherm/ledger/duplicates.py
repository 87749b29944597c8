"""Rows whose key was already there: found by the table engine, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.engines import Engine
from isotherm.ledger.canonical import CanonicalFile
from isotherm.ledger.rejects import Reject, RejectCode, shown
from isotherm.schema import Table

__all__ = ["copy_without", "find_duplicates", "key_rows", "key_schema", "reject_duplicates"]


def key_schema(table: Table) -> pa.Schema:
    """The columns of a table's key, where in the table the row is, and on which line."""
    declared = table.arrow_schema()
    keys = [declared.field(name) for name in table.key]
    return pa.schema([*keys, pa.field("position", pa.int64()), pa.field("line", pa.int64())])


def key_rows(
    batch: pa.RecordBatch, table: Table, *, first: int, lines: np.ndarray[Any, Any]
) -> pa.RecordBatch:
    """The keys of accepted rows, ``first`` being the position of the batch's first row."""
    positions = np.arange(first, first + batch.num_rows, dtype=np.int64)
    cells = [batch.column(name) for name in table.key]
    return pa.RecordBatch.from_arrays(
        [*cells, pa.array(positions), pa.array(lines)], schema=key_schema(table)
    )


def find_duplicates(keys: Path, into: Path, *, table: Table, engine: Engine) -> int:
    """Write the rows whose key an earlier row has, by position; returns how many.

    The first row of a key stands. An empty key of one column is never a duplicate (a search
    without an id); in a key of several columns an empty cell equals another empty cell.
    """
    import ibis

    rows = engine.read_parquet([keys])
    if len(table.key) == 1:
        rows = rows.filter(rows[table.key[0]].notnull())
    repeated = rows.group_by(list(table.key)).aggregate(
        first=rows["position"].min(), times=rows["position"].count()
    )
    repeated = repeated.filter(repeated["times"] > 1)
    repeated = repeated.rename({f"first_{name}": name for name in table.key})
    same = [rows[name].identical_to(repeated[f"first_{name}"]) for name in table.key]
    later = rows.join(repeated, same).filter(ibis._["position"] > ibis._["first"])
    return engine.save(later.select(*key_schema(table).names), into, order_by=("position",))


def reject_duplicates(duplicates: Path, *, table: Table, found_length: int) -> Any:
    """The duplicates, some at a time: their positions and their rejects."""
    for batch in pq.ParquetFile(duplicates).iter_batches():
        cells = [batch.column(name).to_pylist() for name in table.key]
        lines = batch.column("line").to_pylist()
        rejects = [
            Reject(
                line,
                table.key[0],
                RejectCode.DUPLICATE,
                shown(_found(table.key, cells, row), found_length),
                "a key not seen before",
            )
            for row, line in enumerate(lines)
        ]
        yield batch.column("position").to_numpy(), rejects


def _found(names: Sequence[str], cells: list[list[Any]], row: int) -> Any:
    if len(names) == 1:
        return cells[0][row]
    return ", ".join(
        f"{name} {shown(column[row])}"
        for name, column in zip(names, cells, strict=True)
        if column[row] is not None
    )


def copy_without(
    source: Path, target: Path, positions: np.ndarray[Any, Any], *, row_group_rows: int
) -> None:
    """Copy a Parquet file without the rows at these (sorted) positions."""
    file = pq.ParquetFile(source)
    first = 0
    with file, CanonicalFile(target, file.schema_arrow, row_group_rows=row_group_rows) as copy:
        for batch in file.iter_batches():
            low, high = np.searchsorted(positions, [first, first + batch.num_rows])
            keep = np.ones(batch.num_rows, dtype=bool)
            keep[positions[low:high] - first] = False
            copy.append(batch.filter(pa.array(keep)))
            first += batch.num_rows
