"""DuckDB, embedded: the default engine."""

from __future__ import annotations

import shutil
import tempfile
import uuid
import warnings
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from isotherm.errors import EngineError
from isotherm.whole_file import whole_file

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["DuckDBEngine"]

_ROW_GROUP = 131_072


class DuckDBEngine:
    """An in-memory DuckDB behind Ibis; it persists nothing but Parquet."""

    name = "duckdb"

    def __init__(self, *, threads: int, memory_gb: float, scratch: Path | None) -> None:
        """Connect; what does not fit in ``memory_gb`` spills to a folder of its own.

        Within ``scratch`` DuckDB makes that folder when it first spills; whoever is killed leaves
        nothing outside. Without, it is made at once, where others work too and may not look in.
        """
        if scratch is None:
            folder = Path(tempfile.mkdtemp(prefix="isotherm-"))
        else:
            folder = scratch / f"spill-{uuid.uuid4().hex}"
        self._forget = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._connection = ibis.duckdb.connect(
            threads=threads,
            memory_limit=f"{memory_gb}GB",
            temp_directory=str(folder),
            preserve_insertion_order=False,
        )
        self._connection.raw_sql("SET TimeZone = 'UTC'")
        # DuckDB draws one of its own wherever no script is run, in `python -c` even into a log
        self._connection.raw_sql("SET enable_progress_bar = false")
        self._names = 0

    def _next_name(self) -> str:
        self._names += 1
        return f"t{self._names}"

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """The rows of some Parquet files of one schema, as a lazy table."""
        return self._connection.read_parquet(
            [str(path) for path in paths], table_name=self._next_name()
        )

    def read_arrow(self, table: pa.Table) -> ir.Table:
        """An Arrow table in memory, as a lazy table."""
        name, given = self._next_name(), self._next_name()
        # Taken in, not scanned where it is: DuckDB pushes filters of joins into scans of Arrow
        # that Arrow does not know.
        self._connection.con.register(given, table)
        self._connection.con.execute(f"CREATE TEMP TABLE {name} AS FROM {given}")
        self._connection.con.unregister(given)
        return self._connection.table(name)

    def collect(self, expr: ir.Table, *, order_by: Sequence[str]) -> pa.Table:
        """Evaluate ``expr``; rows sorted by ``order_by`` so that they never depend on the plan."""
        ordered = expr.order_by(list(order_by)) if order_by else expr
        return self._guard(lambda: self._connection.to_pyarrow(ordered))

    def save(self, expr: ir.Table, path: Path, *, order_by: Sequence[str] = ()) -> int:
        """Evaluate ``expr`` into one Parquet file, whole or not at all; returns the rows."""
        ordered = expr.order_by(list(order_by)) if order_by else expr
        with whole_file(path) as part:
            rows: int = self._guard(lambda: self._stream(ordered, part))
        return rows

    def _stream(self, expr: ir.Table, part: Path) -> int:
        rows = 0
        with warnings.catch_warnings():
            # Ibis 12 still calls DuckDB's older name for the same thing, at the first batch.
            warnings.filterwarnings("ignore", "fetch_record_batch", DeprecationWarning)
            reader = self._connection.to_pyarrow_batches(expr, chunk_size=_ROW_GROUP)
            with pq.ParquetWriter(part, reader.schema, compression="zstd") as writer:
                for batch in reader:
                    rows += batch.num_rows
                    # DuckDB types a bare 3.0 as a decimal; the expression's own type counts.
                    typed = pa.Table.from_batches([batch]).cast(reader.schema)
                    writer.write_table(typed, row_group_size=_ROW_GROUP)
        return rows

    def _guard(self, act: Any) -> Any:
        import duckdb

        try:
            return act()
        except duckdb.Error as error:
            first = str(error).splitlines()[0]
            raise EngineError(f"the table engine failed: {first}") from error

    def close(self) -> None:
        """Let go of the connection and its scratch space."""
        self._connection.disconnect()
        self._forget()
