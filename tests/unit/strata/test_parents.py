from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from scipy import sparse

from isotherm.strata import Discovered, StrataFound, discover, find_strata
from isotherm.strata.lives import Lives
from isotherm.strata.parents import Child, kin_log_e, paying_children
from isotherm.strata.settings import StrataSettings

FAMILY = 3


def matrix(planted) -> sparse.csr_array:
    """Contacts as users x items, in the order of ids."""
    rows = [int(name[1:]) for name in planted.touches["actor_id"].to_pylist()]
    columns = [int(name[1:]) for name in planted.touches["item_id"].to_pylist()]
    cells = sparse.coo_array((np.ones(len(rows)), (rows, columns)), (len(planted.members), 900))
    return sparse.csr_array(cells)


def families(found: Discovered, members: np.ndarray) -> list[list[int]]:
    """The planted strata that each parent's children are."""
    best = (members.T.astype(int) @ found.members).argmax(axis=0)
    numbers = range(len(found.parent_log_e))
    return sorted(sorted(best[found.parent == number].tolist()) for number in numbers)


@pytest.fixture(name="nested", scope="module")
def nested_fixture(plant: Callable):
    return plant(5, strata=9, actors=1000, family=FAMILY)


@pytest.fixture(name="found", scope="module")
def found_fixture(nested) -> StrataFound:
    return find_strata(nested.touches, nested.documents)


def test_families_that_people_move_within_are_parents(plant: Callable) -> None:
    planted = plant(0, strata=9, actors=1000, family=FAMILY, text=False, mixing=0.3)
    found = discover(matrix(planted))
    assert families(found, planted.members) == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    assert (found.parent_bits > 0).all()
    for number in range(3):
        union = found.members[:, found.parent == number].any(axis=1)
        np.testing.assert_array_equal(found.parent_members()[:, number], union)


def test_strata_that_people_combine_freely_have_no_parent(plant: Callable) -> None:
    planted = plant(0, strata=9, actors=1000, family=0, text=False, mixing=0.3)
    found = discover(matrix(planted))
    assert found.members.shape[1] == 9
    assert (found.parent == -1).all()
    assert found.parent_members().shape == (1000, 0)


def test_parents_are_rows_above_their_children(found: StrataFound) -> None:
    rows = {row["stratum_id"]: row for row in found.strata.to_pylist()}
    children = [row for row in rows.values() if row["parent_id"]]
    parents = {row["parent_id"] for row in children}
    assert len(parents) == 3
    assert len(children) == 9
    assert {rows[parent]["level"] for parent in parents} == {0}
    assert {row["level"] for row in children} == {1}
    assert all(rows[parent]["parent_id"] is None for parent in parents)
    assert all(row["gain_bits"] > 0 and row["log_e"] > 0 for row in rows.values())
    assert len({row["name"] for row in rows.values()}) == len(rows)
    leaves = set(found.memberships["stratum_id"].to_pylist())
    assert leaves == {row["stratum_id"] for row in children}
    assert set(found.note_strata["stratum_id"].to_pylist()) <= leaves


def test_a_parent_is_as_large_as_its_children_together(found: StrataFound) -> None:
    rows = {row["stratum_id"]: row for row in found.strata.to_pylist()}
    belongs = found.memberships.filter(pc.greater_equal(found.memberships["weight"], 0.15))
    parents = sorted({row["parent_id"] for row in rows.values() if row["parent_id"]})
    assert len(parents) == 3
    for parent in parents:
        own = [name for name, row in rows.items() if row["parent_id"] == parent]
        inside = pc.is_in(belongs["stratum_id"], value_set=pa.array(own))
        people = len(set(belongs.filter(inside)["actor_id"].to_pylist()))
        sizes = [rows[name]["size"] for name in own]
        assert max(sizes) < rows[parent]["size"] <= sum(sizes)
        assert rows[parent]["size_low"] * 0.9 <= people <= rows[parent]["size_high"] * 1.1


def test_row_order_does_not_matter_for_parents(nested, found: StrataFound) -> None:
    order = np.random.default_rng(0).permutation(nested.touches.num_rows)
    again = find_strata(nested.touches.take(order), nested.documents)
    assert again.strata.equals(found.strata)


def moving(seed: int, *, kin: float = 0.0, people: int = 600, strata: int = 12) -> Lives:
    """Further lives of people in families of three; the popular strata change with the week."""
    rng = np.random.default_rng(seed)
    week = rng.integers(0, 2, people)
    popular = np.array([np.linspace(1, 12, strata), np.linspace(12, 1, strata)])
    keys = rng.exponential(size=(people, strata)) / popular[week]
    home, other = keys.argsort(axis=1)[:, :2].T  # two without replacement, by popularity
    nearby = home // 3 * 3 + (home + rng.integers(1, 3, people)) % 3
    other = np.where(rng.random(people) < kin, nearby, other)
    return Lives(np.arange(people, dtype=np.int32), home, other, week.astype(np.int32), strata)


def test_evidence_of_kinship_is_an_e_value_when_weeks_differ() -> None:
    groups = [(0, 1, 2), (9, 10, 11)]
    lives = [moving(seed) for seed in range(60)]
    values = [kin_log_e(one, group, seed=0) for one in lives for group in groups]
    assert np.mean(np.exp(np.minimum(values, 50))) < 1.3
    # the control: without regard to the week, strata popular in the same weeks look like kin
    blind = [Lives(o.actor, o.home, o.other, 0 * o.bucket, o.strata) for o in lives[:20]]
    assert np.mean([kin_log_e(one, group, seed=0) for one in blind for group in groups]) > 2


def test_kinship_shows_and_is_gone_when_homes_are_dealt_out_anew() -> None:
    lives = moving(0, kin=0.5)
    assert kin_log_e(lives, (0, 1, 2), seed=0) > 10
    rng = np.random.default_rng(1)
    home = rng.permutation(lives.home)
    dealt = Lives(lives.actor, home, lives.other, lives.bucket, lives.strata)
    shuffled = dealt.take(home != lives.other)
    assert all(kin_log_e(shuffled, (s, s + 1, s + 2), seed=0) < 3 for s in range(0, 12, 3))


def test_everyone_or_no_one_at_home_in_a_group_is_no_evidence() -> None:
    lives = moving(0)
    assert kin_log_e(lives, tuple(range(12)), seed=0) == 0.0
    assert kin_log_e(lives.take(lives.home > 2), (0, 1, 2), seed=0) == 0.0


def test_a_child_that_does_not_pay_is_left_out() -> None:
    strong, weak, idle = Child(0, 80.0, 0.3), Child(1, 1.0, 0.2), Child(2, 90.0, -0.1)
    assert paying_children([[strong, weak, idle]], StrataSettings()) == [[strong]]
    untested = StrataSettings(tested=False)
    assert paying_children([[strong, weak, idle]], untested) == [[strong, weak, idle]]
