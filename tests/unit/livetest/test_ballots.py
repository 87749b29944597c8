from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.errors import DataError
from isotherm.livetest import LiveTestSettings, count_ballots, read_votes

OPTIONS = ["grey", "lilac"]
WEIGHTS = LiveTestSettings(weight_like=0.4).stake_weights()
ROWS = st.lists(
    st.tuples(
        st.sampled_from([*OPTIONS, "unknown"]),
        st.sampled_from(["a", "b", "c", "d", ""]),
        st.integers(0, 5),
        st.sampled_from(list(WEIGHTS)),
        st.sampled_from(["", "0", "L"]),
    ),
    max_size=25,
)
GANG = {"a": "g", "b": "g"}


def counted(rows, groups=None):
    return count_ballots(read_votes(rows), OPTIONS, weights=WEIGHTS, groups=groups)


def slow_totals(rows, groups):
    """Voter by voter, with nothing clever: (votes, wanted) of each option."""
    rows = [row for row in rows if row[0] in OPTIONS and row[1]]
    logged = any(row[3] == "seen" for row in rows)
    totals = []
    for option in OPTIONS:
        worth = {}
        for actor in sorted({row[1] for row in rows}):
            mine = [row for row in rows if row[1] == actor and row[0] == option]
            if mine or not logged:
                worth[actor] = max(
                    (0 if v == "0" and k != "size" else WEIGHTS[k] for _, _, _, k, v in mine),
                    default=0,
                )
        gang = [value for actor, value in worth.items() if actor in groups]
        rest = [value for actor, value in worth.items() if actor not in groups]
        totals.append((len(rest) + bool(gang), sum(rest) + (np.mean(gang) if gang else 0)))
    return totals


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from([{}, GANG]))
def test_totals_are_those_counted_voter_by_voter(rows, groups):
    ballots = counted(rows, groups)
    for place, (votes, wanted) in enumerate(slow_totals(rows, groups)):
        mine = ballots.option == place
        assert mine.sum() == votes
        assert ballots.value[mine].sum() == pytest.approx(wanted)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms())
def test_order_and_repetition_do_not_matter(rows, random):
    again = rows * 2
    random.shuffle(again)
    once, twice = counted(rows, GANG), counted(again, GANG)
    for field in ("option", "voter", "at", "value"):
        assert getattr(once, field).tolist() == getattr(twice, field).tolist()
    assert once.voters == twice.voters


def test_a_group_moves_an_option_by_one_vote_and_without_the_group_by_all():
    crowd = [("lilac", f"u{i}", i, "seen", "") for i in range(100)]
    bots = [("lilac", f"bot{i}", 5, "pay", "") for i in range(40)]
    groups = {f"bot{i}": "gang" for i in range(40)}
    assert counted(crowd + bots, groups).value.sum() == 1
    assert counted(crowd + bots).value.sum() == 40


def test_rows_without_an_actor_or_an_option_are_counted_as_ignored():
    ballots = counted([("lilac", None, 1, "like", ""), ("violet", "a", 1, "like", "")])
    assert ballots.ignored == 2
    assert ballots.option.size == 0


def test_who_saw_what_is_assumed_only_where_nobody_says():
    assert counted([("lilac", "a", 1, "like", "")]).exposure == "assumed"
    assert counted([("lilac", "a", 1, "seen", "")]).exposure == "seen"


def test_tables_mappings_and_tuples_are_the_same_votes():
    at = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    keys = ("test_id", "option_id", "actor_id", "at", "stake", "value")
    row = dict(zip(keys, ("t", "lilac", "a", at, "size", "XL"), strict=True))
    as_table = read_votes(pa.Table.from_pylist([row]))
    millis = int(at.timestamp() * 1000)
    forms = [at, millis, "2026-03-01T12:00:00+00:00", "2026-03-01 20:00:00+08:00", at.isoformat()]
    for form in forms:
        assert read_votes([{**row, "at": form}]) == as_table
        assert read_votes([("lilac", "a", form, "size", "XL")]) == as_table


@pytest.mark.parametrize("row", [("lilac", "a", "yesterday", "like"), ("lilac",), 7, "lilac"])
def test_what_is_no_vote_is_refused_with_what_was_found(row):
    with pytest.raises(DataError, match="vote"):
        read_votes([row])
