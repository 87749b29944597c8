from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import scipy.sparse as sp

from isotherm.errors import DataError, UsageError

_RENTAL = {
    "fit": "small", "user_id": "9", "bust size": "34d", "item_id": "77", "weight": "150lbs",
    "rating": "8", "rented for": "work", "review_text": "Nice.", "body type": "pear",
    "review_summary": "Good", "category": "sheath", "height": "5' 6\"", "size": 14, "age": "31",
    "review_date": "April 20, 2016",
}  # fmt: skip
_TABLED = {
    "fit": "small", "user_id": 9, "item_id": 77, "weight_lbs": 150.0, "rating": 8.0,
    "rented_for": "work", "body_type": "pear", "category": "sheath", "height_in": 66.0,
    "size": 14, "age": 31.0, "bust_size_num": 34.0, "bust_size_letter": "d",
    "review_date": dt.datetime(2016, 4, 20),  # noqa: DTZ001 - the table has no offsets
}  # fmt: skip


def _write_rentals(folder: Path, form: str) -> Path:
    path = folder / f"rentals.{form}"
    if form == "parquet":
        empty = dict.fromkeys(_TABLED) | {"user_id": 10, "item_id": 77}
        pq.write_table(pa.Table.from_pylist([_TABLED, _TABLED, empty]), path)
        return path
    rows = [_RENTAL, _RENTAL, {"user_id": "10", "item_id": "77"}]
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if form.endswith("gz") else data)
    return path


@pytest.mark.parametrize("form", ["json", "json.gz", "parquet"])
def test_rentals_become_bodies_orders_and_outcomes(tmp_path: Path, bring: Any, form: str) -> None:
    summary, ledger = bring("renttherunway", _write_rentals(tmp_path, form))
    assert (summary.read, summary.repeated, summary.kept) == (3, 1, 2)
    assert json.loads(ledger["actors"][0]["profile"]) == {
        "weight_kg": 68.0, "height_cm": 167.6, "age": 31, "body": "pear", "bust": "34d",
    }  # fmt: skip
    outcome, bare = ledger["outcomes"]
    assert (outcome["fit"], outcome["rating"], outcome["occasion"]) == ("small", 0.8, "work")
    assert outcome["reason"] == (None if form == "parquet" else "Good\nNice.")
    assert outcome["at"] == dt.datetime(2016, 4, 20, tzinfo=dt.UTC)
    assert (bare["fit"], bare["rating"], bare["at"]) == (None, None, None)
    assert [row["order_id"] for row in ledger["orders"]] == [outcome["order_id"], bare["order_id"]]
    assert ledger["orders"][0]["sku_id"] == ledger["skus"][0]["sku_id"] == "77/14"
    assert [row["product_id"] for row in ledger["products"]] == ["77"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("fit", "tight"),
        ("rating", "11"),
        ("weight", "heavy"),
        ("review_date", "soon"),
        ("user_id", ""),
    ],
)
def test_a_broken_rental_is_told_by_its_cell(
    tmp_path: Path, bring: Any, column: str, value: str
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(_RENTAL | {column: value}) + "\n" + json.dumps(_RENTAL) + "\n")
    summary, ledger = bring("renttherunway", path)
    assert [(f.line, f.column) for f in summary.faults] == [(1, column)]
    assert len(ledger["outcomes"]) == 1


def test_a_profile_is_what_was_said_last(tmp_path: Path, bring: Any) -> None:
    early = _RENTAL | {"review_date": "May 1, 2014", "weight": "160lbs", "size": 16}
    told = _RENTAL | {"weight": None, "item_id": "78", "review_date": "May 1, 2017"}
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(r) + "\n" for r in (_RENTAL, early, told)))
    _, ledger = bring("renttherunway", tmp_path / "r.jsonl")
    assert json.loads(ledger["actors"][0]["profile"])["weight_kg"] == 68.0


def test_posts_become_notes_by_community(tmp_path: Path, bring: Any) -> None:
    post = {"id": "p1", "subreddit": "tall", "created_utc": 1.3e9, "title": "Trousers?",
            "selftext": "", "score": 12, "author": "somebody"}  # fmt: skip
    gone = post | {"id": "p2", "selftext": "[removed]", "score": 0, "author": "[deleted]"}
    rows = [post, gone, post, {"title": "no id"}]
    (tmp_path / "posts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    summary, ledger = bring("reddit", tmp_path / "posts.jsonl")
    assert (summary.kept, summary.repeated, summary.unreadable) == (2, 1, 1)
    first, second = ledger["notes"]
    assert (first["tags"], first["body"], first["at"].timestamp()) == (["tall"], None, 1.3e9)
    assert (second["body"], second["author_id"]) == (None, None)
    assert first["author_id"].startswith("u-")
    assert "somebody" not in str(ledger)
    assert [row["count"] for row in ledger["reactions"]] == [12]


def _hot(title: str, hour: int, category: str, **cells: Any) -> dict[str, Any]:
    return {"hour": f"2025-03-01T{hour:02d}:00:00", "pos": 1, "title": title, "hot": 100 + hour,
            "category": category, "description": "", "ads": False} | cells  # fmt: skip


_HOT_LIST = [
    _hot("多巴胺穿搭", 9, "暂无"),
    _hot("多巴胺穿搭", 10, "时尚\n  ", description="春天"),
    _hot("某某离婚", 9, "明星-内地"),
    _hot("多巴胺穿搭", 10, "时尚"),
    _hot("", 9, "时尚"),
    _hot("新色", 9, "美妆", hot=None),
]


def test_the_hot_list_becomes_series_and_notes(tmp_path: Path, bring: Any) -> None:
    (tmp_path / "hot.jsonl").write_text("".join(json.dumps(row) + "\n" for row in _HOT_LIST))
    summary, ledger = bring("weibo-hot", tmp_path / "hot.jsonl")
    assert (summary.kept, summary.repeated, summary.unreadable) == (3, 1, 2)
    assert [row["value"] for row in ledger["series"]] == [109, 110, 109]
    note = ledger["notes"][0]
    assert note["at"] == dt.datetime(2025, 3, 1, 1, tzinfo=dt.UTC)
    assert (note["body"], note["tags"], note["author_id"]) == ("春天", ["时尚"], None)
    assert ledger["notes"][1]["tags"] == ["明星", "明星-内地"]


def test_categories_keep_whole_topics_and_nothing_else(tmp_path: Path, bring: Any) -> None:
    (tmp_path / "hot.jsonl").write_text("".join(json.dumps(row) + "\n" for row in _HOT_LIST))
    summary, ledger = bring("weibo-hot", tmp_path / "hot.jsonl", categories=("时尚",))
    assert [row["name"] for row in ledger["series"]] == ["多巴胺穿搭", "多巴胺穿搭"]
    assert summary.left_out == 2


def test_lists_become_contacts(tmp_path: Path, bring: Any) -> None:
    (tmp_path / "train.txt").write_text("0 5 7\r\n1\n\n2,5 9\n")
    _, ledger = bring("interactions", tmp_path / "train.txt")
    told = [(row["actor_id"], row["product_id"], row["kind"]) for row in ledger["reactions"]]
    assert told == [
        ("u0", "p5", "like"),
        ("u0", "p7", "like"),
        ("u2", "p5", "like"),
        ("u2", "p9", "like"),
    ]
    assert [row["actor_id"] for row in ledger["actors"]] == ["u0", "u1", "u2"]


def test_matrices_tell_times_or_counts(tmp_path: Path, bring: Any) -> None:
    matrix = sp.csr_array(np.array([[0, 1_433_222_501], [3, 0], [0, 0]]))
    sp.save_npz(tmp_path / "m.npz", matrix)
    _, ledger = bring("interactions", tmp_path / "m.npz", contact="order")
    timed, counted = ledger["orders"]
    assert (timed["at"].timestamp(), timed["quantity"]) == (1_433_222_501, 1)
    assert (counted["at"], counted["quantity"]) == (None, 3)


def test_a_broken_matrix_is_told(tmp_path: Path, bring: Any) -> None:
    (tmp_path / "m.npz").write_text("no zip")
    summary, ledger = bring("interactions", tmp_path / "m.npz")
    assert (ledger, summary.unreadable) == ({}, 1)
    with pytest.raises(DataError):
        bring("interactions", tmp_path / "nowhere.txt")


def test_baskets_become_orders(tmp_path: Path, bring: Any) -> None:
    line = {"household_id": 1, "basket_id": 31, "product_id": 7, "quantity": 2, "sales_value": 3.0,
            "transaction_timestamp": dt.datetime(2017, 1, 1, 11)}  # noqa: DTZ001  # fmt: skip
    pq.write_table(
        pa.Table.from_pylist([line, line | {"product_id": 8, "quantity": -1}]),
        tmp_path / "transactions.parquet",
    )
    pq.write_table(
        pa.Table.from_pylist([{"household_id": 1, "age": "25-34", "income": None}]),
        tmp_path / "demographics.parquet",
    )
    summary, ledger = bring("completejourney", tmp_path)
    (order,) = ledger["orders"]
    assert (order["order_id"], order["line_id"], order["price_fen"]) == ("31", "7", 150)
    assert json.loads(ledger["actors"][0]["profile"]) == {"age": "25-34"}
    assert summary.unreadable == 1


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch, bring: Any) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(UsageError, match="retail"):
        bring("completejourney")
