"""What the last reading says, asked by every page."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from isotherm.web.readings import queries


def test_an_unread_town_says_nothing(db: None) -> None:
    assert queries.last_run() is None
    assert queries.last_reading() is None
    assert queries.rows("needs") == []
    assert queries.strata_of("a0001") == []
    assert queries.stratum("s-1") is None
    assert queries.members_of("s-1") == []
    assert queries.briefs_for("m1") == []
    assert queries.brief("b-1") is None
    assert queries.weight_of("a0001") == 1.0
    assert queries.groups() == {}


def test_the_last_reading_answers(town: Any) -> None:
    shelf = queries.last_reading()
    assert shelf is not None
    assert queries.rows("strata") == shelf["strata"].to_pylist()
    member = max(shelf["memberships"].to_pylist(), key=lambda row: row["weight"])
    strata = queries.strata_of(member["actor_id"])
    assert strata[0]["stratum_id"] == member["stratum_id"]
    assert strata[0]["weight"] == pytest.approx(member["weight"])
    assert member["actor_id"] in queries.members_of(member["stratum_id"])
    assert queries.stratum(member["stratum_id"])["name"] == strata[0]["name"]
    for actor, group in queries.groups().items():
        assert group
        assert queries.weight_of(actor) <= 1


def test_pages_ask_the_database_once_a_second(town: Any) -> None:
    queries.rows("strata")
    with CaptureQueriesContext(connection) as asked:
        for _ in range(50):
            queries.strata_of("a0001")
            queries.briefs_for("m1")
    assert len(asked) <= 1
