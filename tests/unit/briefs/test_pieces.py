"""What was bought, counted in numbers, against counting row by row."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from isotherm.briefs.pieces import NO_PRICE, Pieces, Sized

ROWS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(-1, 3), st.integers(-1, 2), st.integers(0, 1)),
    max_size=30,
)


def _pieces(rows: list[tuple[int, int, int, int]]) -> Pieces:
    actor, merchant, category, kept = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    none = np.full(len(actor), -1)
    price = np.full(len(actor), NO_PRICE)
    return Pieces(actor, none, merchant, category, none, price, kept)


@given(ROWS)
def test_each_merchant_has_its_people_and_pieces(rows: list[tuple[int, int, int, int]]) -> None:
    merchants, people, (kept, sold) = _pieces(rows).kept_by_merchant()
    found = zip(merchants.tolist(), people.tolist(), kept.tolist(), sold.tolist(), strict=True)
    slow = []
    for merchant in sorted({row[1] for row in rows if row[1] >= 0}):
        own = [row for row in rows if row[1] == merchant]
        slow.append((merchant, len({row[0] for row in own}), sum(row[3] for row in own), len(own)))
    assert list(found) == slow


@given(ROWS, st.lists(st.booleans(), min_size=6, max_size=6))
def test_what_some_people_bought_of_a_trade(
    rows: list[tuple[int, int, int, int]], people: list[bool]
) -> None:
    """What has no category is of no trade."""
    trade = np.array([False, True, False, False])
    own = _pieces(rows).of(np.array(people)).within(trade)
    slow = [row for row in rows if people[row[0]] and row[2] == 1]
    assert len(own.actor) == len(slow)
    assert own.people() == len({row[0] for row in slow})


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 3)), max_size=30))
def test_a_person_counts_once_a_size(rows: list[tuple[int, int]]) -> None:
    actor, size = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    slow = [len({who for who, taken in rows if taken == one}) for one in range(4)]
    assert Sized(actor, size).people(4) == slow
