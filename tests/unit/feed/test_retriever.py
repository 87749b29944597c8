from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from isotherm.errors import SettingsError, UsageError
from isotherm.feed import Recipe, SpectralRetriever, hold_out, measure_accuracy
from isotherm.feed.mix import strength


def slow_scores(R: np.ndarray, recipe: Recipe) -> np.ndarray:
    """The whole mix with dense matrices, straight from the formulas."""
    users, items = R.sum(axis=1), R.sum(axis=0)
    with np.errstate(divide="ignore"):
        du, di = np.where(users, users**-0.5, 0), np.where(items, items**-0.5, 0)
    N = du[:, None] * R * di
    together = R.T @ R
    near = N.T @ N * together / np.maximum(together + recipe.shrinkage, 1e-9)
    V = np.linalg.svd(N, full_matrices=False).Vh[: recipe.rank].T
    Q = np.linalg.inv(together + recipe.ridge * items.mean() * np.eye(len(items)))
    B = np.eye(len(items)) - Q / np.diag(Q)

    def damped(W: np.ndarray, b: float) -> np.ndarray:
        outward = np.where(items, items**b, 0) if b else np.ones(len(items))
        inward = np.where(outward, 1 / np.where(outward, outward, 1), 0)
        scores = (R * inward) @ W * outward
        return scores / strength(scores)

    rest = 1 - recipe.ridge_share
    return (
        rest * (1 - recipe.low_rank_share) * damped(near, recipe.linear_damping)
        + rest * recipe.low_rank_share * damped(V @ V.T, recipe.low_rank_damping)
        + recipe.ridge_share * damped(B, recipe.ridge_damping)
    )


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 99),
    shares=st.tuples(st.sampled_from([0.0, 0.4, 1.0]), st.sampled_from([0.0, 0.5])),
    damping=st.sampled_from([0.0, 0.3, 0.5]),
)
def test_equals_the_dense_formulas(seed: int, shares: tuple[float, float], damping: float) -> None:
    R = (np.random.default_rng(seed).random((30, 12)) < 0.3).astype(float)
    R[:, 0] = 1
    recipe = Recipe(
        linear_damping=damping, low_rank_share=shares[0], low_rank_damping=damping, rank=4,
        ridge_share=shares[1], ridge_damping=damping,
    )  # fmt: skip
    retriever = SpectralRetriever(recipe).fit(sparse.csr_array(R))
    np.testing.assert_allclose(
        retriever.scores(np.arange(30)), slow_scores(R, recipe), rtol=2e-3, atol=2e-5
    )


def test_the_choice_beats_popularity_and_shuffled_taste_does_not(
    planted: Callable[..., Any],
) -> None:
    R, held = hold_out(planted(), 0.2, seed=3)
    everyone = np.arange(R.shape[0])

    def ndcg(R: Any) -> float:
        top = SpectralRetriever(seed=1).fit(R).top_k(everyone, 20)
        return measure_accuracy(top, held).mean_ndcg

    shuffled = R.copy()
    shuffled.indices = (
        np.random.default_rng(0).integers(0, R.shape[1], R.nnz).astype(R.indices.dtype)
    )
    assert ndcg(R) > 0.3
    assert ndcg(shuffled) < 0.2


def test_the_best_trial_is_chosen(planted: Callable[..., Any]) -> None:
    retriever = SpectralRetriever(seed=1).fit(planted())
    best = max(retriever.trials, key=lambda trial: trial.ndcg)
    assert retriever.recipe == best.recipe


def test_touched_items_are_never_offered_and_runs_repeat(planted: Callable[..., Any]) -> None:
    R = planted()
    before = R.copy()
    everyone = np.arange(R.shape[0])
    top = SpectralRetriever(seed=4).fit(R).top_k(everyone, 10)
    again = SpectralRetriever(seed=4).fit(R).top_k(everyone, 10)
    np.testing.assert_array_equal(top, again)
    assert not R.toarray()[everyone[:, None], top].any()
    np.testing.assert_array_equal(R.toarray(), before.toarray())


def test_a_choice_made_while_fitting_does_not_stick_to_the_next_fit(
    planted: Callable[..., Any],
) -> None:
    reused = SpectralRetriever(seed=4).fit(planted(seed=9, users=60)).fit(planted())
    assert reused.recipe == SpectralRetriever(seed=4).fit(planted()).recipe


def test_someone_without_a_record_gets_the_anonymous_ranking() -> None:
    R = sparse.csr_array(np.array([[1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 0]]))
    top = SpectralRetriever(Recipe(rank=1)).fit(R).top_k([3], 3)
    assert top.tolist() == [[1, 0, 2]]


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (1, 1), (1, 4), (4, 1)])
def test_empty_and_tiny_records(shape: tuple[int, int]) -> None:
    for R in (sparse.csr_array(shape), sparse.csr_array(np.ones(shape))):
        top = SpectralRetriever().fit(R).top_k(np.arange(shape[0]), 2)
        assert top.shape == (shape[0], 2)


def test_misuse_is_refused() -> None:
    with pytest.raises(UsageError, match="call fit"):
        SpectralRetriever().scores([0])
    with pytest.raises(UsageError, match=r"outside 0\.\.1"):
        SpectralRetriever(Recipe(rank=1)).fit(np.eye(2)).top_k([2], 1)
    with pytest.raises(SettingsError, match="low_rank_share"):
        Recipe(low_rank_share=1.5)


def test_a_graph_too_large_to_store_is_walked_to_the_same_scores(
    planted: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe, everyone = Recipe(shrinkage=0.0, rank=8), np.arange(240)
    stored = SpectralRetriever(recipe).fit(planted()).scores(everyone)
    monkeypatch.setattr("isotherm.feed.terms._MOST_PAIRS", 10)
    walked = SpectralRetriever(recipe).fit(planted())
    np.testing.assert_allclose(walked.scores(everyone), stored, rtol=1e-3, atol=1e-6)
    chosen = SpectralRetriever(seed=1).fit(planted()).recipe
    assert chosen is not None
    assert chosen.shrinkage == 0.0
