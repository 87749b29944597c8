from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.cli.findings import show_findings
from isotherm.cli.output import Output
from isotherm.reading import read_manifest
from isotherm.schema import READING


def trend(name: str, **cells: Any) -> dict[str, Any]:
    empty = {field.name: None for field in READING["trends"].arrow_schema()}
    return {
        **empty,
        "trend_id": f"t-{name}",
        "name": name,
        "stage": "mature",
        "origin": "found",
        **cells,
    }


def told(
    reading: Path, folder: Path, trends: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> str:
    shutil.copytree(reading, folder)
    table = pa.Table.from_pylist(trends, schema=READING["trends"].arrow_schema())
    pq.write_table(table, folder / "trends.parquet")
    capsys.readouterr()
    show_findings(read_manifest(folder), Output(as_json=False))
    return capsys.readouterr().out


def test_trends_of_ready_made_counts_come_after_those_with_people(
    reading: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An index has a wave, but no notes and no repliers: nothing to count, and no "None"."""
    trends = [trend("hot index"), trend("red jumper", reply_n_eff=40.0, n_notes=12)]
    printed = told(reading, tmp_path / "copy", trends, capsys)
    assert printed.index("red jumper") < printed.index("hot index")
    assert "None" not in printed


def test_findings_are_json_for_machines(reading: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    show_findings(read_manifest(reading), Output(as_json=True))
    assert json.loads(capsys.readouterr().out)["rows"]["trends"] >= 0


def test_strata_that_hold_others_are_told_in_the_count(
    reading: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(reading, folder)
    empty = {field.name: None for field in READING["strata"].arrow_schema()}
    rows = [
        {**empty, "stratum_id": f"s-{n}", "name": f"layer {n}", "size": 90.0 - n, "terms": []}
        | {"level": int(n > 0), "parent_id": "s-0" if n else None}
        for n in range(3)
    ]
    table = pa.Table.from_pylist(rows, schema=READING["strata"].arrow_schema())
    pq.write_table(table, folder / "strata.parquet")
    capsys.readouterr()
    show_findings(read_manifest(folder), Output(as_json=False))
    assert "3 strata, 1 of them wide ones that hold others" in capsys.readouterr().out
