"""Forgetting an actor in a reading."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from isotherm.erasure.files import rewrite_file
from isotherm.erasure.judgement import Judge, Rewritten
from isotherm.erasure.rows import judge_rows
from isotherm.erasure.traces import Erased, Traces
from isotherm.reading.fingerprint import hash_file
from isotherm.reading.manifest import MANIFEST, read_manifest, write_manifest
from isotherm.schema import READING_TABLES, Table

__all__ = ["erase_from_reading"]

_WORK = ".work"
_REPORT = "report.html"


def erase_from_reading(folder: Path, traces: Traces) -> Erased:
    """Rewrite the tables of a reading without an actor and what they made.

    Counts and intervals stay as they were found: the next reading is made without the actor. The
    report and the checkpoints of an unfinished run are thrown away; raises ReadingError when the
    folder holds neither.
    """
    if (folder / _WORK).is_dir():
        shutil.rmtree(folder / _WORK)
        if not (folder / MANIFEST).exists():
            return Erased(0, 0, (_WORK,), ())
    facts = dict(read_manifest(folder).facts)
    done = {table.name: _erase_table(folder, table, traces) for table in READING_TABLES}
    changed = [name for name, one in done.items() if one.changed]
    report = folder / _REPORT
    files = [f"{name}.parquet" for name in changed]
    if report.exists() and (changed or traces.actor_id.encode() in report.read_bytes()):
        report.unlink()
        files.append(_REPORT)
    if changed or traces.mention().search(json.dumps(facts, ensure_ascii=False)):
        _write_facts(folder, facts, changed, traces.mention())
    left = [f"{name}.parquet: {one.error}" for name, one in done.items() if one.error]
    rows, cells = (sum(getattr(one, what) for one in done.values()) for what in ("rows", "cells"))
    return Erased(rows, cells, tuple(files), tuple(left))


def _erase_table(folder: Path, table: Table, traces: Traces) -> Rewritten:
    path = folder / f"{table.name}.parquet"
    judge = _judge_rejects(traces) if table.name == "rejects" else judge_rows(table, traces)
    return rewrite_file(path, table.names, judge, look=traces.look(table))


def _judge_rejects(traces: Traces) -> Judge:
    """A reject tells what was found in a row that could not be read: if theirs, not any more."""

    def judge(row: dict[str, Any]) -> dict[str, Any]:
        theirs = any(one in (row["found"] or "") for one in traces.ids)
        return {**row, "found": None} if theirs else row

    return judge


def _write_facts(
    folder: Path, facts: dict[str, Any], changed: list[str], mention: re.Pattern[str]
) -> None:
    """The manifest with the tables as they are now."""
    import pyarrow.parquet as pq

    tables = {**facts.get("tables", {})}
    for name in changed:
        path = folder / f"{name}.parquet"
        tables[name] = {"rows": pq.read_metadata(path).num_rows, "hash": hash_file(path)}
    told = json.loads(mention.sub("", json.dumps({**facts, "tables": tables}, ensure_ascii=False)))
    write_manifest(folder, told)
