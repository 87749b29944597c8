"""Lineage: strata keep their names and ids from reading to reading."""

from __future__ import annotations

import pyarrow as pa

from isotherm.reading.plan import Inputs, Made, Step
from isotherm.schema import READING
from isotherm.strata import trace_lineage

__all__ = ["STEP"]

_NEEDS = ("strata_found", "memberships_found", "note_strata_found", "item_strata_found")
_MADE = ("strata_traced", "memberships", "note_strata", "item_strata", "lineage")


def _run(inputs: Inputs) -> Made:
    found = [inputs.tables[name] for name in _NEEDS]
    if not inputs.previous:
        lineage = READING["lineage"].arrow_schema().empty_table()
        return Made(dict(zip(_MADE, (*found, lineage), strict=True)))
    lineage, kept = trace_lineage(
        found[0], found[1], inputs.previous["strata"], inputs.previous["memberships"]
    )
    traced = [_rename(table, kept) for table in found]
    return Made(dict(zip(_MADE, (*traced, lineage), strict=True)))


def _rename(table: pa.Table, kept: dict[str, str]) -> pa.Table:
    """Put the kept id in the place of the new one, wherever a stratum is named."""
    for column in ("stratum_id", "parent_id"):
        if column in table.column_names:
            names = table[column].to_pylist()
            ids = pa.array([kept.get(name, name) for name in names], pa.string())
            table = table.set_column(table.column_names.index(column), column, ids)
    return table


STEP = Step("lineage", "which strata are the same", _NEEDS, _MADE, _run)
