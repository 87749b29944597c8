"""Making a finished run visible: tables first, the manifest last."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from isotherm.errors import ReadingError
from isotherm.reading.fingerprint import hash_file
from isotherm.reading.manifest import MANIFEST, write_manifest
from isotherm.schema import READING_TABLES, Table

__all__ = ["publish"]


def publish(out: Path, made: Mapping[str, Path], facts: Mapping[str, Any]) -> None:
    """Put every table of a reading into ``out`` and then its manifest.

    ``made`` says where each table lies. Each file appears whole; while the manifest is not there
    the folder is no reading, so nobody takes a half for the whole.
    """
    (out / MANIFEST).unlink(missing_ok=True)
    (out / "report.html").unlink(missing_ok=True)
    tables = {table.name: _put(table, made[table.name], out) for table in READING_TABLES}
    write_manifest(out, {**facts, "tables": tables})


def _put(table: Table, source: Path, out: Path) -> dict[str, Any]:
    found = pq.read_schema(source)
    if not found.remove_metadata().equals(table.arrow_schema()):
        raise ReadingError(f"table {table.name} came out as {found}; this is a fault of the part")
    part, whole = out / f".{table.name}.parquet.part", out / f"{table.name}.parquet"
    shutil.copyfile(source, part)
    part.replace(whole)
    return {"rows": pq.read_metadata(whole).num_rows, "hash": hash_file(whole)}
