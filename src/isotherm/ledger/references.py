"""References to ids that are not there: counted, never a reason to reject."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from isotherm.engines import Engine
from isotherm.schema import LEDGER

__all__ = ["count_dangling"]


def count_dangling(tables: Mapping[str, Path], engine: Engine) -> dict[tuple[str, str], int]:
    """Rows per (table, column) whose id is not in the table it refers to.

    Only columns that refer to a table which is there are counted: where it is missing, every
    reference to it dangles and the account says so once, by naming the missing table.
    """
    read = {name: engine.read_parquet([path]) for name, path in tables.items()}
    found: dict[tuple[str, str], int] = {}
    for name, rows in read.items():
        for column, target in LEDGER[name].references:
            if target not in read:
                continue
            ids = read[target].select(known=LEDGER[target].key[0])
            refers = rows.filter(rows[column].notnull()).select(refers=column)
            lost = refers.anti_join(ids, refers["refers"] == ids["known"])
            counted = engine.collect(lost.aggregate(rows=lost.count()), order_by=())
            count = counted["rows"][0].as_py()
            if count:
                found[name, column] = count
    return found
