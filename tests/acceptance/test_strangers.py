"""Ledgers written by strangers to the contract alone, read from end to end."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from isotherm.reading import Request, run_reading
from isotherm.schema import READING
from strangers import STRANGERS, make_stranger
from strangers.truth import best_match_f1, score, stranger_truth

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
CLAIMS = ("strata", "memberships", "needs", "trends", "coordinated")


def read(folder: Path) -> Path:
    run_reading(Request(folder / "ledger", folder / "reading"), now=NOW)
    return folder / "reading"


@pytest.fixture(scope="module", params=STRANGERS)
def stranger(request, tmp_path_factory):
    """A small community of each kind: Parquet, CSV with offsets, JSON lines in parts."""
    folder = tmp_path_factory.mktemp(request.param)
    make_stranger(request.param, folder, seed=3, mixing=0.3, scale=0.2)
    return folder, read(folder)


def test_every_table_is_there_in_its_exact_schema_and_sorted_by_key(stranger):
    _, reading = stranger
    for name, table in READING.items():
        found = pq.read_table(reading / f"{name}.parquet")
        assert found.schema.names == table.arrow_schema().names, name
        assert found.schema.types == table.arrow_schema().types, name
        if table.key:
            keys = list(zip(*(found[part].to_pylist() for part in table.key), strict=True))
            assert keys == sorted(keys), name
            assert len(set(keys)) == len(keys), name


def test_the_account_balances_and_nothing_is_refused(stranger):
    folder, reading = stranger
    account = json.loads((reading / "reading.json").read_text(encoding="utf-8"))["account"]
    assert account["accepted"] > 5_000
    for file in account["files"]:
        assert file["rows_read"] == file["accepted"] + file["rejected"], file
        assert file["rejected"] == 0, file
    written = {path.stem.split(".")[0] for path in (folder / "ledger").iterdir()}
    assert {file["table"] for file in account["files"]} == written


def test_weights_of_an_actor_sum_to_at_most_one(stranger):
    _, reading = stranger
    rows = pq.read_table(reading / "memberships.parquet").to_pylist()
    sums: dict[str, float] = {}
    for row in rows:
        sums[row["actor_id"]] = sums.get(row["actor_id"], 0.0) + row["weight"]
    assert max(sums.values(), default=0.0) <= 1 + 1e-9


def test_what_is_claimed_is_mostly_so(stranger):
    folder, reading = stranger
    figures = score(stranger_truth(folder), reading)
    assert figures["f1"] > 0.5
    assert figures["false_discovery"] == 0
    assert figures["coordinated_precision"] > 0.9


def test_a_broken_row_is_told_and_costs_nothing_else(stranger, tmp_path):
    """In a further part, which may be written otherwise than the rest."""
    folder, _ = stranger
    shutil.copytree(folder / "ledger", tmp_path / "ledger")
    part = tmp_path / "ledger" / "products" / "more.csv"
    part.parent.mkdir(exist_ok=True)
    with part.open("w", encoding="utf-8") as file:
        file.write("product_id,title,category,price_fen,listed_at\n")
        file.write("broken,,cat,not a price,tomorrow-ish\n")
    reading = read(tmp_path)
    account = json.loads((reading / "reading.json").read_text(encoding="utf-8"))["account"]
    assert account["rejected"] == 1
    assert pq.read_table(reading / "rejects.parquet").num_rows >= 1


@pytest.mark.parametrize("kind", STRANGERS)
def test_without_structure_nothing_is_found(kind, tmp_path):
    make_stranger(kind, tmp_path, seed=4, null=True, scale=0.2)
    reading = read(tmp_path)
    for name in ("strata", "memberships", "trends", "coordinated"):
        assert pq.read_table(reading / f"{name}.parquet").num_rows == 0, name


def test_the_format_changes_nothing(tmp_path):
    claims = []
    for number, written in enumerate(("parquet", "csv", "jsonl")):
        folder = tmp_path / str(number)
        make_stranger("invented", folder, seed=5, mixing=0.3, scale=0.12, written=written)
        reading = read(folder)
        claims.append([(reading / f"{name}.parquet").read_bytes() for name in CLAIMS])
    assert claims[0] == claims[1] == claims[2]


def test_f1_is_one_for_the_truth_and_low_for_everyone_in_one_set():
    truth = [frozenset("abc"), frozenset("cde")]
    assert best_match_f1(truth, truth) == 1
    assert best_match_f1(truth, [frozenset("abcdefghijklmnop")]) < 0.5
    assert best_match_f1(truth, []) == 0
