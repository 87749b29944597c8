from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.errors import UsageError
from isotherm.feed import FeedSettings, gini, nash_duals, place_weights, rerank_fairly


def crowd(*, seed: int, lists: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lists on which three famous authors are always a hair ahead of twenty-seven others."""
    rng = np.random.default_rng(seed)
    authors = np.repeat(np.arange(30), 4)
    head_start = np.where(authors < 3, 0.06, 0.0)
    scores = 0.9 + head_start + 0.04 * rng.random((lists, 120))
    order = np.argsort(-scores, axis=1)[:, :60]
    return order, np.take_along_axis(scores, order, axis=1), authors


def author_gini(settings: FeedSettings, *, seed: int) -> float:
    candidates, relevance, authors = crowd(seed=seed)
    lists = rerank_fairly(candidates, relevance, authors=authors, settings=settings)
    return gini(lists.exposure)


def test_fairness_evens_exposure_and_without_it_the_famous_keep_it() -> None:
    fair = FeedSettings(page_size=10, pool=60, largest_loss=0.05, fairness=1.0)
    unfair = FeedSettings(page_size=10, pool=60, largest_loss=0.05, fairness=0.0)
    assert author_gini(fair, seed=1) < 0.45
    assert author_gini(unfair, seed=1) > 0.7


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), loss=st.floats(0, 0.2))
def test_no_list_gives_up_more_than_it_may(seed: int, loss: float) -> None:
    candidates, relevance, authors = crowd(seed=seed, lists=20)
    lists = rerank_fairly(
        candidates,
        relevance,
        authors=authors,
        settings=FeedSettings(page_size=10, pool=60, largest_loss=loss),
    )
    places = place_weights(10)
    for row, shown in enumerate(lists.items):
        score = dict(zip(candidates[row].tolist(), relevance[row].tolist(), strict=True))
        kept = places @ [score[note] for note in shown.tolist()]
        assert kept >= (1 - loss) * (places @ relevance[row, :10]) - 1e-9
        assert len(set(shown.tolist())) == 10


def test_short_pools_are_filled_with_none_and_input_is_left_alone() -> None:
    candidates, relevance = np.array([[1, -1, -1]]), np.array([[0.5, 0.0, 0.0]])
    given_duals = np.array([1.0, 2.0])
    lists = rerank_fairly(candidates, relevance, authors=np.array([0, 1]), claims=given_duals)
    assert lists.items.tolist() == [[1, -1, -1]]
    assert given_duals.tolist() == [1.0, 2.0]
    assert (
        rerank_fairly(np.zeros((0, 3), int), np.zeros((0, 3)), authors=np.zeros(0, int)).items.size
        == 0
    )


def test_duals_fall_with_exposure() -> None:
    duals = nash_duals(np.array([0.0, 1.0, 10.0, 100.0]))
    assert (np.diff(duals) < 0).all()
    assert np.isfinite(nash_duals(np.zeros(3))).all()
    assert nash_duals(np.zeros(0)).size == 0


def test_shapes_must_agree() -> None:
    with pytest.raises(UsageError, match="relevances"):
        rerank_fairly(np.zeros((1, 2), int), np.zeros((1, 3)), authors=np.zeros(2, int))
