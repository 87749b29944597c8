"""The truth of a world is true of its ledger."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

import numpy as np
import pytest

from isotherm.world import TRUTH


def test_every_truth_table_is_written_in_its_schema(tiny: Any, null: Any) -> None:
    for made in (tiny, null):
        for name, schema in TRUTH.items():
            table = made.table("truth", name)
            assert table.schema.equals(schema)
            assert table.num_rows == made.summary.truth_rows[name]
            assert (table.num_rows == 0) is (made is null)
        facts = json.loads((made.summary.folder / "truth" / "facts.json").read_text("utf-8"))
        assert facts["ledger_rows"] == made.summary.ledger_rows


def test_strata_nest_overlap_and_keep_their_sizes(small: Any) -> None:
    strata = small.rows("truth", "strata")
    leaves = [s for s in strata if s["parent_id"]]
    parents = {s["stratum_id"] for s in strata if not s["parent_id"]}
    assert 16 <= len(leaves) <= 24
    assert 5 <= len(parents) <= 7
    assert {s["parent_id"] for s in leaves} == parents
    assert all(0.02 <= s["size"] / 6_000 <= 0.125 for s in leaves)
    held: dict[str, list[float]] = defaultdict(list)
    for row in small.rows("truth", "memberships"):
        held[row["actor_id"]].append(row["weight"])
    counts = Counter(len(weights) for weights in held.values())
    assert set(counts) == {1, 2, 3, 4}
    assert all(abs(sum(weights) - 1) < 1e-5 for weights in held.values())


@pytest.mark.parametrize("mixing", [0.2, 0.6])
def test_mixing_is_the_share_of_touches_outside_one_s_strata(make: Any, mixing: float) -> None:
    made = make(attacks=(), mixing=mixing)
    strata, inside = defaultdict(set), defaultdict(set)
    waves = set(made.column("truth", "trend_notes", "note_id"))
    for row in made.rows("truth", "note_strata"):
        strata[row["note_id"]].add(row["stratum_id"])
    for row in made.rows("truth", "memberships"):
        inside[row["actor_id"]].add(row["stratum_id"])
    likes = [r for r in made.rows("ledger", "reactions") if r["kind"] == "like"]
    touched = {
        (r["actor_id"], r["note_id"])
        for r in likes
        if r["note_id"] in strata and r["note_id"] not in waves and r["actor_id"] in inside
    }
    own = np.mean([bool(strata[note] & inside[actor]) for actor, note in touched])
    assert own == pytest.approx(1 - mixing, abs=0.06)


def test_needs_are_what_their_kind_says(small: Any) -> None:
    asked = Counter(small.column("truth", "need_askers", "need_id"))
    offered = defaultdict(set)
    for row in small.rows("truth", "need_products"):
        offered[row["need_id"]].add(row["product_id"])
    titles = dict(
        zip(
            small.column("ledger", "products", "product_id"),
            small.column("ledger", "products", "title"),
            strict=True,
        )
    )
    needs = small.rows("truth", "needs")
    served = np.mean([len(offered[n["need_id"]]) for n in needs if n["kind"] == "served"])
    for need in needs:
        products = offered[need["need_id"]]
        assert need["askers"] == asked[need["need_id"]]
        short = need["reachable_share"] - need["fill_share"]
        assert need["unmet_units"] == pytest.approx(need["askers"] * max(0.0, short))
        assert all(any(t in titles[p] for t in need["terms"]) for p in products)
        if need["kind"] == "served":
            assert short < 0.16
        else:
            assert short > 0.2
        if need["kind"] == "none_good":  # many items, none good
            assert len(products) > 1.2 * served
        if need["kind"] == "absent":
            first = [t for t in need["terms"] if t != need["item"]]
            named = [t for t in titles.values() if need["item"] in t and any(w in t for w in first)]
            assert not products
            assert not named


def test_small_has_needs_large_enough_to_brief(small: Any) -> None:
    needs = small.rows("truth", "needs")
    for kind in ("absent", "none_good"):
        assert sum(n["kind"] == kind and n["askers"] >= 100 for n in needs) >= 5


def test_askers_asked(tiny: Any) -> None:
    queries = {n["need_id"]: set(n["queries"]) for n in tiny.rows("truth", "needs")}
    typed = defaultdict(set)
    for row in tiny.rows("ledger", "searches"):
        typed[row["query"]].add(row["actor_id"])
    repliers = set(tiny.column("ledger", "replies", "actor_id"))
    searched = 0
    askers = tiny.rows("truth", "need_askers")
    for row in askers:
        did = any(row["actor_id"] in typed[q] for q in queries[row["need_id"]])
        assert did or row["actor_id"] in repliers
        searched += did
    assert searched > 0.8 * len(askers)


def test_repliers_replied_and_notes_are_there(tiny: Any) -> None:
    notes = set(tiny.column("ledger", "notes", "note_id"))
    trend_of = {r["note_id"]: r["trend_id"] for r in tiny.rows("truth", "trend_notes")}
    assert set(trend_of) <= notes
    assert set(tiny.column("truth", "note_strata", "note_id")) <= notes
    replied = {
        (trend_of[r["note_id"]], r["actor_id"])
        for r in tiny.rows("ledger", "replies")
        if r["note_id"] in trend_of
    }
    assert {(r["trend_id"], r["actor_id"]) for r in tiny.rows("truth", "trend_repliers")} <= replied


def test_organic_waves_start_small_and_early_with_ordinary_authors(small: Any) -> None:
    trends = {t["trend_id"]: t for t in small.rows("truth", "trends")}
    organic = [t for t in trends.values() if t["kind"] == "organic"]
    assert len(organic) >= 6
    assert {t["origin"] for t in organic} == {"found", "made"}
    for trend in organic:
        assert 13 <= (trend["peak_at"] - trend["started_at"]).days <= 41
        assert trend["n_notes"] >= 12
        assert trend["n_repliers"] >= 100
    followers = dict(
        zip(
            small.column("ledger", "actors", "actor_id"),
            small.column("ledger", "actors", "followers"),
            strict=True,
        )
    )
    author = {r["note_id"]: r["author_id"] for r in small.rows("ledger", "notes")}
    for row in small.rows("truth", "trend_notes"):
        kind = trends[row["trend_id"]]["kind"]
        if kind == "organic":
            assert followers[author[row["note_id"]]] < 1000
        if kind == "celebrity":
            assert followers[author[row["note_id"]]] > 50_000


def test_made_waves_were_pushed_before_they_peaked(small: Any) -> None:
    tags = {t["tag"]: t for t in small.rows("truth", "trends")}
    notes = {r["note_id"]: r["trend_id"] for r in small.rows("truth", "trend_notes")}
    by_id = {t["trend_id"]: t for t in tags.values()}
    pushed = set()
    for push in small.rows("ledger", "pushes"):
        trend = tags.get(push["subject_id"]) or by_id[notes[push["subject_id"]]]
        before = push["at"] < trend["peak_at"]
        assert before is (trend["origin"] == "made")
        pushed.add(trend["trend_id"])
    assert {t["trend_id"] for t in by_id.values() if t["origin"] == "made"} <= pushed


def test_pools_answer_in_lockstep_and_people_do_not(small: Any) -> None:
    trend_of = {r["note_id"]: r["trend_id"] for r in small.rows("truth", "trend_notes")}
    kinds = {t["trend_id"]: t["kind"] for t in small.rows("truth", "trends")}
    under: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for reply in small.rows("ledger", "replies"):
        if reply["note_id"] in trend_of:
            under[trend_of[reply["note_id"]]].append((reply["actor_id"], reply["text"]))
    each = defaultdict(list)
    for trend, said in under.items():
        each[kinds[trend]].append(len(said) / len({actor for actor, _ in said}))
    assert np.mean(each["campaign"]) > 4
    assert np.mean(each["organic"]) < 1.8


def test_the_room_keeps_the_lilac_blazer_and_it_sells(small: Any) -> None:
    attributes = {r["option_id"]: r["attributes"] for r in small.rows("ledger", "options")}
    best = [r for r in small.rows("truth", "options") if r["best"]]
    assert any("丁香紫" in attributes[r["option_id"]] for r in best)
    sold = {r["order_id"] for r in small.rows("ledger", "orders") if r["source_kind"] == "room"}
    kept = [r["kept"] for r in small.rows("ledger", "outcomes") if r["order_id"] in sold]
    assert len(sold) >= 280
    assert np.mean(kept) > 0.7
