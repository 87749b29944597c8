"""Reading ahead changes nothing but the time it takes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.ledger.ahead import read_ahead


@settings(deadline=None)
@given(things=st.lists(st.integers()), most=st.integers(1, 4))
def test_things_come_in_order(things: list[int], most: int) -> None:
    assert list(read_ahead(things, most=most)) == things


def test_what_goes_wrong_is_raised_after_what_came_before() -> None:
    def things() -> Iterator[int]:
        yield 1
        raise ValueError("broken off")

    ahead = read_ahead(things())
    assert next(ahead) == 1
    with pytest.raises(ValueError, match="broken off"):
        next(ahead)


def test_no_more_is_made_than_was_asked_for_ahead() -> None:
    made = []

    def things() -> Iterator[int]:
        for number in range(1_000):
            made.append(number)
            yield number

    ahead = read_ahead(things(), most=1)
    next(ahead)
    ahead.close()
    assert len(made) <= 4
    assert not [t for t in threading.enumerate() if t.name == "read-ahead"]
