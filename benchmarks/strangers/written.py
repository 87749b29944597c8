"""Ledger tables in the making, and the three ways they are written to disk."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["WRITERS", "Rows", "write_csv", "write_json_parts", "write_parquet"]

Row = dict[str, Any]
_TIMES = ("at", "joined_at", "listed_at")


class Rows:
    """Rows of every table, in the order they were made; ids carry no order."""

    def __init__(self, *, start: dt.datetime, salt: str, id_style: str) -> None:
        self.start = start
        self.tables: dict[str, list[Row]] = {}
        self._salt = salt
        self._style = id_style

    def add(self, table: str, **cells: Any) -> None:
        """Put one row down; days since the start become times."""
        for name in _TIMES:
            if isinstance(cells.get(name), float):
                cells[name] = self.time(cells[name])
        self.tables.setdefault(table, []).append(cells)

    def count(self, table: str) -> int:
        """How many rows a table has so far."""
        return len(self.tables.get(table, ()))

    def time(self, day: float) -> dt.datetime:
        """The moment a number of days after the start, to the second."""
        return self.start + dt.timedelta(seconds=round(day * 86_400))

    def key(self, kind: str, number: int) -> str:
        """An id of this community's own style that says nothing about when it was made."""
        digest = hashlib.blake2b(f"{self._salt}/{kind}/{number}".encode(), digest_size=12)
        if self._style == "decimal":
            return str(int.from_bytes(digest.digest()[:6], "big"))
        if self._style == "hex":
            return digest.hexdigest()
        return f"{kind[:2]}_{digest.hexdigest()[:10]}"


def write_parquet(rows: Mapping[str, list[Row]], folder: Path) -> None:
    """Native lists, maps as structs, timestamps in milliseconds."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in rows.items():
        made = pa.Table.from_pylist(_same_keys(table))
        for place, field in enumerate(made.schema):
            if pa.types.is_timestamp(field.type):
                cast = made.column(place).cast(pa.timestamp("ms", tz="UTC"))
                made = made.set_column(place, field.name, cast)
        pq.write_table(made, folder / f"{name}.parquet")


def write_csv(rows: Mapping[str, list[Row]], folder: Path) -> None:
    """ISO times with an offset and a space, lists split by semicolons, large tables gzipped."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in rows.items():
        lines = _same_keys(table)
        made = io.StringIO(newline="")
        writer = csv.DictWriter(made, list(lines[0]))
        writer.writeheader()
        writer.writerows({k: _csv_cell(v) for k, v in row.items()} for row in lines)
        if len(table) > 5_000:
            packed = gzip.compress(made.getvalue().encode(), mtime=0)
            (folder / f"{name}.csv.gz").write_bytes(packed)
        else:
            (folder / f"{name}.csv").write_bytes(made.getvalue().encode("utf-8-sig"))


def write_json_parts(rows: Mapping[str, list[Row]], folder: Path) -> None:
    """A folder of JSON-lines parts for each table, epoch milliseconds, every other part gzipped."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in rows.items():
        (folder / name).mkdir(exist_ok=True)
        for part in range(3):
            packed = part % 2 == 1
            path = folder / name / f"part-{part}.jsonl{'.gz' if packed else ''}"
            text = "".join(f"{_json_line(row)}\n" for row in table[part::3])
            path.write_bytes(gzip.compress(text.encode(), mtime=0) if packed else text.encode())


def _same_keys(table: list[Row]) -> list[Row]:
    keys = list(dict.fromkeys(key for row in table for key in row))
    return [{key: row.get(key) for key in keys} for row in table]


def _csv_cell(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        shifted = value.astimezone(dt.timezone(dt.timedelta(hours=8)))
        return shifted.isoformat(sep=" ")
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def _json_line(row: Row) -> str:
    cells = {
        key: round(value.timestamp() * 1000) if isinstance(value, dt.datetime) else value
        for key, value in row.items()
        if value is not None
    }
    return json.dumps(cells, ensure_ascii=False)


WRITERS: dict[str, Callable[[Mapping[str, list[Row]], Path], None]] = {
    "parquet": write_parquet,
    "csv": write_csv,
    "jsonl": write_json_parts,
}
