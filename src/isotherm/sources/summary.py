"""What an import did: rows read, kept, seen before, left out on request, unreadable and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from isotherm.errors import DataError

__all__ = ["BadCellError", "ImportSummary", "NothingReadError", "RowFault"]


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


class NothingReadError(DataError):
    """Not one row of what was to be imported can be read; ``summary`` says why of each."""

    def __init__(self, summary: ImportSummary) -> None:
        """The account of the import, of which nothing was kept."""
        most = max(summary.faults_by_kind.items(), key=lambda kind: kind[1], default=("", 0))[0]
        super().__init__(
            f"none of the {summary.read:,} rows can be read ({most}); nothing was imported, and "
            f"what an earlier import brought stays. Are these files of {summary.source}?"
        )
        self.summary = summary


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

    @property
    def is_all_unreadable(self) -> bool:
        """Whether there were rows, and each of them is at fault."""
        return 0 < self.read == self.unreadable

    def as_mapping(self) -> dict[str, Any]:
        """The account as a plain mapping, for machines."""
        return dataclasses.asdict(self) | {"kept": self.kept}
