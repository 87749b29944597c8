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
