"""What is wrong with cells: the fault of one, and those of a column by row."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.ledger.rejects import RejectCode

__all__ = ["NOTHING", "CellFaultError", "Faults", "rows_where"]

NOTHING = ("\\N", "NULL", "null", "NaN", "nan", "None", "<NA>")
"""What databases and notebooks write for an empty cell; in a text these are words like others."""

Faults = dict[int, RejectCode]
"""The rows of a column whose cell could not be understood, and why."""


class CellFaultError(ValueError):
    """A cell cannot be what its column needs; caught where the row is rejected."""

    def __init__(self, code: RejectCode) -> None:
        """``code`` is what the row is rejected with."""
        super().__init__(code.value)
        self.code = code


def rows_where(mask: pa.Array) -> list[int]:
    """The rows where a mask holds; an empty cell does not hold."""
    flags = pc.fill_null(mask, fill_value=False).to_numpy(zero_copy_only=False)
    rows: list[int] = np.flatnonzero(flags).tolist()
    return rows
