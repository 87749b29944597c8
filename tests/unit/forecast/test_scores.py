"""Scores against slow, obvious versions of themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.errors import UsageError
from isotherm.forecast import coverage, mase, pinball_loss, score_forecasts

NUMBERS = st.floats(-1e6, 1e6)


@given(NUMBERS, NUMBERS, st.floats(0.01, 0.99))
def test_pinball_is_level_times_shortfall_or_the_rest_times_excess(
    truth: float, guess: float, level: float
) -> None:
    short = truth - guess
    expected = level * short if short >= 0 else (1 - level) * -short
    assert pinball_loss([truth], [guess], level)[0] == pytest.approx(expected)


def test_pinball_is_least_at_the_true_quantile() -> None:
    draws = np.random.default_rng(0).normal(size=20_000)
    guesses = np.linspace(-3, 3, 121)
    losses = [pinball_loss(draws, guess, 0.9).mean() for guess in guesses]
    assert guesses[int(np.argmin(losses))] == pytest.approx(1.28, abs=0.06)


def test_mase_of_the_seasonal_naive_forecast_on_a_repeating_error_is_one() -> None:
    rng = np.random.default_rng(1)
    history = np.cumsum(rng.normal(size=(3, 40)), axis=1)
    slow = []
    truth, point = rng.normal(size=(3, 5)), np.zeros((3, 5))
    for row in range(3):
        naive = np.mean([abs(history[row, t] - history[row, t - 4]) for t in range(4, 40)])
        slow.append(np.mean([abs(truth[row, h]) for h in range(5)]) / naive)
    assert mase(truth, point, history, 4) == pytest.approx(np.mean(slow))


def test_series_that_never_changed_and_values_never_seen_are_left_out() -> None:
    history = [[1.0] * 6, [1.0, 2.0, 1.0, 2.0, 1.0, 2.0]]
    assert mase([[5.0], [3.0]], [[1.0], [2.0]], history, 1) == pytest.approx(1.0)
    assert np.isnan(mase([[np.nan]], [[1.0]], [[1.0, 2.0]], 1))
    assert np.isnan(coverage([np.nan], [0.0], [1.0]))


def test_the_ledger_scores_what_has_come_and_leaves_the_rest() -> None:
    scores = score_forecasts([[1, 2, 4], [1, 2, 4], [1, 2, 4]], [4.0, 5.0, np.nan])
    assert scores.covered.tolist() == [True, False, False]
    assert scores.scored.tolist() == [True, True, False]
    by_hand = (0.1 * (4 - 1) + 0.5 * (4 - 2) + 0.9 * 0) / 3
    assert scores.pinball[0] == pytest.approx(by_hand)
    assert np.isnan(scores.pinball[2])


def test_wrong_shapes_and_levels_are_refused() -> None:
    with pytest.raises(UsageError):
        score_forecasts([[1, 2]], [1.0])
    with pytest.raises(UsageError):
        score_forecasts([[1, 2, 3]], [1.0, 2.0])
    with pytest.raises(UsageError):
        pinball_loss([1.0], [1.0], 0.0)
    with pytest.raises(UsageError):
        mase([[1.0]], [[1.0]], [[1.0]], 1)
