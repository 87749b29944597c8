"""What an import did: rows read, kept, seen before, left out on request, unreadable and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

__all__ = ["BadCellError", "ImportSummary", "RowFault"]


@dataclasses.dataclass(frozen=True, slots=True)
class RowFault:
    """A row of the source that cannot be used; an empty column means the row as a whole.

    ``line`` counts from 1 (in Parquet and npz, the row). ``found`` is one faulty cell, never a row.
    """

    file: str
    line: int
    column: str
    why: str
    found: str = ""


class BadCellError(ValueError):
    """A cell that cannot be understood; caught where its row is counted as unreadable."""

    def __init__(self, column: str, why: str, found: Any = "") -> None:
        """Which cell, what it should have been, and what it was."""
        super().__init__(f"{column}: {why}")
        self.column = column
        self.why = why
        self.found = found


@dataclasses.dataclass(frozen=True)
class ImportSummary:
    """The account of an import: ``read`` = ``kept`` + ``repeated`` + ``left_out`` + ``unreadable``.

    ``tables`` counts the ledger's rows; one row of a source may become several of them.
    ``faults`` are the first unreadable rows; ``faults_by_kind`` counts all of them.
    """

    source: str
    tables: Mapping[str, int]
    read: int
    repeated: int
    left_out: int
    unreadable: int
    faults: tuple[RowFault, ...]
    faults_by_kind: Mapping[str, int]
    remarks: tuple[str, ...]

    @property
    def kept(self) -> int:
        """Rows of the source that are in the ledger now."""
        return self.read - self.repeated - self.left_out - self.unreadable

    def as_mapping(self) -> dict[str, Any]:
        """The account as a plain mapping, for machines."""
        return dataclasses.asdict(self) | {"kept": self.kept}
