from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa

from isotherm.schema import READING
from isotherm.strata import find_standards, measure_bridges

MEMBERS = pa.table(
    [
        [f"a{u:03d}" for u in range(200)],
        ["first" if u < 100 else "second" for u in range(200)],
        [1.0] * 200,
    ],
    schema=READING["memberships"].arrow_schema(),
)


def takings_up(seed: int, *, lag_days: float) -> pa.Table:
    rng = np.random.default_rng(seed)
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    rows = []
    for item in range(120):
        for u in rng.choice(200, 6, replace=False):
            late = lag_days if u >= 100 else 0.0
            at = start + dt.timedelta(days=item + float(rng.random() * 5) + late)
            rows.append((f"a{u:03d}", "note", f"n{item}", at))
    names = ["actor_id", "item_kind", "item_id", "at"]
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def test_the_stratum_that_follows_is_found_and_only_that_way() -> None:
    bridges = measure_bridges(MEMBERS, takings_up(0, lag_days=3.0)).to_pylist()
    assert [(row["from_stratum"], row["to_stratum"]) for row in bridges] == [("first", "second")]
    assert 1 < bridges[0]["lift_low"] < bridges[0]["lift"] < bridges[0]["lift_high"]


def test_no_bridge_where_the_order_is_chance() -> None:
    found = [measure_bridges(MEMBERS, takings_up(s, lag_days=0.0)).num_rows for s in range(20)]
    assert sum(found) <= 3


def test_a_standard_is_kept_more_than_by_the_community() -> None:
    rows = [(f"a{u:03d}", "bag" if u < 60 else f"p{u % 20}", "bags") for u in range(200)]
    kept = pa.table(
        dict(
            zip(
                ["actor_id", "product_id", "category"],
                map(list, zip(*rows, strict=True)),
                strict=True,
            )
        )
    )
    found = find_standards(MEMBERS, kept).to_pylist()
    assert [(row["stratum_id"], row["product_id"]) for row in found] == [("first", "bag")]
    assert found[0]["share_low"] > 0.3
    assert found[0]["title"] is None
    named = kept.append_column("title", pa.array(["Tote"] * kept.num_rows))
    assert find_standards(MEMBERS, named)["title"].to_pylist() == ["Tote"]
    assert find_standards(MEMBERS, kept.slice(0, 0)).num_rows == 0


def written_by_the_first() -> pa.Table:
    """Notes by authors of the first stratum, taken up by members of both in an order of chance."""
    rng = np.random.default_rng(5)
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    rows = []
    for item in range(150):
        author, *readers = rng.choice(100, 4, replace=False)
        rows.append((f"a{author:03d}", "note", f"n{item}", start + dt.timedelta(days=item), 3.0))
        for u in (*readers, *(100 + rng.choice(100, 4, replace=False))):
            at = start + dt.timedelta(days=item + float(rng.random() * 5))
            rows.append((f"a{u:03d}", "note", f"n{item}", at, 2.0))
    names = ["actor_id", "item_kind", "item_id", "at", "strength"]
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def test_who_writes_the_notes_leads_nobody_by_that() -> None:
    touches = written_by_the_first()
    assert measure_bridges(MEMBERS, touches).num_rows == 0
    # control: were authors counted as the first to take up, a bridge would be told
    assert measure_bridges(MEMBERS, touches.drop_columns(["strength"])).num_rows == 1


def purchases(*lines: tuple[int, int, str, str]) -> pa.Table:
    """Kept purchases: actors from, to, product, category; one each."""
    rows = [(f"a{u:03d}", product, category) for a, b, product, category in lines
            for u in range(a, b)]  # fmt: skip
    names = ["actor_id", "product_id", "category"]
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


ELSEWHERE = ((0, 100, "tea", "food"), (100, 200, "rice", "food"), (100, 200, "mug", "cups"))


def test_what_everybody_keeps_is_no_circles_standard() -> None:
    own = ((0, 40, "lamp", "lamps"), (40, 60, "torch", "lamps"))
    assert find_standards(MEMBERS, purchases(*own, *ELSEWHERE))["product_id"].to_pylist() == [
        "tea", "lamp", "rice"]  # fmt: skip
    shared = (*own, (100, 140, "lamp", "lamps"), (140, 160, "torch", "lamps"))
    told = find_standards(MEMBERS, purchases(*shared, *ELSEWHERE))["product_id"].to_pylist()
    assert told == ["tea", "rice"]


def test_few_purchases_no_choice_and_no_leader_make_no_standard() -> None:
    few = ((0, 12, "lamp", "lamps"), (12, 15, "torch", "lamps"))
    level = ((0, 30, "lamp", "lamps"), (30, 60, "torch", "lamps"))
    only = ((0, 60, "lamp", "lamps"),)
    for lines in (few, level, only):
        told = find_standards(MEMBERS, purchases(*lines, *ELSEWHERE))["category"].to_pylist()
        assert "lamps" not in told
