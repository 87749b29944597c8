"""A thin pool that a community of taste hides shows once the community is explained."""

from __future__ import annotations

import numpy as np

from isotherm.trust import Edges, TrustSettings
from isotherm.trust.acts import Acts
from isotherm.trust.blocks import find_blocks_beneath, sharpen_block


def community() -> tuple[Acts, np.ndarray, np.ndarray]:
    """400 people, 60 of whom share a taste for 40 targets; 20 accounts push 20 others."""
    rng = np.random.default_rng(3)
    who, what = np.nonzero(rng.random((60, 40)) < 0.4)
    pool, pushed = np.nonzero(rng.random((20, 20)) < 0.4)
    people = rng.integers(0, 400, 3000)
    actor = np.concatenate((people, who, 400 + pool))
    target = np.concatenate((rng.integers(0, 300, 3000), what, 300 + pushed))
    return Acts.from_edges(Edges(actor, target)), np.arange(40), np.arange(400, 420)


def test_what_a_block_explains_no_longer_hides_another():
    acts, loved, pool = community()
    taste = sharpen_block(acts, loved, clustering=1.0)
    assert taste is not None
    found = find_blocks_beneath(acts, [taste], TrustSettings(), clustering=1.0)
    assert any(np.isin(pool, block.members).mean() > 0.9 for block in found)
    # the taste itself, once explained, is not found again
    assert not any(np.isin(taste.members, block.members).mean() > 0.5 for block in found)


def test_where_nothing_is_explained_there_is_nothing_beneath():
    acts, _, _ = community()
    assert find_blocks_beneath(acts, [], TrustSettings(), clustering=1.0) == []
