"""What a trend's row says, against a count by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from isotherm.ledger import Record
from isotherm.schema import READING
from isotherm.trends import TrendSettings, find_trends

NOBODY = READING["coordinated"].arrow_schema().empty_table()
NO_STRATA = READING["memberships"].arrow_schema().empty_table()


def order(number, note, *, kind="note", quantity=1):
    return {
        "order_id": f"o{number}", "actor_id": f"a{number}", "at": "2026-03-01T00:00:00Z",
        "product_id": "p", "source_kind": kind, "source_id": note, "quantity": quantity,
    }  # fmt: skip


@pytest.fixture(scope="module", name="told")
def told_trend(village):
    """A resonance whose notes were asked about, put in carts, ordered and partly sent back."""
    town = village(21)
    town.template = lambda: "今年春天好想穿亮色的西装去上班好开心"
    town.planted = sorted(town.resonance(45))
    one, two = town.planted[:2]
    town.answer(one, 3)
    for row in town.rows["replies"][-3:]:
        row["text"] = "求链接"
    cart = {"at": "2026-03-01T00:00:00Z", "kind": "cart"}
    town.rows["reactions"] = [
        cart | {"actor_id": "a1", "note_id": one, "count": 2},
        cart | {"actor_id": "a2", "note_id": two},
        cart | {"actor_id": "a3", "note_id": "n0"},
        cart | {"actor_id": "a4", "product_id": "p"},
        cart | {"actor_id": "a4", "product_id": "q"},
        cart | {"actor_id": "a5", "product_id": "p", "at": "2026-01-02T00:00:00Z"},
    ]
    for note in town.rows["notes"]:
        note["product_ids"] = ["p"] if note["note_id"] in (one, two) else []
    town.rows["orders"] = [
        order(1, one, quantity=2), order(2, two), order(3, two), order(4, one, kind="search"),
        order(5, "n0"),
    ]  # fmt: skip
    town.rows["outcomes"] = [
        {"actor_id": f"a{n}", "product_id": "p", "order_id": f"o{n}", "kept": kept}
        for n, kept in ((1, True), (2, True), (3, False), (4, True), (5, True))
    ]
    found = find_trends(
        town.record(), coordinated=NOBODY, memberships=NO_STRATA, settings=TrendSettings()
    )
    (town.row,) = (r for r in found.trends.to_pylist() if one in r["note_ids"])
    return town


def test_what_followed_is_what_came_from_its_notes(told):
    row = told.row
    assert {"n0"}.isdisjoint(row["note_ids"])
    assert (row["asks"], row["carts"], row["orders"], row["kept_units"]) == (3, 4, 3, 3)


def test_conversion_is_kept_pieces_a_replier_with_an_interval(told):
    row = told.row
    assert row["conversion"] == pytest.approx(3 / row["reply_n_eff"])
    assert 0 < row["conversion_low"] < row["conversion"] < row["conversion_high"] < 1


def test_repliers_and_authors_are_counted_once(told):
    row = told.row
    own = set(row["note_ids"])
    author = {n["note_id"]: n["author_id"] for n in told.rows["notes"]}
    repliers = {
        r["actor_id"]
        for r in told.rows["replies"]
        if r["note_id"] in own
        and r["actor_id"] != author[r["note_id"]]
        and r["at"] <= told.moment(told.days)
    }
    assert row["reply_n_eff"] == len(repliers)
    assert row["organic_share"] == 1.0
    times = [sum(author[n] == who for n in own) for who in {author[n] for n in own}]
    assert row["n_eff"] == pytest.approx(sum(times) ** 2 / sum(t * t for t in times))
    small = [told.followers[int(author[n][1:])] < 1000 for n in own]
    assert row["ordinary_share"] >= sum(small) / len(small)


def test_what_it_is_called_and_feels_like_comes_from_its_notes(told):
    row = told.row
    said = "".join(
        n["title"] + n["body"] for n in told.rows["notes"] if n["note_id"] in told.planted
    )
    assert row["name"]
    assert all(part in said for part in row["name"].split("·"))
    assert row["terms"]
    assert all(term in said for term in row["terms"])
    assert row["feeling"]
    assert row["occasion"]


def test_a_group_that_acts_as_one_counts_as_one_replier(told):
    own = set(told.row["note_ids"])
    some = sorted({r["actor_id"] for r in told.rows["replies"] if r["note_id"] in own})[:60]
    group = NOBODY.from_pylist(
        [
            {"group_id": "g", "actor_id": who, "score": 1.0, "weight": 1 / 60, "why": "lockstep"}
            for who in some
        ],
        schema=NOBODY.schema,
    )
    found = find_trends(
        told.record(), coordinated=group, memberships=NO_STRATA, settings=TrendSettings()
    )
    (row,) = (r for r in found.trends.to_pylist() if own & set(r["note_ids"]))
    assert row["reply_n_eff"] < told.row["reply_n_eff"] - 50
    assert row["organic_share"] < 0.95


def test_pushes_make_it_made_only_for_what_they_were_for(told):
    rows = {name: part for name, part in told.rows.items() if part}
    for subject, origin in ((told.row["name"], "made"), ("another thing", "found")):
        push = {"push_id": "p", "subject_id": subject, "at": told.moment(30), "kind": "named"}
        record = Record.from_rows(rows | {"pushes": [push]}, as_of=told.moment(100))
        found = find_trends(
            record, coordinated=NOBODY, memberships=NO_STRATA, settings=TrendSettings()
        )
        (row,) = (r for r in found.trends.to_pylist() if told.planted[0] in r["note_ids"])
        assert row["origin"] == origin
    assert told.row["detected_at"] > told.row["first_seen"] > dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
