"""The row of totals that spreadsheets put below the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.schema import Kind, Table

__all__ = ["find_totals"]

_WORDS = pa.array(
    [
        *("合计", "总计", "小计", "汇总", "合計", "總計", "小計"),
        *(
            case
            for word in ("total", "sum", "grand total", "subtotal", "totals")
            for case in (word, word.capitalize(), word.title(), word.upper())
        ),
    ]
)
_NUMBERS = (Kind.COUNT, Kind.FEN, Kind.SCORE)


def find_totals(table: Table, typed: Sequence[pa.Array]) -> list[int]:
    """Rows that are a total: their id is the word for one, and else they hold only numbers.

    >>> from isotherm.schema import LEDGER
    >>> rows = [{"merchant_id": "合计", "lead_days": 90}, {"merchant_id": "Total", "name": "T."}]
    >>> batch = pa.Table.from_pylist(rows, schema=LEDGER["merchants"].arrow_schema())
    >>> find_totals(LEDGER["merchants"], batch.combine_chunks().to_batches()[0].columns)
    [0]
    """
    named = pc.is_in(typed[0], _WORDS)
    if not pc.any(named).as_py():
        return []
    totals = named.to_numpy(zero_copy_only=False)
    for column, cells in zip(table.columns[1:], typed[1:], strict=True):
        if column.kind not in _NUMBERS:
            totals &= cells.is_null().to_numpy(zero_copy_only=False)
    rows: list[int] = np.flatnonzero(totals).tolist()
    return rows
