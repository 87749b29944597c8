"""The account of a ledger: what was read, accepted, rejected, missing and worth a warning."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

__all__ = ["Account", "FileAccount"]


@dataclasses.dataclass(frozen=True)
class FileAccount:
    """One file: ``rows_read`` is always ``accepted + rejected``.

    What cannot be cut into rows (a file that does not open, the rest of a torn one) counts as
    one row, read and rejected; ``error`` then says why.
    """

    file: str
    table: str
    rows_read: int
    accepted: int
    rejected: int
    error: str = ""


@dataclasses.dataclass(frozen=True)
class Account:
    """What a ledger held.

    ``columns_missing`` names, for each table that is there, the declared columns without a single
    value; ``dangling`` counts, for each column that refers to a table that is there, the rows
    whose id is not in it (they are kept).

    >>> file = FileAccount("notes.csv", "notes", rows_read=3, accepted=2, rejected=1)
    >>> account = Account((file,), (), (), {}, {("notes", "author_id"): 2})
    >>> account.rows_read, account.as_mapping()["dangling"]
    (3, {'notes.author_id': 2})
    """

    files: tuple[FileAccount, ...]
    warnings: tuple[str, ...]
    tables_missing: tuple[str, ...]
    columns_missing: Mapping[str, tuple[str, ...]]
    dangling: Mapping[tuple[str, str], int]

    @property
    def rows_read(self) -> int:
        """Rows in all files."""
        return sum(file.rows_read for file in self.files)

    @property
    def accepted(self) -> int:
        """Rows that can be used."""
        return sum(file.accepted for file in self.files)

    @property
    def rejected(self) -> int:
        """Rows that cannot; each has its line in ``rejects``."""
        return sum(file.rejected for file in self.files)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that are there, in the order they were read."""
        return tuple(dict.fromkeys(file.table for file in self.files))

    def as_mapping(self) -> dict[str, Any]:
        """The account for a manifest or for ``--json``: plain values only."""
        return {
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "files": [dataclasses.asdict(file) for file in self.files],
            "warnings": list(self.warnings),
            "tables_missing": list(self.tables_missing),
            "columns_missing": {name: list(c) for name, c in self.columns_missing.items()},
            "dangling": {f"{t}.{c}": count for (t, c), count in self.dangling.items()},
        }
