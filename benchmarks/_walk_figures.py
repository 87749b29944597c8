"""What a walk-through hands back, and its tables as Markdown."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

__all__ = ["Walk", "rows_of", "table"]


@dataclasses.dataclass(frozen=True)
class Walk:
    """Rows for machines, and the figures as a part of a page."""

    rows: list[dict[str, Any]]
    page: str


def rows_of(ledger: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table that was imported."""
    return pq.read_table(ledger / name).to_pylist()


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A Markdown table; whole numbers with separators, others with three decimals."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
