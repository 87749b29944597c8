"""Forgotten means forgotten: twenty planted markers, every file searched, none found."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isotherm.cli import main
from isotherm.ledger import LedgerWriter, read_ledger
from isotherm.schema import LEDGER, LEDGER_TABLES

NOW = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
ID = "zz-marker-00"
FORMATS = ("parquet", "csv", "jsonl", "csv.gz", "jsonl.gz")
AT = "2026-02-10T08:00:00"


def mark(number: int) -> str:
    return f"zz-marker-{number:02d}"


def planted() -> dict[str, list[dict[str, Any]]]:
    """One actor's life, a marker in whatever they are or made, and what others made of it."""
    me = {"actor_id": ID, "at": AT}
    return {
        "actors": [{"actor_id": ID, "kind": "author", "profile": {"city": mark(1)}}],
        "notes": [
            {"note_id": mark(2), "author_id": ID, "at": AT, "title": mark(3), "body": mark(4),
             "tags": [mark(5)]},
            {"note_id": "n9001", "author_id": "a0001", "at": AT, "title": f"谢谢@{ID}的推荐"},
        ],
        "replies": [
            {"reply_id": mark(6), "note_id": "n0001", **me, "text": mark(7)},
            {"reply_id": "r9001", "note_id": mark(2), "actor_id": "a0001", "at": AT,
             "text": "好看"},
            {"reply_id": "r9002", "note_id": "n0001", "actor_id": "a0002", "at": AT,
             "text": f"问 {ID}，她懂", "parent_id": mark(6)},
        ],
        "reactions": [
            {**me, "kind": "like", "note_id": "n0001"},
            {"actor_id": "a0003", "at": AT, "kind": "follow", "followed_id": ID},
            {"actor_id": "a0003", "at": AT, "kind": "save", "note_id": mark(2)},
        ],
        "searches": [
            {**me, "query": mark(8), "search_id": mark(9), "clicked": ["n0001"]},
            {"actor_id": "a0004", "at": AT, "query": "大码", "search_id": "q9001",
             "clicked": [mark(2), "n0002"]},
        ],
        "orders": [
            {"order_id": mark(10), **me, "product_id": "p001", "line_id": mark(11)},
            {"order_id": "o9001", "actor_id": "a0005", "at": AT, "product_id": "p001",
             "source_kind": "note", "source_id": mark(2)},
        ],
        "outcomes": [{**me, "product_id": "p001", "order_id": mark(10), "kept": True,
                      "reason": mark(12), "occasion": mark(13)}],
        "votes": [{"test_id": "t1", "option_id": "lilac", **me, "stake": "size",
                   "value": mark(14)}],
        "wishes": [
            {"wish_id": mark(15), **me, "text": mark(16), "attributes": {"colour": mark(17)}},
            {"wish_id": "w9001", "actor_id": "a0006", "at": AT, "text": "长裙",
             "seconded_by": ["a0001", ID]},
        ],
        "merchants": [{"merchant_id": "m9", "name": "二家店", "buyer_ids": [ID, "a0003"]}],
        "products": [{"product_id": "p900", "merchant_id": ID, "title": "长裙"}],
        "pushes": [{"push_id": "u1", "subject_id": mark(2), "at": AT, "kind": "named"}],
    }  # fmt: skip


def without() -> dict[str, list[dict[str, Any]]]:
    """The same others in a world that never had the actor."""
    return {
        "notes": [{"note_id": "n9001", "author_id": "a0001", "at": AT, "title": "谢谢的推荐"}],
        "replies": [{"reply_id": "r9002", "note_id": "n0001", "actor_id": "a0002", "at": AT,
                     "text": "问 ，她懂"}],
        "searches": [{"actor_id": "a0004", "at": AT, "query": "大码", "search_id": "q9001",
                      "clicked": ["n0002"]}],
        "orders": [{"order_id": "o9001", "actor_id": "a0005", "at": AT, "product_id": "p001",
                    "source_kind": "note"}],
        "wishes": [{"wish_id": "w9001", "actor_id": "a0006", "at": AT, "text": "长裙",
                    "seconded_by": ["a0001"]}],
        "merchants": [{"merchant_id": "m9", "name": "二家店", "buyer_ids": ["a0003"]}],
        "products": [{"product_id": "p900", "title": "长裙"}],
    }  # fmt: skip


def write(folder: Path, *layers: dict[str, list[dict[str, Any]]], form: str) -> Path:
    plain = form.removesuffix(".gz")
    with LedgerWriter(folder, format=plain) as ledger:
        for layer in layers:
            for table, rows in layer.items():
                ledger.append(table, rows)
    if form.endswith(".gz"):
        for path in list(folder.iterdir()):
            with gzip.open(path.with_name(f"{path.name}.gz"), "wb") as packed:
                packed.write(path.read_bytes())
            path.unlink()
    return folder


def mentions(folder: Path) -> list[str]:
    """Every file below a folder that holds a marker, unpacked as far as it can be."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            held = path.read_bytes()
            if path.suffix == ".gz":
                held = gzip.decompress(held)
            if path.suffix == ".parquet":
                held += json.dumps(pq.read_table(path).to_pylist(), default=str).encode()
            if b"zz-marker" in held:
                found.append(path.name)
    return found


def rows_of(ledger: Path, into: Path) -> dict[str, list[dict[str, Any]]]:
    read_ledger(ledger, into, now=NOW)
    held = {
        table.name: pq.read_table(into / f"{table.name}.parquet").to_pylist()
        for table in LEDGER_TABLES
        if (into / f"{table.name}.parquet").exists()
    }
    return {name: sorted(rows, key=repr) for name, rows in held.items() if rows}


@pytest.mark.parametrize("form", FORMATS)
def test_a_ledger_forgets_in_every_format(
    form: str, tell: Callable[..., Any], tmp_path: Path
) -> None:
    community = tell(actors=60, notes=20)
    ledger = write(tmp_path / "ledger", community, planted(), form=form)
    control = write(tmp_path / "control", community, without(), form=form)
    assert mentions(ledger)
    assert main(["erase", str(ledger), "--actor", ID]) == 0
    assert mentions(tmp_path) == []
    assert rows_of(ledger, tmp_path / "a") == rows_of(control, tmp_path / "b")


def test_the_next_reading_is_that_of_a_world_without(
    tell: Callable[..., Any], tmp_path: Path
) -> None:
    ledger = write(tmp_path / "ledger", tell(), planted(), form="parquet")
    control = write(tmp_path / "control", tell(), without(), form="parquet")
    for name, source in (("before", ledger), ("expected", control)):
        assert main(["run", str(source), "--out", str(tmp_path / name), "--json"]) == 0
    assert main(["erase", str(ledger), str(tmp_path / "before"), "--actor", ID, "--json"]) == 0
    assert mentions(tmp_path) == []
    assert (tmp_path / "before" / "report.html").exists()
    assert main(["run", str(ledger), "--out", str(tmp_path / "after"), "--json"]) == 0
    for path in sorted((tmp_path / "expected").glob("*.parquet")):
        assert pq.read_table(tmp_path / "after" / path.name).equals(pq.read_table(path)), path.name


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_rows_stay_byte_for_byte(encoding: str, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    head = "note_id;AUTHOR_ID;at;title\r\n"
    kept = 'n1;a1;2026-01-01;"two\r\nlines; ""quoted"""\r\nn2; ;2026-01-01;大码\r\n"torn;\r\n'
    theirs = f'n3;{ID};2026-01-01;x\r\n"torn;{ID};\r\n'
    (ledger / "notes.csv").write_bytes((head + kept + theirs).encode(encoding))
    assert main(["erase", str(ledger), "--actor", ID]) == 0
    assert (ledger / "notes.csv").read_bytes() == (head + kept).encode(encoding)


def test_types_of_a_parquet_file_stay(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    table = pa.table(
        {
            "note_id": pa.array([1, 2, 3], pa.int32()),
            "author_id": pa.array([77, 78, None], pa.int64()),
            "at": pa.array([1, 2, 3], pa.timestamp("ms")),
            "tags": pa.array([["a"], None, []], pa.large_list(pa.large_string())),
            "odd": pa.array([{"who": "78"}, None, {"who": "b78"}]),
        }
    )
    pq.write_table(table, ledger / "notes.parquet")
    assert main(["erase", str(ledger), "--actor", "78"]) == 0
    left = pq.read_table(ledger / "notes.parquet")
    assert left.schema == table.schema
    assert left["note_id"].to_pylist() == [1, 3]


@pytest.mark.parametrize(
    ("actor", "text", "left"),
    [
        ("u1", "u1 and u12 and xu1, @u1!", " and u12 and xu1, !"),
        ("42", "42 yuan, @42 knows", "42 yuan,  knows"),
        ("小美", "问小美吧", "问吧"),
    ],
)
def test_a_mention_is_a_word_of_its_own(actor: str, text: str, left: str, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    with LedgerWriter(ledger, format="csv") as writer:
        row = {"note_id": "n1", "author_id": "a9", "at": AT, "title": text}
        writer.append("notes", [row])
    assert main(["erase", str(ledger), "--actor", actor]) == 0
    with (ledger / "notes.csv").open(encoding="utf-8", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)] == [left]


def test_an_unfinished_reading_is_thrown_away(tell: Callable[..., Any], tmp_path: Path) -> None:
    ledger = write(tmp_path / "ledger", tell(actors=30, notes=5), planted(), form="csv")
    work = tmp_path / "reading" / ".work" / "record"
    work.mkdir(parents=True)
    (work / "notes.parquet").write_text(mark(3), "utf-8")
    assert main(["erase", str(ledger), str(tmp_path / "reading"), "--actor", ID]) == 0
    assert mentions(tmp_path) == []


def test_what_cannot_be_searched_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = write(tmp_path / "ledger", planted(), form="csv")
    (ledger / "orders.parquet").write_bytes(b"PAR1 torn")
    (ledger / "letter.txt").write_text(f"to {ID}", "utf-8")
    (ledger / "old.txt.gz").write_bytes(gzip.compress(b"x" * (1 << 20) + f"..{ID}".encode()))
    (ledger / "split.txt").write_bytes(b"x" * ((1 << 20) - 3) + ID.encode())
    (ledger / "book.xlsx").write_bytes(b"PK\3\4...")
    (ledger / "innocent.txt").write_bytes(b"x" * (1 << 20) + b"zz-marker-0")
    assert main(["erase", str(ledger), "--actor", ID]) == 1
    printed = capsys.readouterr().out
    for name in ("orders.parquet", "letter.txt", "old.txt.gz", "split.txt", "book.xlsx"):
        assert name in printed
    assert "innocent.txt" not in printed


def test_control_without_the_eraser_the_markers_are_found(tmp_path: Path) -> None:
    ledger = write(tmp_path / "ledger", planted(), form="jsonl.gz")
    assert len(mentions(ledger)) == len(planted())
    assert set(planted()) <= set(LEDGER)
