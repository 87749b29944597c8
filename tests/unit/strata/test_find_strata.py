from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from isotherm.schema import READING
from isotherm.strata import StrataSettings, find_strata


def overlapping_f1(found: pa.Table, members: np.ndarray) -> float:
    """Average best-match F1, both ways."""
    strata = sorted(set(found["stratum_id"].to_pylist()))
    guess = np.zeros((len(members), len(strata)))
    for row in found.to_pylist():
        if row["weight"] >= 0.15:
            guess[int(row["actor_id"][1:]), strata.index(row["stratum_id"])] = 1
    truth = members.astype(float)
    f1 = 2 * truth.T @ guess / (truth.sum(0)[:, None] + guess.sum(0)[None])
    return float((f1.max(0).mean() + f1.max(1).mean()) / 2)


@pytest.fixture(name="found", scope="module")
def found_fixture(plant):
    planted = plant(1)
    return planted, find_strata(planted.touches, planted.documents)


def test_planted_strata_are_found(found) -> None:
    planted, result = found
    assert result.strata.num_rows == 5
    assert overlapping_f1(result.memberships, planted.members) > 0.85


def test_tables_follow_the_schema_and_weights_add_up(found) -> None:
    _, result = found
    for name in ("strata", "memberships", "note_strata"):
        table = getattr(result, name)
        assert table.schema == READING[name].arrow_schema()
        assert table.equals(table.sort_by([(key, "ascending") for key in READING[name].key]))
    sums = result.memberships.group_by("actor_id").aggregate([("weight", "sum")])["weight_sum"]
    assert pc.max(sums).as_py() <= 1 + 1e-9
    assert len(set(result.strata["name"].to_pylist())) == result.strata.num_rows
    assert pc.min(result.strata["gain_bits"]).as_py() > 0
    assert all(
        row["size_low"] <= row["size"] <= row["size_high"] for row in result.strata.to_pylist()
    )
    told = result.memberships.filter(pc.greater_equal(result.memberships["weight"], 0.15))
    assert pc.sum(result.strata["size"]).as_py() == pytest.approx(told.num_rows)


def test_row_order_does_not_matter(found) -> None:
    planted, result = found
    rng = np.random.default_rng(0)
    again = find_strata(
        planted.touches.take(rng.permutation(planted.touches.num_rows)),
        planted.documents.take(rng.permutation(planted.documents.num_rows)),
    )
    for name in ("strata", "memberships", "note_strata", "item_strata"):
        assert getattr(again, name).equals(getattr(result, name))


def test_strata_are_found_by_behaviour_alone(plant) -> None:
    planted = plant(2, text=False, mixing=0.2)
    result = find_strata(planted.touches, planted.documents)
    assert overlapping_f1(result.memberships, planted.members) > 0.8


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("text", [True, False])
def test_nothing_is_found_where_nothing_is(plant, seed: int, text: bool) -> None:
    planted = plant(seed, structure=False, text=text)
    result = find_strata(planted.touches, planted.documents, seed=seed)
    assert result.strata.num_rows == 0
    assert result.memberships.num_rows == 0


def test_without_the_proof_false_strata_appear(plant) -> None:
    planted = plant(0, structure=False, actors=1500, items=1500, strata=10)
    untested = StrataSettings(tested=False, fewest_members=2)
    assert find_strata(planted.touches, planted.documents, settings=untested).strata.num_rows > 0


def test_one_prolific_actor_makes_no_stratum(plant) -> None:
    planted = plant(3, structure=False)
    mine = planted.documents.slice(0, 300)
    own = pa.table(
        {
            "actor_id": ["zz"] * 300,
            "item_kind": mine["item_kind"],
            "item_id": mine["item_id"],
            "at": planted.touches["at"].slice(0, 300),
            "strength": np.full(300, 3.0),
        }
    )
    result = find_strata(pa.concat_tables([planted.touches, own]), planted.documents)
    assert result.strata.num_rows == 0


@pytest.mark.parametrize("rows", [0, 1])
def test_next_to_nothing_gives_empty_tables(plant, rows: int) -> None:
    planted = plant(0, actors=5, items=10, touches=3)
    result = find_strata(planted.touches.slice(0, rows), planted.documents.slice(0, rows))
    assert result.strata.num_rows == 0
    assert result.item_strata.num_rows == 0
