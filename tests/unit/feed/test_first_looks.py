from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.errors import UsageError
from isotherm.feed import GRADUATED, RESTING, judge_new_notes, next_first_looks


def run_pool(*, guaranteed: int, seed: int) -> tuple[float, float]:
    """Serve 20 new notes, 4 of them good; the share of good ones seen ``guaranteed`` times by
    the pool, and by a feed that always shows what has the most responses."""
    rng = np.random.default_rng(seed)
    rates = np.where(np.arange(20) < 4, 0.2, 0.05)[rng.permutation(20)]
    good = rates > 0.1
    pool, popular = np.zeros((2, 20), np.int64), np.zeros((2, 20), np.int64)
    for _ in range(20 * 160):
        owed = judge_new_notes(pool[0], pool[1])
        for note in next_first_looks(owed, pool[0], slots=1):
            pool[:, note] += 1, rng.random() < rates[note]
        note = int(np.argmax(popular[1] - popular[0] * 1e-9))
        popular[:, note] += 1, rng.random() < rates[note]
    found = judge_new_notes(pool[0], pool[1]) > guaranteed
    return float(found[good].mean()), float((popular[0][good] >= guaranteed).mean())


def test_good_new_notes_are_found_and_a_popularity_feed_misses_them() -> None:
    pool, popular = run_pool(guaranteed=100, seed=5)
    assert pool >= 0.9
    assert popular <= 0.7


@settings(max_examples=50, deadline=None)
@given(
    impressions=st.lists(st.integers(0, 2000), max_size=12),
    seed=st.integers(0, 99),
    keep=st.floats(0, 1),
)
def test_nobody_is_judged_before_the_first_mark(
    impressions: list[int], seed: int, keep: float
) -> None:
    seen = np.array(impressions, np.int64)
    responses = np.random.default_rng(seed).binomial(seen, 0.1)
    owed = judge_new_notes(seen, responses, keep=keep)
    assert set(owed.tolist()) <= {100, 400, 1600, RESTING, GRADUATED}
    assert (owed[seen < 100] == 100).all()
    assert (owed[seen >= 100] != 100).all()
    if (seen >= 100).any():
        assert (owed != RESTING)[seen >= 100].any()


def test_least_seen_first_and_only_what_is_owed() -> None:
    owed = np.array([100, 100, RESTING, 400])
    impressions = np.array([7, 0, 200, 399])
    assert next_first_looks(owed, impressions, slots=9).tolist() == [1, 0, 3]
    assert next_first_looks(owed, impressions, slots=1).tolist() == [1]


def test_lengths_must_agree() -> None:
    with pytest.raises(UsageError, match="2 impressions but 1"):
        judge_new_notes(np.array([1, 2]), np.array([1]))
