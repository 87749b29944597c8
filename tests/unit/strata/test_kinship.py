from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.strata import kinship
from isotherm.strata.contacts import Contacts
from isotherm.strata.kinship import propose_parents
from isotherm.strata.lives import Lives, count_lives, find_lives, lives_by_chance
from isotherm.strata.mixture import Actors
from isotherm.strata.weights import accepted_members


def lives_of(table: np.ndarray) -> Lives:
    """Lives with the given counts of home x other."""
    home, other = (side.repeat(table.ravel()) for side in np.indices(table.shape).reshape(2, -1))
    none = np.zeros(len(home), np.int32)
    return Lives(np.arange(len(home), dtype=np.int32), home, other, none, len(table))


def counts_of(strata: int, *, usual: int, kin: int = 0, family: int = 3) -> np.ndarray:
    near = np.arange(strata) // family
    table = np.where(near[:, None] == near[None], usual + kin, usual)
    np.fill_diagonal(table, 0)
    return table


@given(st.integers(3, 8), st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_chance_keeps_the_margins_and_no_one_is_at_home_twice(strata: int, seed: int) -> None:
    table = np.random.default_rng(seed).integers(5, 60, (strata, strata)).astype(float)
    np.fill_diagonal(table, 0)
    chance = lives_by_chance(table)
    assert (np.diag(chance) == 0).all()
    np.testing.assert_allclose(chance.sum(axis=1), table.sum(axis=1), rtol=0.02, atol=0.5)


def test_counts_are_those_of_the_rows() -> None:
    table = counts_of(6, usual=3, kin=4)
    np.testing.assert_array_equal(count_lives(lives_of(table)), table)


@pytest.mark.parametrize("likeness", [None, np.eye(9)])
def test_kin_are_proposed_and_the_even_are_not(likeness: np.ndarray | None) -> None:
    related = propose_parents(lives_of(counts_of(9, usual=4, kin=9)), likeness)
    assert related == [(0, 1, 2), (3, 4, 5), (6, 7, 8)]
    assert propose_parents(lives_of(counts_of(9, usual=5)), likeness) == []
    assert propose_parents(lives_of(counts_of(2, usual=5)), None) == []


def test_speech_helps_where_lives_are_few() -> None:
    families = {(0, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10, 11)}
    near = np.arange(12) // 3
    told, untold = 0, 0
    for seed in range(10):
        rng = np.random.default_rng(seed)
        table = rng.poisson(np.where(counts_of(12, usual=1, kin=1) > 1, 3.0, 1.2))
        np.fill_diagonal(table, 0)
        noise = rng.normal(0, 0.05, (12, 12))
        alike = np.where(near[:, None] == near[None], 0.6, 0.1) + noise + noise.T
        told += len(families & set(propose_parents(lives_of(table), alike)))
        untold += len(families & set(propose_parents(lives_of(table), None)))
    assert told > 1.1 * untold


def test_what_leads_one_way_only_counts_as_far_as_the_other_way_allows() -> None:
    table = counts_of(9, usual=20, kin=30).astype(float)
    table[0, 5] = 150  # a wave of 0 whose items lie in 5
    counts = kinship._both_ways(table, lives_by_chance(table))
    assert counts[0, 5] < 0.6 * table[0, 5]
    others = np.ones((9, 9), bool)
    others[0, 5] = others[5, 0] = False
    assert (counts[others] >= 0.9 * table[others]).all()


def partitions(tree: list[tuple[int, int]], leaves: int, node: int):
    """Every choice of disjoint branches at or below a node of the tree, as sets of leaves."""
    if node < leaves:
        yield []
        return
    left, right = tree[node - leaves]
    below = [list(partitions(tree, leaves, side)) for side in (left, right)]
    yield from (a + b for a, b in itertools.product(*below))
    yield [tuple(sorted(under(tree, leaves, node)))]


def under(tree: list[tuple[int, int]], leaves: int, node: int) -> list[int]:
    if node < leaves:
        return [node]
    return [leaf for side in tree[node - leaves] for leaf in under(tree, leaves, side)]


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_the_best_branches_are_the_best_of_all_choices(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.poisson(rng.uniform(1, 12, (6, 6))).astype(float)
    np.fill_diagonal(table, 0)
    chance = lives_by_chance(table)
    tree = kinship._tree(np.log((table + 5) / (chance + 5)))
    found = kinship._best_branches(tree, table, chance)

    def worth(choice: list[tuple[int, ...]]) -> float:
        return sum(kinship._worth(group, table, chance) for group in choice)

    choices = [c for c in partitions(tree, 6, 10) if all(len(group) < 6 for group in c)]
    assert worth(found) == pytest.approx(max(worth(choice) for choice in choices))


def random_contacts(rng: np.random.Generator) -> tuple[Contacts, np.ndarray, Actors]:
    touch = rng.random((30, 40)) < 0.3
    actor, item = (side.astype(np.int32) for side in np.nonzero(touch))
    none = np.zeros(len(actor), np.int32)
    contacts = Contacts(
        actor=actor,
        item=item,
        bucket=rng.integers(0, 3, len(actor)).astype(np.int32),
        block=none,
        at=none.astype(np.int64),
        weight=np.ones(len(actor), np.float32),
        author=np.full(40, -1, np.int32),
        actors=30,
        items=40,
        buckets=3,
    )
    q = np.where(rng.random((40, 1)) < 0.8, np.eye(4)[rng.integers(0, 4, 40)], 0.05)
    member, own = (rng.random((30, 4)).astype(np.float32) for _ in range(2))
    share = np.zeros(4, np.float32)
    return contacts, q.astype(np.float32), Actors(member, own, own, own, own[:, 0], 0.5, share)


@pytest.mark.parametrize("seed", range(5))
def test_further_lives_are_those_found_one_by_one(seed: int) -> None:
    contacts, q, actors = random_contacts(np.random.default_rng(seed))
    accepted = accepted_members(actors.member)
    touched = np.bincount(contacts.item, minlength=40)
    median = np.median(touched[contacts.item])
    slow = set()
    for u, i in zip(contacts.actor.tolist(), contacts.item.tolist(), strict=True):
        places = [s for s in range(4) if accepted[u, s]]
        if places and q[i].sum() > 0.5 and touched[i] <= median:
            home, other = max(places, key=lambda s: actors.own[u, s]), int(q[i].argmax())
            if other in places and other != home:
                slow.add((u, home, other))
    lives = find_lives(contacts, q, actors, seed=seed)
    rows = list(zip(lives.actor.tolist(), lives.home.tolist(), lives.other.tolist(), strict=True))
    assert rows == sorted(slow) != []
