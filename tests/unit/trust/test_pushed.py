"""Beside a group that pushes a thing others count as at other times, and never for less before."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from isotherm.trust import weigh_beside_push

DAYS = st.floats(0, 200, allow_nan=False)
ROWS = st.lists(st.tuples(st.integers(0, 3), DAYS, st.integers(-1, 2)), max_size=80)


def weigh(rows):
    thing, at, group = (np.array([row[i] for row in rows]) for i in range(3))
    return weigh_beside_push(thing.astype(np.int64), at, group.astype(np.int64))


@given(ROWS, st.randoms(use_true_random=False))
def test_weights_are_shares_and_do_not_depend_on_order(rows, random):
    weight = weigh(rows)
    assert ((weight >= 0) & (weight <= 1)).all()
    order = list(range(len(rows)))
    random.shuffle(order)
    assert np.allclose(weigh([rows[i] for i in order]), weight[order])


@given(ROWS)
def test_members_and_things_without_a_group_count_in_full(rows):
    weight = weigh(rows)
    pushed = {thing for thing, _, group in rows if group >= 0}
    pairs = zip(rows, weight, strict=True)
    assert all(one == 1 for (thing, _, group), one in pairs if group >= 0 or thing not in pushed)


def test_what_is_asked_for_all_along_cannot_be_talked_away():
    """Two hundred bots join, for ten days, what seventy people ask for all year."""
    people = [(0, day, -1) for day in np.linspace(0, 365, 70)]
    bots = [(0, day, 0) for day in np.linspace(100, 110, 200)]
    assert weigh([*people, *bots])[:70].sum() > 69.9
    missed = [(0, day, -1) for day in np.linspace(100, 110, 40)]
    weight = weigh([*people, *missed, *bots])
    assert weight[:70].sum() > 67
    assert weight[70:110].sum() < 5


def test_a_few_accounts_cannot_silence_many():
    """Nobody asked before: without a bound on the unfound thirty people would count for none."""
    people = [(0, day, -1) for day in np.linspace(50, 60, 30)]
    few = [(0, day, 0) for day in np.linspace(49, 61, 4)]
    record = [(1, 0.0, -1), (1, 365.0, -1)]
    assert weigh([*people, *few, *record])[:30].sum() >= 26
    many = [(0, day, 0) for day in np.linspace(49, 61, 400)]
    assert weigh([*people, *many, *record])[:30].sum() == 0


def test_where_a_group_is_there_all_along_nothing_is_known():
    people = [(0, day, -1) for day in np.linspace(0, 365, 30)]
    bots = [(0, day, 0) for day in np.linspace(0, 365, 90)]
    assert weigh([*people, *bots]).sum() == 120


def test_a_few_accounts_are_no_push():
    people = [(0, day, -1) for day in (50.0, 50.1, 50.2, 51.0)]
    few = [(0, day, 0) for day in (50.0, 50.5, 51.0)]
    record = [(1, 0.0, -1), (1, 365.0, -1)]
    assert weigh([*people, *few, *record]).sum() == 9
