"""The record that a town is rebuilt from, and the account of what came of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.schema import LEDGER
from isotherm.web.readings.arrival.cells import ids
from isotherm.web.readings.arrival.nicknames import Tongue

__all__ = ["Source"]

_BATCH = 65_536  # rows held at once


@dataclasses.dataclass
class Source:
    """Accepted rows by table, the ids known so far, and what came in and what did not."""

    folder: Path
    as_of: dt.datetime
    demo: bool
    tongue: Tongue = "zh"
    came: Counter[str] = dataclasses.field(default_factory=Counter)
    left_out: Counter[str] = dataclasses.field(default_factory=Counter)
    known: dict[str, set[str]] = dataclasses.field(default_factory=dict)

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table, some at a time; none where it is not there."""
        path = self.folder / f"{name}.parquet"
        if path.exists():
            with pq.ParquetFile(path) as file:
                yield from file.iter_batches(batch_size=_BATCH)

    def table(self, name: str) -> pa.Table:
        """All rows of a table."""
        return pa.Table.from_batches(self.batches(name), schema=LEDGER[name].arrow_schema())

    def ids(self, name: str, column: str) -> set[str]:
        """The different ids of a column (a list's members, where it holds lists)."""
        found: set[str] = set()
        for batch in self.batches(name):
            cells = batch.column(column)
            if pa.types.is_list(cells.type):
                cells = cells.flatten()
            found.update(value for value in ids(cells.unique()) if value is not None)
        return found
