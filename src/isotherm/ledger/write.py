"""Writing ledgers: what the simulated community and the foreign sources hand over."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeAlias

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.errors import DataError, UsageError
from isotherm.ledger.canonical import CanonicalFile
from isotherm.ledger.columns import cast_column
from isotherm.ledger.rejects import expectation, shown
from isotherm.ledger.time_numbers import LAST_MICROSECOND
from isotherm.schema import ARROW_TYPES, LEDGER, Kind, Table
from isotherm.whole_file import whole_file

__all__ = ["LedgerWriter", "TableRows", "write_table"]

TableRows: TypeAlias = pa.Table | pa.RecordBatch | Iterable[Mapping[str, Any]]
"""Rows of one table: Arrow, or mappings from column to value."""

_ROW_GROUP = 131_072
_FORMATS = ("parquet", "csv", "jsonl")


class LedgerWriter:
    """Writes the tables of a ledger batch by batch; each file appears whole when it is closed.

    ``format`` is parquet, csv or jsonl. With ``part`` a table becomes a folder of that name and
    the file in it is ``<part>.<format>``, so that several writers can add to one table.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with LedgerWriter(Path(folder), format="csv") as ledger:
    ...         ledger.append("merchants", [{"merchant_id": "m1", "lead_days": 30}])
    ...     print((Path(folder) / "merchants.csv").read_text().splitlines()[1])
    "m1",,30,,
    """

    def __init__(
        self,
        folder: Path,
        *,
        format: str = "parquet",  # noqa: A002 - as users say it
        part: str = "",
    ) -> None:
        """Write into ``folder``, which is made when the first rows come."""
        if format not in _FORMATS:
            raise UsageError(f"no ledger format {format!r}; known: {', '.join(_FORMATS)}")
        self._folder = folder
        self._format = format
        self._part = part
        self._open: dict[str, Any] = {}
        self._finishing = contextlib.ExitStack()

    def append(self, table: str, rows: TableRows) -> None:
        """Add rows to a table; raises UsageError or DataError for what is not the table's."""
        if table not in LEDGER:
            raise UsageError(f"no ledger table {table!r}; known: {', '.join(LEDGER)}")
        typed = _typed(LEDGER[table], rows)
        if table not in self._open:
            self._open[table] = self._start(LEDGER[table])
        self._open[table].append(typed)

    def _start(self, table: Table) -> Any:
        folder = self._folder / table.name if self._part else self._folder
        folder.mkdir(parents=True, exist_ok=True)
        final = folder / f"{self._part or table.name}.{self._format}"
        part = self._finishing.enter_context(whole_file(final))
        file: CanonicalFile | _CsvFile | _JsonLinesFile
        if self._format == "parquet":
            file = CanonicalFile(part, table.arrow_schema(), row_group_rows=_ROW_GROUP)
        else:
            file = (_CsvFile if self._format == "csv" else _JsonLinesFile)(part, table)
        self._finishing.push(file.__exit__)
        return file

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        """Finish all files, or take away what an error left unfinished."""
        self._open.clear()
        self._finishing.pop_all().__exit__(kind, error, trace)

    def close(self) -> None:
        """Finish all files."""
        self.__exit__(None)


def write_table(
    folder: Path,
    table: str,
    rows: TableRows | Iterable[pa.RecordBatch],
    *,
    format: str = "parquet",  # noqa: A002 - as users say it
) -> None:
    """Write one table of a ledger in one go, as ``folder/<table>.<format>``.

    Raises UsageError or DataError for what is not the table's.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_table(Path(folder), "merchants", [{"merchant_id": "m1"}], format="jsonl")
    ...     [path.name for path in Path(folder).iterdir()]
    ['merchants.jsonl']
    """
    with LedgerWriter(folder, format=format) as ledger:
        if isinstance(rows, pa.Table | pa.RecordBatch):
            ledger.append(table, rows)
            return
        held: list[Any] = list(rows)
        if held and isinstance(held[0], pa.RecordBatch):
            for batch in held:
                ledger.append(table, batch)
        else:
            ledger.append(table, held)


def _typed(table: Table, rows: TableRows) -> pa.RecordBatch:
    columns = _columns(table, rows)
    arrays = []
    for column in table.columns:
        values = columns.get(column.name)
        if values is None:
            count = len(next(iter(columns.values()))) if columns else 0
            arrays.append(pa.nulls(count, ARROW_TYPES[column.kind]))
            continue
        cells, faults = cast_column(column, values, latest=LAST_MICROSECOND)
        for row, code in faults.items():
            wanted = expectation(column, code)
            found = shown(str(values[row]))
            raise DataError(f"{table.name}.{column.name}, row {row}: {found} is not {wanted}")
        arrays.append(cells)
    return pa.RecordBatch.from_arrays(arrays, schema=table.arrow_schema())


def _columns(table: Table, rows: TableRows) -> dict[str, Any]:
    if isinstance(rows, pa.Table | pa.RecordBatch):
        whole = pa.Table.from_batches([rows]) if isinstance(rows, pa.RecordBatch) else rows
        columns = {
            name: pa.concat_arrays(column.chunks) if column.num_chunks else pa.nulls(0)
            for name, column in zip(whole.column_names, whole.columns, strict=True)
        }
    else:
        held = list(rows)
        names = dict.fromkeys(name for row in held for name in row)
        columns = {name: [row.get(name) for row in held] for name in names}
    for name in columns:
        if name not in table.names:
            raise UsageError(f"table {table.name} has no column {name!r}")
    return columns


class _CsvFile:
    """A CSV file in which every text is quoted, lists are JSON arrays and times end in Z."""

    def __init__(self, path: Path, table: Table) -> None:
        from pyarrow import csv

        self._table = table
        names = [pa.field(column.name, _csv_type(column.kind)) for column in table.columns]
        self._writer = csv.CSVWriter(path, pa.schema(names))

    def append(self, batch: pa.RecordBatch) -> None:
        """Add rows."""
        cells = [
            _csv_cells(column.kind, batch.column(column.name)) for column in self._table.columns
        ]
        self._writer.write_batch(pa.RecordBatch.from_arrays(cells, names=batch.schema.names))

    def __exit__(self, *_: object) -> None:
        self._writer.close()


def _csv_type(kind: Kind) -> pa.DataType:
    return pa.string() if kind in (Kind.TIME, Kind.LIST) else ARROW_TYPES[kind]


def _csv_cells(kind: Kind, cells: pa.Array) -> pa.Array:
    if kind is Kind.TIME:
        return pc.strftime(cells, "%Y-%m-%dT%H:%M:%SZ")
    if kind is Kind.LIST:
        texts = [None if c is None else orjson.dumps(c).decode() for c in cells.to_pylist()]
        return pa.array(texts, pa.string())
    return cells


class _JsonLinesFile:
    """A file of JSON objects, one a line; maps are objects, times end in Z."""

    def __init__(self, path: Path, table: Table) -> None:
        self._maps = [column.name for column in table.columns if column.kind is Kind.MAP]
        self._stream: IO[bytes] = path.open("wb")

    def append(self, batch: pa.RecordBatch) -> None:
        """Add rows."""
        for row in batch.to_pylist():
            for name in self._maps:
                if row[name] is not None:
                    row[name] = orjson.Fragment(row[name])
            self._stream.write(orjson.dumps(row, option=orjson.OPT_UTC_Z) + b"\n")

    def __exit__(self, *_: object) -> None:
        self._stream.close()
