"""Rejected rows for people: how often each fault occurs, and all of them as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isotherm.whole_file import whole_file

__all__ = ["count_faults", "write_rejects"]

_FAULT = ["file", "column", "code"]
_EXAMPLE = ["line", "found", "expected"]
_STARTS_A_FORMULA = "^[=+\\-@\t\r\n\0＝＋－＠]"


def count_faults(rejects: pa.Table) -> list[dict[str, Any]]:
    """Each fault of each column of each file: its rows and the first of them, the commonest first.

    >>> row = {"file": "notes.csv", "column": "at", "code": "bad_time", "expected": "a time"}
    >>> rows = [{**row, "line": 2, "found": "soon"}, {**row, "line": 5, "found": "later"}]
    >>> [(fault["rows"], fault["line"]) for fault in count_faults(pa.Table.from_pylist(rows))]
    [(2, 2)]
    """
    ordered = rejects.sort_by([(name, "ascending") for name in (*_FAULT, "line")])
    first = [(name, "first") for name in _EXAMPLE]
    grouped = ordered.group_by(_FAULT, use_threads=False).aggregate([*first, ("line", "count")])
    names = {"line_count": "rows", **{f"{name}_first": name for name in _EXAMPLE}}
    faults = grouped.rename_columns([names.get(name, name) for name in grouped.column_names])
    found: list[dict[str, Any]] = faults.to_pylist()
    return sorted(found, key=lambda f: (-f["rows"], f["file"], f["column"] or "", f["code"]))


def write_rejects(rejects: pa.Table, path: Path) -> None:
    """All rejects as CSV where the name ends so, else as Parquet; whole or not at all.

    In CSV a text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    with whole_file(path) as part:
        if path.suffix.lower() == ".csv":
            from pyarrow import csv

            csv.write_csv(_harmless(rejects), part)
        else:
            pq.write_table(rejects, part)


def _harmless(table: pa.Table) -> pa.Table:
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            cells = table.column(place)
            risky = pc.match_substring_regex(cells, _STARTS_A_FORMULA)
            quoted = pc.binary_join_element_wise("'", cells, "")
            table = table.set_column(place, field, pc.if_else(risky, quoted, cells))
    return table
