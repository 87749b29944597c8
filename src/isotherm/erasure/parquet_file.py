"""Judging the rows of a Parquet file: types, order and metadata stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isotherm.erasure.judgement import Judge, Look, Rewritten
from isotherm.ledger.rejects import fault_of

__all__ = ["rewrite_parquet"]

_BATCH = 65_536
_READ_ERRORS = (pa.ArrowException, OSError, ValueError)
Flags = npt.NDArray[np.bool_]


def rewrite_parquet(path: Path, part: Path, judge: Judge, *, done: Rewritten, look: Look) -> None:
    """Write the rows that stay into ``part`` and count in ``done`` what was changed."""
    try:
        file = pq.ParquetFile(path)
    except _READ_ERRORS as error:
        done.error = fault_of(error)
        return
    schema = file.schema_arrow
    with file, pq.ParquetWriter(part, schema, compression="zstd") as writer:
        batches = file.iter_batches(_BATCH)
        while True:
            try:
                batch = next(batches, None)
            except _READ_ERRORS as error:
                done.error = fault_of(error)
                return
            if batch is None:
                return
            writer.write_batch(_judged(batch, judge, done=done, look=look))


def _judged(batch: pa.RecordBatch, judge: Judge, *, done: Rewritten, look: Look) -> pa.RecordBatch:
    suspects = np.zeros(batch.num_rows, dtype=np.bool_)
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        suspects |= _flags(column.is_valid()) if name in look.closely else _holds(column, look)
    places = np.flatnonzero(suspects)
    stays = np.ones(batch.num_rows, dtype=np.bool_)
    changes: dict[str, dict[int, Any]] = {}
    for place, row in zip(places.tolist(), batch.take(places).to_pylist(), strict=True):
        kept = judge(row)
        done.note(row, kept)
        if kept is None:
            stays[place] = False
            continue
        for name in row:
            if kept[name] is not row[name]:
                changes.setdefault(name, {})[place] = kept[name]
    for name, cells in changes.items():
        batch = _with_cells(batch, name, cells)
    return batch if stays.all() else batch.filter(pa.array(stays))


def _with_cells(batch: pa.RecordBatch, name: str, cells: dict[int, Any]) -> pa.RecordBatch:
    place = batch.schema.get_field_index(name)
    values = batch.column(place).to_pylist()
    for row, cell in cells.items():
        values[row] = cell
    arrays = list(batch.columns)
    arrays[place] = pa.array(values, type=batch.schema.field(place).type)
    return pa.RecordBatch.from_arrays(arrays, schema=batch.schema)


def _holds(column: pa.Array, look: Look) -> Flags:
    """Which cells may hold an id: never too few, at times too many."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _holds(column.dictionary_decode(), look)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        whole = _flags(pc.is_in(column, pa.array(sorted(look.ids), kind)))
        return whole | _flags(pc.match_substring(column, look.mentioned))
    if pa.types.is_integer(kind):
        ids = pa.array(sorted(look.ids), pa.string())
        return _flags(pc.is_in(column.cast(pa.string()), ids))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        within = _holds(column.flatten(), look)
        found = np.zeros(len(column), dtype=np.bool_)
        found[pc.list_parent_indices(column).to_numpy(zero_copy_only=False)[within]] = True
        return found
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_floating(kind):
        return _flags(column.is_valid())
    return np.zeros(len(column), dtype=np.bool_)


def _flags(array: pa.Array) -> Flags:
    none = False
    return array.fill_null(none).to_numpy(zero_copy_only=False)
