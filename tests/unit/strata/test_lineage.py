from __future__ import annotations

import numpy as np
import pyarrow as pa

from isotherm.schema import READING
from isotherm.strata import trace_lineage


def memberships(groups: dict[str, range]) -> pa.Table:
    rows = [(f"a{u:03d}", name, 0.5) for name, actors in groups.items() for u in actors]
    columns = [list(column) for column in zip(*sorted(rows), strict=True)]
    return pa.table(columns, schema=READING["memberships"].arrow_schema())


def trace(now: dict[str, range], then: dict[str, range]) -> tuple[list[tuple], dict[str, str]]:
    table, kept = trace_lineage(
        pa.table({"stratum_id": list(now)}),
        memberships(now),
        pa.table({"stratum_id": list(then)}),
        memberships(then),
    )
    assert table.schema == READING["lineage"].arrow_schema()
    return [(r["stratum_id"], r["previous_id"], r["event"]) for r in table.to_pylist()], kept


def test_unchanged_strata_keep_their_ids_when_a_tenth_of_members_changes() -> None:
    then = {f"old{k}": range(100 * k, 100 * k + 100) for k in range(20)}
    order = np.random.default_rng(0).permutation(20)
    now = {f"new{k}": range(100 * k + 10, 100 * k + 110) for k in order}
    _, kept = trace(now, then)
    assert kept == {f"new{k}": f"old{k}" for k in range(20)}


def test_split_merged_born_and_faded() -> None:
    then = {"p": range(100), "q": range(200, 250), "r": range(250, 320), "s": range(400, 450)}
    now = {"a": range(60), "b": range(60, 100), "c": range(200, 320), "d": range(500, 550)}
    events, kept = trace(now, then)
    assert kept == {"a": "p", "b": "b", "c": "r", "d": "d"}
    assert events == [
        (None, "s", "faded"),
        ("b", "p", "split"),
        ("d", None, "born"),
        ("p", "p", "same"),
        ("r", "q", "merged"),
        ("r", "r", "same"),
    ]


def above(parents: dict[str, str], leaves: list[str]) -> pa.Table:
    ids = [*leaves, *sorted(set(parents.values()))]
    return pa.table(
        {
            "stratum_id": ids,
            "parent_id": pa.array([parents.get(name) for name in ids], pa.string()),
        }
    )


def test_parents_are_matched_with_parents() -> None:
    then = {"a": range(100), "b": range(100, 200), "c": range(200, 300)}
    now = {"x": range(100), "y": range(100, 200), "z": range(200, 300)}
    table, kept = trace_lineage(
        above({"x": "xy", "y": "xy"}, list(now)),
        memberships(now),
        above({"a": "ab", "b": "ab"}, list(then)),
        memberships(then),
    )
    assert kept == {"x": "a", "y": "b", "z": "c", "xy": "ab"}
    assert {row["event"] for row in table.to_pylist()} == {"same"}


def test_a_parent_that_appears_is_born_and_its_children_stay_the_same() -> None:
    then = {"a": range(100), "b": range(100, 200)}
    now = {"x": range(100), "y": range(100, 200)}
    parents = above({"x": "xy", "y": "xy"}, list(now))
    alone = above({}, list(then))
    table, kept = trace_lineage(parents, memberships(now), alone, memberships(then))
    events = [(r["stratum_id"], r["previous_id"], r["event"]) for r in table.to_pylist()]
    assert kept == {"x": "a", "y": "b", "xy": "xy"}
    assert events == [("a", "a", "same"), ("b", "b", "same"), ("xy", None, "born")]
    back, _ = trace_lineage(alone, memberships(then), parents, memberships(now))
    gone = [(r["stratum_id"], r["previous_id"], r["event"]) for r in back.to_pylist()]
    assert (None, "xy", "faded") in gone
    assert not any(event in {"merged", "split"} for _, _, event in gone)
