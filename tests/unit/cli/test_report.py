from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.schema import READING

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def with_brief(reading: Path, tmp_path: Path) -> Path:
    """The reading, with one brief for one merchant."""
    folder = tmp_path / "with-brief"
    shutil.copytree(reading, folder)
    row: dict[str, Any] = {field.name: None for field in READING["briefs"].arrow_schema()}
    row |= {"brief_id": "b-1", "merchant_id": "m-1", "name": "lilac blazer", "tier": "T-30"}
    table = pa.Table.from_pylist([row], schema=READING["briefs"].arrow_schema())
    pq.write_table(table, folder / "briefs.parquet")
    return folder


def test_a_merchants_page_is_written_where_it_was_asked_for(
    say: Say, with_brief: Path, tmp_path: Path
) -> None:
    page, before = tmp_path / "briefs.html", (with_brief / "report.html").read_bytes()
    status, printed, _ = say("report", with_brief, "--merchant", "m-1", "--out", page)
    assert status == 0
    assert str(page) in printed
    assert "lilac blazer" in page.read_text("utf-8")
    assert (with_brief / "report.html").read_bytes() == before


def test_another_merchant_does_not_get_it(say: Say, with_brief: Path, tmp_path: Path) -> None:
    page = tmp_path / "briefs.html"
    status, _, error = say("report", with_brief, "--merchant", "m-2", "--out", page)
    assert (status, page.exists()) == (2, False)
    assert "no brief for a merchant 'm-2'" in error
    assert "did you mean 'm-1'?" in error


def test_a_merchant_without_a_brief_of_its_own_is_told_so_and_gets_the_open_ones(
    say: Say, with_brief: Path, tmp_path: Path
) -> None:
    rows = pq.read_table(with_brief / "briefs.parquet").to_pylist()
    rows.append(rows[0] | {"brief_id": "b-2", "merchant_id": None, "name": "grey coat"})
    table = pa.Table.from_pylist(rows, schema=READING["briefs"].arrow_schema())
    pq.write_table(table, with_brief / "briefs.parquet")
    page = tmp_path / "briefs.html"
    status, printed, _ = say("report", with_brief, "--merchant", "m-2", "--out", page)
    assert status == 0
    assert "No brief of this reading is addressed to m-2" in " ".join(printed.split())
    told = page.read_text("utf-8")
    assert "grey coat" in told
    assert "lilac blazer" not in told


def test_machines_are_told_the_file(say: Say, with_brief: Path, tmp_path: Path) -> None:
    page = tmp_path / "briefs.html"
    words = ("report", with_brief, "--merchant", "m-1", "--out", page, "--json")
    assert json.loads(say(*words)[1]) == {"report": str(page)}


@pytest.mark.parametrize("words", [["--merchant", "m-1"], ["--merchant", "", "--out", "page.html"]])
def test_a_merchants_page_needs_a_merchant_and_a_file(
    say: Say, with_brief: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(with_brief.parent)
    status, _, complaint = say("report", with_brief, *words)
    assert status == 2
    assert complaint.startswith("isotherm: ")
    assert not Path("page.html").exists()


def test_what_changed_is_not_for_merchants(say: Say, with_brief: Path, tmp_path: Path) -> None:
    page = tmp_path / "briefs.html"
    words = ("--merchant", "m-1", "--out", page, "--previous", with_brief)
    status, _, complaint = say("report", with_brief, *words)
    assert status == 2
    assert "--previous" in complaint
    assert not page.exists()


def test_the_operators_report_may_go_elsewhere(say: Say, with_brief: Path, tmp_path: Path) -> None:
    page = tmp_path / "elsewhere.html"
    assert say("report", with_brief, "--out", page)[0] == 0
    assert 'id="map"' in page.read_text("utf-8")


def test_a_merchants_page_does_not_take_the_place_of_the_report(say: Say, with_brief: Path) -> None:
    report = with_brief / "report.html"
    before = report.read_bytes() if report.exists() else None
    status, _, error = say("report", with_brief, "--merchant", "m-1", "--out", report)
    assert status == 2
    assert "operator's report" in error
    assert (report.read_bytes() if report.exists() else None) == before
