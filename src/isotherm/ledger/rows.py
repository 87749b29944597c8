"""What every reader of files hands on: some rows, cut into cells, and those that could not be."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from isotherm.ledger.rejects import Reject

__all__ = ["Rows"]


@dataclasses.dataclass(frozen=True)
class Rows:
    """Some rows of a file: ``columns`` of equal length, the line of each row, and rejects.

    ``names`` are the columns the file has; only those of the table need to be in ``columns``.
    """

    names: tuple[str, ...]
    columns: Mapping[str, pa.Array | Sequence[Any]]
    lines: np.ndarray[Any, np.dtype[np.int64]]
    rejects: tuple[Reject, ...] = ()
    twice: tuple[str, ...] = ()  # columns of the table whose name the file has more than once
    said: str = ""  # what else is worth a warning about the file
    error: str = ""  # why the file could not be read on

    @property
    def count(self) -> int:
        """Rows read: those cut into cells and those that could not be."""
        return len(self.lines) + len(self.rejects)
