"""``isotherm check`` shows the worst faults first, and writes all of them where asked."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Thirty faults of few rows come first, one of many rows last."""
    folder = tmp_path / "ledger"
    folder.mkdir()
    notes = [f"n{row},a,2026-01-01T00:00:00Z" for row in range(50)]
    notes += ["n90,a,=cmd()"] * 3 + [f"n9{row},a,soon" for row in range(2)]
    (folder / "notes.csv").write_text("\n".join(["note_id,author_id,at", *notes, ""]), "utf-8")
    rated = [f"a,p{row},four" for row in range(400)]
    text = "\n".join(["actor_id,product_id,rating", *rated, ""])
    (folder / "outcomes.csv").write_text(text, "utf-8")
    return folder


def test_the_commonest_fault_comes_first_with_its_first_line(say: Say, faulty: Path) -> None:
    status, printed, _ = say("check", faulty, "--json")
    told = json.loads(printed)
    assert status == 1
    first = told["faults"][0]
    assert (first["rows"], first["file"], first["line"]) == (400, "outcomes.csv", 2)
    assert (first["column"], first["code"], first["found"]) == ("rating", "bad_number", "four")
    counted = Counter((r["file"], r["column"], r["code"]) for r in told["rejects"])
    assert {(f["file"], f["column"], f["code"]): f["rows"] for f in told["faults"]} == counted
    printed = say("check", faulty)[1]
    assert printed.index("outcomes.csv", printed.index("by fault")) < printed.index("bad_time")
    assert "--rejects FILE" in printed


@pytest.mark.parametrize("name", ["all.csv", "all.parquet", "all"])
def test_all_rejects_are_written_where_asked(name: str, say: Say, faulty: Path) -> None:
    path = faulty.parent / name
    status, printed, _ = say("check", faulty, "--rejects", path)
    assert status == 1
    assert "--rejects FILE" not in printed
    assert str(path) in printed.replace("\n", "")
    if name.endswith(".csv"):
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
        assert {row["found"] for row in rows} == {"four", "soon", "'=cmd()"}
    else:
        rows = pq.read_table(path).to_pylist()
        assert {row["found"] for row in rows} == {"four", "soon", "=cmd()"}
    assert len(rows) == 405


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_csv_is_a_formula(start: str, say: Say, tmp_path: Path) -> None:
    ledger, path = tmp_path / "ledger", tmp_path / "all.csv"
    ledger.mkdir()
    text = f"note_id,author_id,at\nn1,a,{start}1+1\n"
    (ledger / "notes.csv").write_text(text, "utf-8")
    say("check", ledger, "--rejects", path)
    row = next(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert row["found"] == f"'{start}1+1"


def test_a_reference_is_named_with_its_article(say: Say, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(
        "order_id,actor_id,at,sku_id\no1,a,2026-01-01,s\n", "utf-8"
    )
    (tmp_path / "outcomes.csv").write_text("actor_id,product_id,order_id\na,p,o9\n", "utf-8")
    assert "name an order_id that is not there" in say("check", tmp_path)[1]
