from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from isotherm.strata.contacts import Contacts, from_matrix
from isotherm.strata.repeats import discount_repeats, worth_of_repeats

_PEOPLE, _AUTHORS, _NOTES, _STRATA = 1000, 120, 12, 6
_AUTHOR = np.repeat(np.arange(_AUTHORS), _NOTES).astype(np.int32)
_STRATUM = _AUTHOR % _STRATA


def contacts(seed: int, *, follows: int) -> Contacts:
    """Six contacts with the own stratum and six of chance: with few authors' notes, or anybody's.

    Of the latter all are with ``follows`` authors whom the actor follows, whatever they write on.
    """
    rng = np.random.default_rng(seed)
    touch = np.zeros((_PEOPLE, len(_AUTHOR)))
    for actor in range(_PEOPLE):
        touch[actor, rng.choice(np.flatnonzero(actor % _STRATA == _STRATUM), 6)] = 1
        followed = rng.choice(_AUTHORS, follows, replace=False) if follows else np.arange(_AUTHORS)
        touch[actor, rng.choice(np.flatnonzero(np.isin(_AUTHOR, followed)), 6)] = 1
    return from_matrix(sparse.csr_array(touch), _AUTHOR)


@pytest.mark.parametrize("seed", range(3))
def test_repeats_say_little_where_people_read_whom_they_follow(seed: int) -> None:
    assert worth_of_repeats(contacts(seed, follows=2), _STRATUM, seed=seed) < 0.5
    # the control: where people go to topics, a second note by one author says as much as any
    assert worth_of_repeats(contacts(seed, follows=0), _STRATUM, seed=seed) == 1.0


def test_without_authors_or_repeats_every_contact_counts() -> None:
    unknown = from_matrix(contacts(0, follows=2).matrix())
    assert worth_of_repeats(unknown, _STRATUM, seed=0) == 1.0
    np.testing.assert_array_equal(discount_repeats(unknown, 0.0).weight, unknown.weight)
    one = from_matrix(sparse.csr_array(np.eye(4)), np.arange(4, dtype=np.int32))
    assert worth_of_repeats(one, np.array([0, 0, 1, 1]), seed=0) == 1.0
    none = from_matrix(sparse.csr_array((3, 4)))
    assert worth_of_repeats(none, np.array([0, 0, 1, 1]), seed=0) == 1.0


@pytest.mark.parametrize("worth", [0.0, 0.3, 1.0])
def test_contacts_of_an_actor_with_one_author_weigh_one_and_their_repeats(worth: float) -> None:
    given = contacts(1, follows=2)
    before = given.weight.copy()
    weighed = discount_repeats(given, worth)
    np.testing.assert_array_equal(given.weight, before)
    for actor in (0, 7, 300):
        for author in np.unique(_AUTHOR[given.item[given.actor == actor]]):
            own = (given.actor == actor) & (_AUTHOR[given.item] == author)
            expected = 1 + (own.sum() - 1) * worth
            assert weighed.weight[own].sum() == pytest.approx(expected, rel=1e-5)


def test_the_order_of_authors_numbers_does_not_matter() -> None:
    given = contacts(2, follows=2)
    order = np.random.default_rng(0).permutation(_AUTHORS).astype(np.int32)
    renamed = from_matrix(given.matrix(), order[_AUTHOR])
    worth = worth_of_repeats(given, _STRATUM, seed=0)
    assert worth_of_repeats(renamed, _STRATUM, seed=0) == pytest.approx(worth, rel=1e-9)
