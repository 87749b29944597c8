"""The parts of the panel forecast against slow, obvious versions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from isotherm.forecast import ForecastSettings
from isotherm.forecast.intervals import Misses, conformal_offsets, own_scale
from isotherm.forecast.panel import read_panel
from isotherm.forecast.season import fit_season, smooth_around
from isotherm.forecast.signals import SignalTraits, read_moment
from isotherm.forecast.stack import Rehearsals, blend_weights, fit_corrections

SETTINGS = ForecastSettings()


def test_smoothing_around_the_circle_is_a_weighted_mean_of_neighbours() -> None:
    profile = np.random.default_rng(0).normal(size=(2, 11))
    width = 1.2
    slow = np.zeros_like(profile)
    for place in range(11):
        weights = {shift: np.exp(-0.5 * (shift / width) ** 2) for shift in range(-5, 6)}
        for shift, weight in weights.items():
            slow[:, place] += weight / sum(weights.values()) * profile[:, (place - shift) % 11]
    np.testing.assert_allclose(smooth_around(profile, width), slow)


def test_a_pure_season_is_found_with_a_third_of_it_missing() -> None:
    season = np.array([1.0, 2.0, 0.5, 0.5] * 3)
    values = np.tile(season, (8, 6)) * np.arange(1.0, 9.0)[:, None]
    values[np.random.default_rng(1).uniform(size=values.shape) < 1 / 3] = np.nan
    fit = fit_season(values, 12, SETTINGS)
    expected = fit.expected(np.arange(1, 13))
    np.testing.assert_allclose(expected, season * np.arange(1.0, 9.0)[:, None], rtol=0.02)
    assert fit.noise.max() < 0.02


def test_a_series_with_little_history_borrows_the_panels_season() -> None:
    season = np.exp(np.sin(2 * np.pi * np.arange(12) / 12))
    values = np.tile(season / season.mean(), (12, 5))
    values[0, :-3] = np.nan
    fit = fit_season(values, 12, SETTINGS)
    borrowed = np.corrcoef(fit.profile[0], fit.profile[1])[0, 1]
    alone = fit_season(values[:1], 12, SETTINGS)
    assert borrowed > 0.9
    assert np.corrcoef(alone.profile[0], fit.profile[1])[0, 1] < 0.8  # the control: nobody to ask


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40), st.integers(1, 15), st.integers(0, 2**31))
def test_the_future_never_enters_a_moment(step: int, season: int, seed: int) -> None:
    values = np.random.default_rng(seed).gamma(2.0, size=(3, 45))
    other = values.copy()
    other[:, step:] *= 100
    steps = np.arange(1, 6)
    one, two = (
        read_moment(read_panel(v, v, season=season).until(step), steps, settings=SETTINGS)
        for v in (values, other)
    )
    np.testing.assert_array_equal(one.signals, two.signals)
    np.testing.assert_array_equal(one.base, two.base)


def made_rows(seed: int, count: int = 400) -> Rehearsals:
    rng = np.random.default_rng(seed)
    signals = rng.normal(size=(count, 3))
    error = signals @ np.array([0.5, -0.4, 0.2]) + rng.laplace(0, 0.2, count)
    ones = np.ones(count)
    steps = np.arange(count)
    return Rehearsals(signals, error, rng.uniform(0.5, 2, count), ones, ones, steps, steps)


def test_corrections_come_near_least_absolute_error_and_keep_their_sign() -> None:
    rows = made_rows(0)
    free = SignalTraits(np.zeros(3, dtype=bool), np.ones(3))
    found = fit_corrections(rows, (1e-6,), free)[0]
    slow = minimize(
        lambda b: float(rows.weight @ np.abs(rows.error - rows.signals @ b)),
        np.zeros(3),
        method="Nelder-Mead",
        options={"maxiter": 2000},
    ).x
    np.testing.assert_allclose(found, slow, atol=0.05)
    signed = SignalTraits(np.array([False, True, True]), np.ones(3))
    held = fit_corrections(rows, (1e-6, 1.0), signed)
    assert (held[:, 1:] >= 0).all()
    assert held[0, 1] == pytest.approx(0.0, abs=1e-9)
    assert found[1] < -0.3  # the control: unsigned, it goes below zero


def test_more_penalty_means_less_correction() -> None:
    traits = SignalTraits(np.zeros(3, dtype=bool), np.ones(3))
    strong, weak = fit_corrections(made_rows(1), (10.0, 0.01), traits)
    assert np.abs(strong).sum() < 0.5 * np.abs(weak).sum()


def test_the_blend_is_the_best_of_all_mixes_and_a_tie_goes_to_the_last() -> None:
    rng = np.random.default_rng(2)
    truth = rng.normal(size=200)
    members = np.column_stack([truth + rng.normal(size=200), truth + rng.normal(size=200)])
    mix = blend_weights(members, truth, np.ones(200))
    slow = min(
        ((a, 4 - a) for a in range(5)),
        key=lambda m: np.abs(truth - members @ (np.array(m) / 4)).sum(),
    )
    np.testing.assert_array_equal(mix, np.array(slow) / 4)
    np.testing.assert_array_equal(blend_weights(np.empty((0, 3)), truth[:0], truth[:0]), [0, 0, 1])


def test_conformal_bands_cover_what_was_drawn_alike() -> None:
    rng = np.random.default_rng(3)
    misses = Misses(rng.standard_t(4, 4000), np.resize(np.arange(1, 9), 4000), 500)
    offsets = conformal_offsets(misses, (0.05, 0.5, 0.95), 12, newcomer=1.0)
    fresh = rng.standard_t(4, 20_000)
    inside = (fresh >= offsets[0, 3]) & (fresh <= offsets[2, 3])
    assert inside.mean() == pytest.approx(0.9, abs=0.02)
    assert (np.diff(offsets, axis=0) >= 0).all()
    assert offsets[2, 11] > offsets[2, 7]  # beyond what was rehearsed it goes on widening


def test_an_own_scale_trusts_what_was_seen() -> None:
    noise, seen = np.array([[0.1], [0.1], [0.1]]), np.array([[1.0], [20.0], [1e6]])
    scale = own_scale(noise, seen, 0.5, 6.0)
    assert (np.diff(scale[:, 0]) < 0).all()
    assert scale[2, 0] == pytest.approx(0.1, rel=1e-3)
