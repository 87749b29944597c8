from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from isotherm.errors import UsageError
from isotherm.strata import Discovered, StrataSettings, discover
from isotherm.strata.start import shuffled

_UNPROTECTED = StrataSettings(templates_left_out=0, authors_left_out=0)
_CROWD = np.arange(0, 360, 6)


@pytest.mark.parametrize("given", ["texts", "authors"])
def test_texts_and_authors_must_be_one_an_item(given: str) -> None:
    with pytest.raises(UsageError, match=f"found 1 {given}; expected one for each of 4 items"):
        discover(sparse.csr_array(np.eye(4)), **{given: ["one"]})


def test_a_random_matrix_has_no_strata() -> None:
    R = sparse.random_array((500, 300), density=0.06, rng=np.random.default_rng(0), format="csr")
    before = R.data.copy()
    assert discover(R).memberships.shape == (500, 0)
    np.testing.assert_array_equal(R.data, before)


def test_weak_blocks_are_told_and_the_same_degrees_met_at_random_are_not() -> None:
    rng = np.random.default_rng(0)
    group, topic = np.arange(600) % 4, np.arange(300) % 4
    chance = np.where(group[:, None] == topic, 0.12, 0.03)
    R = sparse.csr_array((rng.random((600, 300)) < chance).astype(float))
    members = discover(R).members
    assert members.shape[1] == 4
    precision = (members.T.astype(int) @ np.eye(4)[group]).max(axis=1) / members.sum(axis=0)
    assert precision.min() > 0.6
    # the control
    assert discover(shuffled(R, 1)).members.shape[1] == 0


def test_a_graph_of_communities_is_read_and_the_same_degrees_met_at_random_are_not() -> None:
    rng = np.random.default_rng(0)
    group = np.arange(200) % 5
    upper = np.triu(rng.random((200, 200)) < np.where(group[:, None] == group, 0.3, 0.03), 1)
    settings = StrataSettings(items_a_cluster=6, templates_left_out=1)
    A = sparse.csr_array((upper | upper.T).astype(float))
    assert discover(A, settings=settings).members.shape[1] == 5
    # the control: stubs joined at random, each edge told both ways as well
    ends = rng.permutation(np.concatenate(np.nonzero(upper))).reshape(2, -1)
    mixed_up = sparse.csr_array((np.ones(ends.shape[1]), ends), (200, 200))
    B = sparse.csr_array(((mixed_up + mixed_up.T) > 0).astype(float))
    assert discover(B, settings=settings).members.shape[1] == 0


def with_crowd(items: int, *, chance: float) -> sparse.csr_array:
    """Five groups of 80 on 200 items, and sixty people from all of them on further items."""
    rng = np.random.default_rng(2)
    group, topic = np.arange(400) % 5, np.arange(200) % 5
    touch = rng.random((400, 200)) < np.where(group[:, None] == topic, 0.25, 0.03)
    more = rng.random((400, items)) < 0.03
    more[_CROWD] = rng.random((len(_CROWD), items)) < chance
    return sparse.csr_array(np.hstack([touch, more]).astype(float))


def share_of_crowd(found: Discovered) -> float:
    """The best Jaccard of a stratum's members with the crowd."""
    crowd = np.isin(np.arange(400), _CROWD)[:, None]
    both, either = (found.members & crowd).sum(axis=0), (found.members | crowd).sum(axis=0)
    return float((both / either).max(initial=0))


def test_a_crowd_around_a_few_items_is_no_stratum() -> None:
    R = with_crowd(6, chance=0.9)
    found = discover(R)
    assert found.members.shape[1] == 5
    assert share_of_crowd(found) < 0.3
    # the control: unprotected, the crowd is told as a stratum
    assert share_of_crowd(discover(R, settings=_UNPROTECTED)) > 0.6


def test_the_public_of_one_author_is_no_stratum_where_authors_are_told() -> None:
    R = with_crowd(40, chance=0.5)
    found = discover(R, authors=[None] * 200 + ["star"] * 40)
    assert found.members.shape[1] == 5
    assert share_of_crowd(found) < 0.3
    # the control: nothing in the matrix itself says that it is one person's public
    assert share_of_crowd(discover(R)) > 0.6


def test_the_public_of_one_template_is_no_stratum_where_texts_are_told() -> None:
    R = with_crowd(40, chance=0.5)
    texts = [""] * 200 + [
        f"early morning check in with a glass of water day {n}" for n in range(40)
    ]
    found = discover(R, texts)
    assert found.members.shape[1] == 5
    assert share_of_crowd(found) < 0.3
    # the control
    assert share_of_crowd(discover(R, texts, settings=_UNPROTECTED)) > 0.6
