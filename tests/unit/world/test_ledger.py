"""The ledger of a world keeps the contract, cell by cell, and gives nothing away."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from isotherm.schema import LEDGER, Kind

WORLDS = ("tiny", "null", "attacked", "small")


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_every_table_is_there_in_its_declared_schema(world: Any) -> None:
    written = set(world.summary.ledger_rows)
    absent = {"need_reviews"} | ({"wishes", "pushes"} if world.summary.null else set())
    assert written == set(LEDGER) - absent
    for name in written:
        table = world.table("ledger", name)
        assert table.schema.equals(LEDGER[name].arrow_schema())
        assert table.num_rows == world.summary.ledger_rows[name]


def test_every_cell_is_allowed(world: Any) -> None:
    for name in world.summary.ledger_rows:
        table = world.table("ledger", name)
        for column in LEDGER[name].columns:
            cells = table[column.name]
            if column.required and not column.may_be_empty:
                assert cells.null_count == 0, (name, column.name)
            if column.choices:
                assert set(cells.unique().to_pylist()) <= {None, *column.choices}
            if column.low is not None and cells.null_count < len(cells):
                assert pc.min(cells).as_py() >= column.low
            if column.high is not None and cells.null_count < len(cells):
                assert pc.max(cells).as_py() <= column.high
            if column.kind is Kind.MAP:
                assert all(
                    isinstance(json.loads(c), dict) for c in cells.unique().drop_null().to_pylist()
                )


def test_keys_are_unique_and_one_of_is_kept(world: Any) -> None:
    for name in world.summary.ledger_rows:
        table = world.table("ledger", name)
        key = [k for k in LEDGER[name].key if table[k].null_count < table.num_rows]
        if key:
            assert table.group_by(key).aggregate([]).num_rows == table.num_rows, name
        if LEDGER[name].one_of:
            given = [pc.is_valid(table[c]) for c in LEDGER[name].one_of]
            assert pc.all(_any(given)).as_py()


def test_every_reference_is_met(world: Any) -> None:
    for name in world.summary.ledger_rows:
        for column, target in LEDGER[name].references:
            if target in world.summary.ledger_rows:
                known = world.table("ledger", target)[LEDGER[target].key[0]].combine_chunks()
                found = world.table("ledger", name)[column].drop_null()
                assert pc.all(pc.is_in(found, known), min_count=0).as_py(), (name, column)


def test_nobody_acts_before_joining_or_outside_the_record(world: Any) -> None:
    actors = world.table("ledger", "actors").select(["actor_id", "joined_at"])
    days = {"small": 200}.get(world.summary.size, 200)
    for name in ("notes", "replies", "reactions", "searches", "orders", "votes"):
        who = "author_id" if name == "notes" else "actor_id"
        acts = world.table("ledger", name).select([who, "at"])
        both = acts.join(actors, keys=who, right_keys="actor_id")
        assert pc.all(pc.greater_equal(both["at"], both["joined_at"])).as_py(), name
        span = pc.max(acts["at"]).as_py() - pc.min(acts["at"]).as_py()
        assert span.days <= days


def test_replies_follow_notes_and_what_they_answer(world: Any) -> None:
    replies = world.table("ledger", "replies")
    notes = (
        world.table("ledger", "notes").select(["note_id", "at"]).rename_columns(["note_id", "on"])
    )
    both = replies.join(notes, keys="note_id")
    assert pc.all(pc.greater(both["at"], both["on"])).as_py()
    by_id = {
        row["reply_id"]: row for row in replies.select(["reply_id", "at", "note_id"]).to_pylist()
    }
    answers = replies.filter(pc.is_valid(replies["parent_id"])).to_pylist()
    assert answers
    for row in answers:
        parent = by_id[row["parent_id"]]
        assert parent["at"] <= row["at"]
        assert parent["note_id"] == row["note_id"]


def test_ids_and_order_give_nothing_away(attacked: Any) -> None:
    planted = set(attacked.column("truth", "coordinated", "actor_id"))
    ids = attacked.column("ledger", "actors", "actor_id")
    assert all(len(i) == 12 and set(i) <= set("0123456789abcdef") for i in ids)
    flags = np.array([i in planted for i in ids])
    place = np.flatnonzero(flags) / len(ids)
    rank = np.argsort(np.argsort(ids))[flags] / len(ids)
    for spread in (place, rank):  # uniform: the mean lies within 4 standard errors of one half
        assert abs(spread.mean() - 0.5) < 4 * np.sqrt(1 / 12 / len(spread))
    at = attacked.table("ledger", "replies")["at"].cast(pa.int64()).to_numpy()
    assert abs(np.corrcoef(at, np.arange(len(at)))[0, 1]) < 0.05


def test_women_s_wear_returns_about_half(small: Any) -> None:
    outcomes = small.table("ledger", "outcomes").select(["product_id", "kept"])
    products = small.table("ledger", "products").select(["product_id", "category"])
    rows = outcomes.join(products, keys="product_id").to_pylist()
    worn = [r["kept"] for r in rows if r["category"] in ("上衣", "裤装", "裙装", "内衣")]
    assert 0.4 <= np.mean(worn) <= 0.55


def test_small_is_as_large_as_promised(small: Any) -> None:
    assert 300_000 <= small.summary.events <= 500_000
    assert 12_000 <= small.summary.ledger_rows["notes"] <= 16_000
    assert 6_000 <= small.summary.ledger_rows["actors"] <= 7_000


def test_activity_and_fame_are_heavy_tailed(small: Any) -> None:
    counts = small.table("ledger", "reactions").group_by("actor_id").aggregate([("count", "sum")])
    by_actor = np.sort(counts["count_sum"].to_numpy())[::-1]
    assert by_actor[: len(by_actor) // 10].sum() > 0.3 * by_actor.sum()
    followers = np.array(small.column("ledger", "actors", "followers"))
    assert np.median(followers) < 100
    assert followers.max() > 300_000


def _any(masks: list[pa.ChunkedArray]) -> pa.ChunkedArray:
    found = masks[0]
    for mask in masks[1:]:
        found = pc.or_(found, mask)
    return found
