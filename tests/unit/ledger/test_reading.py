"""Reading whole ledgers: tables, rejects, duplicates, references, the account."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.engines import open_engine
from isotherm.errors import LedgerError
from isotherm.ledger import Account, check_ledger, open_record, read_ledger
from isotherm.schema import LEDGER, READING

pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

_NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_NOTES = '''note_id,author_id,at,title,body,tags,paid,product_ids,titel
n1,a,2026-01-01T08:00:00+08:00,hi,"two
lines ""q""",x;y,TRUE,,z
n2,b,2026-13-01,hi,b,["p"],no,,
n3,b,1767225600000,"unclosed,b,,,,
n4,b,2026-01-01,t,b,"[""p"",1]",0,,

n1,a,2026-01-01,hi,dup,,,,
n5,c,2099-01-01,,,,,,
n6,a,2026-01-01,x,y
'''
_ORDERS = """order_id;actor_id;at;product_id;line_id;quantity
o1;a;2026-01-01;p1;1;
o1;a;2026-01-01;p1;2;3
o1;a;2026-01-01;p1;2;3
o2;a;2026-01-01;p1;;
o2;zz;2026-01-01;p9;;
o3;zz;2026-01-01;;;
"""
_SEARCHES = b"""{"actor_id":1,"at":1767225600000,"query":"\xe5\xa4\xa7","clicked":["a",2]}
{"actor_id":"x","at":null,"query":""}
{bad

{"actor_id":null,"at":"2026-01-01 10:00","query":"q","results":-1}
{"actor_id":null,"at":null,"query":"q"}
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "notes.csv").write_text(_NOTES)
    (folder / "orders").mkdir()
    (folder / "orders" / "b.csv.gz").write_bytes(gzip.compress(_ORDERS.encode()))
    (folder / "orders" / "a.csv").write_text("order_id,actor_id,at,sku_id\no2,a,,s\n")
    (folder / "orders" / "_SUCCESS").touch()
    (folder / "searches.jsonl").write_bytes(_SEARCHES)
    (folder / "replies.csv").write_text("reply_id,note_id,at\nr1,n1,2026-01-01\nr2,n1,2026-01-01\n")
    (folder / "reactions.jsonl.gz").write_bytes(b"no gzip")
    (folder / "reaction.csv").touch()
    actors = pa.table(
        {
            "actor_id": [1, 2, 2],
            "profile": [{"b": 1, "a": None}, None, {"b": None, "a": "x"}],
            "kind": pa.array(["Reader", "buyer", "zz"]).dictionary_encode(),
            "followers": pa.nulls(3),
        }
    )
    pq.write_table(actors, folder / "actors.parquet")
    return folder


@pytest.fixture(scope="module")
def read(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Account, Path]:
    into = tmp_path_factory.mktemp("into")
    pq.write_table(pa.table({"old": [1]}), into / "skus.parquet")
    with pytest.MonkeyPatch.context():
        return read_ledger(ledger, into, now=_NOW), into


def _rejects(into: Path, file: str) -> list[tuple[Any, ...]]:
    rows = pq.read_table(into / "rejects.parquet").to_pylist()
    return [(r["line"], r["column"], r["code"]) for r in rows if r["file"] == file]


def test_each_rejected_row_says_where_and_why(read: tuple[Account, Path]) -> None:
    _, into = read
    assert _rejects(into, "notes.csv") == [
        (4, "at", "bad_time"),
        (5, "", "bad_quotes"),
        (8, "note_id", "duplicate"),
        (9, "at", "future"),
        (10, "", "field_count"),
    ]
    assert _rejects(into, "searches.jsonl") == [
        (2, "query", "empty"),
        (3, "", "not_json"),
        (5, "results", "out_of_range"),
    ]
    assert _rejects(into, "actors.parquet") == [(3, "kind", "unknown_choice")]


def test_duplicates_are_found_across_parts_in_the_order_of_their_names(
    read: tuple[Account, Path],
) -> None:
    account, into = read
    assert _rejects(into, "orders/b.csv.gz") == [
        (4, "order_id", "duplicate"),
        (5, "order_id", "duplicate"),
        (6, "order_id", "duplicate"),
        (7, "", "empty"),
    ]
    orders = pq.read_table(into / "orders.parquet").to_pylist()
    assert [(o["order_id"], o["line_id"], o["quantity"]) for o in orders] == [
        ("o2", None, 1),
        ("o1", "1", 1),
        ("o1", "2", 3),
    ]
    assert [f.file for f in account.files if f.table == "orders"] == [
        "orders/a.csv",
        "orders/b.csv.gz",
    ]


def test_searches_without_an_id_are_never_duplicates(read: tuple[Account, Path]) -> None:
    searches = pq.read_table(read[1] / "searches.parquet").to_pylist()
    assert [(s["actor_id"], s["query"], s["clicked"]) for s in searches] == [
        ("1", "大", ["a", "2"]),
        (None, "q", None),
    ]


def test_a_file_without_a_required_column_has_each_row_rejected(read: tuple[Account, Path]) -> None:
    account, into = read
    assert _rejects(into, "replies.csv") == [
        (2, "actor_id", "missing_column"),
        (3, "actor_id", "missing_column"),
    ]
    assert [f.rejected for f in account.files if f.table == "replies"] == [2]


def test_an_unreadable_file_is_one_row_of_the_account(read: tuple[Account, Path]) -> None:
    account, into = read
    (file,) = [f for f in account.files if f.table == "reactions"]
    assert (file.rows_read, file.accepted, file.rejected) == (1, 0, 1)
    assert "gzip" in file.error
    assert _rejects(into, "reactions.jsonl.gz") == [(1, "", "unreadable")]


def test_the_account_balances_and_names_what_is_missing(read: tuple[Account, Path]) -> None:
    account, into = read
    for file in account.files:
        assert file.rows_read == file.accepted + file.rejected
    assert account.rejected == pq.read_metadata(into / "rejects.parquet").num_rows
    assert "products" in account.tables_missing
    assert account.columns_missing["actors"] == ("joined_at", "followers")
    assert account.dangling == {
        ("notes", "author_id"): 2,
        ("orders", "actor_id"): 3,
    }
    assert "note_id" not in account.columns_missing["notes"]
    said = "\n".join(account.warnings)
    assert "did you mean reactions?" in said
    assert "'titel' (did you mean title?)" in said
    assert "actors.parquet: empty throughout, so absent: followers" in said


def test_what_is_written_has_the_declared_schema(read: tuple[Account, Path]) -> None:
    account, into = read
    for name in account.tables:
        assert pq.read_schema(into / f"{name}.parquet").equals(LEDGER[name].arrow_schema())
    found = pq.read_schema(into / "rejects.parquet")
    assert found.equals(READING["rejects"].arrow_schema())
    assert {path.name for path in into.iterdir()} == {
        *(f"{name}.parquet" for name in account.tables),
        "rejects.parquet",
    }


def test_values_are_stored_as_the_contract_says(read: tuple[Account, Path]) -> None:
    notes = pq.read_table(read[1] / "notes.parquet").to_pylist()
    assert [note["note_id"] for note in notes] == ["n1", "n4"]
    assert notes[0]["at"] == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert notes[0]["body"] == 'two\nlines "q"'
    assert [note["tags"] for note in notes] == [["x", "y"], ["p", "1"]]
    assert [note["paid"] for note in notes] == [True, False]
    actors = pq.read_table(read[1] / "actors.parquet").to_pylist()
    assert [(a["actor_id"], a["kind"], a["profile"]) for a in actors] == [
        ("1", "reader", '{"b":1}'),
        ("2", "buyer", None),
    ]


def test_a_record_opens_on_what_was_read(read: tuple[Account, Path]) -> None:
    engine = open_engine("duckdb", threads=1)
    record = open_record(read[1], engine)
    assert record.as_of == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert record.has("notes", "tags")
    assert not record.has("notes", "product_ids")
    assert not record.has("products")
    engine.close()


def test_checking_writes_only_the_rejects_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    folder.mkdir()
    (folder / "series.csv").write_text("series_id,at,value\ns,2026-01-01,nan\ns,2026-01-01,1\n")
    seen: list[tuple[str, int]] = []
    account = check_ledger(
        folder,
        now=_NOW,
        rejects=tmp_path / "out.parquet",
        progress=lambda file, rows: seen.append((file, rows)),
    )
    assert (account.accepted, account.rejected) == (1, 1)
    assert pq.read_table(tmp_path / "out.parquet")["found"].to_pylist() == ["nan"]
    assert seen == [("series.csv", 2)]
    assert sorted(path.name for path in folder.iterdir()) == ["series.csv"]


@pytest.mark.parametrize(
    ("names", "said"), [((), "found nothing"), (("actors.csv", "x.txt"), "found actors.csv, x.txt")]
)
def test_a_folder_that_is_no_ledger_is_refused_in_one_line(
    tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(LedgerError, match=said) as caught:
        read_ledger(tmp_path, tmp_path / "into", now=_NOW)
    assert "\n" not in str(caught.value)
    assert "notes" in str(caught.value)


def test_a_folder_that_is_not_there_or_is_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is not there"):
        read_ledger(tmp_path / "no", tmp_path / "into", now=_NOW)
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="is a file"):
        read_ledger(tmp_path / "file", tmp_path / "into", now=_NOW)
