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
