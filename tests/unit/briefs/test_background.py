"""What is known before any brief is written."""

from __future__ import annotations

import pyarrow as pa
import pytest

from isotherm.briefs.background import members_of
from isotherm.schema import READING

SCHEMA = READING["memberships"].arrow_schema()


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("a", "s-1", 0.1)],
        [("b", "s-2", 0.5), ("a", "s-1", 0.2), ("a", "s-2", 0.8), ("c", "s-3", 0.1)],
    ],
    ids=["nobody", "nobody belongs", "some"],
)
def test_members_are_those_who_belong(rows: list[tuple[str, str, float]]) -> None:
    told = [dict(zip(("actor_id", "stratum_id", "weight"), row, strict=True)) for row in rows]
    found = members_of(pa.Table.from_pylist(told, schema=SCHEMA), 0.15)
    slow: dict[str, list[str]] = {}
    for actor, stratum, weight in rows:
        if weight >= 0.15:
            slow.setdefault(stratum, []).append(actor)
    assert {name: people.to_pylist() for name, people in found.items()} == slow
