"""What an engine is: something that reads tables, evaluates expressions and writes Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from isotherm.errors import EngineError, UsageError

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

__all__ = ["ENGINES", "Engine", "open_engine"]

ENGINES: tuple[str, ...] = ("duckdb", "spark")


class Engine(Protocol):
    """Tables in, tables out; expressions are Ibis's, so that one logic runs on every engine."""

    name: str

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """The rows of some Parquet files of one schema, as a lazy table."""

    def read_arrow(self, table: pa.Table) -> ir.Table:
        """An Arrow table in memory, as a lazy table."""

    def collect(self, expr: ir.Table, *, order_by: Sequence[str]) -> pa.Table:
        """Evaluate ``expr``; rows sorted by ``order_by`` so that they never depend on the plan."""

    def save(self, expr: ir.Table, path: Path, *, order_by: Sequence[str] = ()) -> int:
        """Evaluate ``expr`` into one Parquet file, whole or not at all; returns the rows."""

    def close(self) -> None:
        """Let go of the connection and its scratch space."""


def open_engine(
    name: str = "duckdb", *, threads: int = 2, memory_gb: float = 4.0, scratch: Path | None = None
) -> Engine:
    """Open the engine of that name.

    ``threads`` workers and at most ``memory_gb`` GB; beyond that DuckDB spills to ``scratch``, a
    folder whose owner takes it away (None: one of its own, gone when the engine is).
    Raises UsageError for an unknown name, EngineError for Spark, which is not written yet.

    >>> engine = open_engine("duckdb")
    >>> engine.name
    'duckdb'
    >>> engine.close()
    """
    if name == "duckdb":
        from isotherm.engines.duckdb import DuckDBEngine

        return DuckDBEngine(threads=threads, memory_gb=memory_gb, scratch=scratch)
    if name == "spark":
        raise EngineError(
            "engine 'spark' is not written yet, on any installation; use --engine duckdb, "
            "which reads what does not fit in memory from disk"
        )
    raise UsageError(f"no engine {name!r}; known: {', '.join(ENGINES)}")
