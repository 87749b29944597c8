"""Making a finished run visible: tables first, the manifest last."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from isotherm.reading.fingerprint import hash_file
from isotherm.reading.manifest import MANIFEST, write_manifest
from isotherm.schema import READING_TABLES, Table
from isotherm.whole_file import whole_file

__all__ = ["publish"]


def publish(out: Path, made: Mapping[str, Path], facts: Mapping[str, Any]) -> None:
    """Put every table of a reading into ``out`` and then its manifest.

    ``made`` says where each table lies; one that no step makes comes out empty. Each file
    appears whole; while the manifest is not there the folder is no reading, so nobody takes a
    half for the whole.
    """
    (out / MANIFEST).unlink(missing_ok=True)
    (out / "report.html").unlink(missing_ok=True)
    tables = {table.name: _put(table, made.get(table.name), out) for table in READING_TABLES}
    write_manifest(out, {**facts, "tables": tables})


def _put(table: Table, source: Path | None, out: Path) -> dict[str, Any]:
    whole = out / f"{table.name}.parquet"
    if source is None:
        with whole_file(whole) as part:
            pq.write_table(table.arrow_schema().empty_table(), part)
    else:
        _copy(source, whole)
    return {"rows": pq.read_metadata(whole).num_rows, "hash": hash_file(whole)}


def _copy(source: Path, whole: Path) -> None:
    with whole_file(whole) as part:
        shutil.copyfile(source, part)
