from __future__ import annotations

import numpy as np
import pyarrow as pa

from isotherm.ledger import Record
from isotherm.reading.for_feed import feed_record, match_query
from isotherm.schema import READING

AT = "2026-02-01T00:00:00"


def record(*titles: str) -> Record:
    notes = [
        {"note_id": f"n{i}", "author_id": f"a{i}", "at": AT, "title": title}
        for i, title in enumerate(titles)
    ]
    replies = [
        {"reply_id": f"r{who}", "note_id": "n0", "actor_id": who, "at": AT}
        for who in ("a1", "bot1", "bot2")
    ]
    shown = [{"actor_id": "a1", "at": AT, "kind": "impression", "note_id": "n1", "count": 7}]
    return Record.from_rows({"notes": notes, "replies": replies, "reactions": shown})


def tables(*bots: str) -> dict[str, pa.Table]:
    made = {name: table.arrow_schema().empty_table() for name, table in READING.items()}
    group = [{"group_id": "g", "actor_id": bot, "weight": 0.5} for bot in bots]
    made["coordinated"] = pa.Table.from_pylist(group, schema=READING["coordinated"].arrow_schema())
    member = [{"actor_id": "a1", "stratum_id": "s1", "weight": 0.6}]
    made["memberships"] = pa.Table.from_pylist(member, schema=READING["memberships"].arrow_schema())
    named = [{"stratum_id": "s1", "name": "work"}]
    made["strata"] = pa.Table.from_pylist(named, schema=READING["strata"].arrow_schema())
    return made


def test_the_feed_knows_notes_actors_and_strata() -> None:
    known = feed_record(record("大码西装", "猫"), tables())
    assert known.note_ids == ["n0", "n1"]
    assert known.stratum_names == ["work"]
    assert known.impressions.tolist() == [0, 7]
    assert known.people_per_note().tolist() == [4.0, 1.0]


def test_accounts_that_act_as_one_move_nothing() -> None:
    """The control is the test above: not known as one, each of them counts."""
    known = feed_record(record("大码西装", "猫"), tables("bot1", "bot2"))
    assert known.people_per_note().tolist() == [2.0, 1.0]
    own = feed_record(record("大码西装", "猫"), tables("bot1", "bot2"), actor_id="bot1")
    assert own.people_per_note().tolist() == [3.0, 1.0]


def test_a_query_matches_whole_words_and_not_their_seams() -> None:
    match = match_query(record("大码的西装", "大码鞋", "猫粮"), "大码西装")
    assert match[0] == 1.0
    assert 0 < match[1] < 0.6
    assert match[2] == 0.0


def test_a_query_for_what_nobody_speaks_of_matches_nothing() -> None:
    said = record("大码西装", "猫粮")
    for query in ("潜水艇", "", "!!"):
        assert np.array_equal(match_query(said, query), [0.0, 0.0])
