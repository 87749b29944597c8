"""What a panel forecast promises, whatever the panel."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from isotherm.errors import DataError, SettingsError, UsageError
from isotherm.forecast import ForecastSettings, coverage, forecast, mase

SEASON = 12


def seasonal_panel(seed: int, series: int = 40, steps: int = 84) -> np.ndarray:
    """Positive series on shared and own seasonal shapes, drifting levels and noise."""
    rng = np.random.default_rng(seed)
    phase = 2 * np.pi * (np.arange(steps) / SEASON)[None, :]
    shared = 0.5 * np.sin(phase + rng.choice([0.0, 1.5, 3.0], series)[:, None])
    own = 0.2 * np.sin(2 * phase + rng.uniform(0, 6, series)[:, None])
    drift = np.cumsum(rng.normal(0, 0.02, (series, steps)), axis=1)
    height = rng.lognormal(2, 1, series)[:, None]
    return height * np.exp(shared + own + drift + rng.normal(0, 0.12, (series, steps)))


@settings(max_examples=30, deadline=None)
@given(
    st.tuples(st.integers(1, 5), st.integers(1, 40)).flatmap(
        lambda shape: arrays(
            np.float64,
            shape,
            elements=st.one_of(
                st.floats(-1e6, 1e6, allow_subnormal=False), st.sampled_from([0.0, np.nan, np.inf])
            ),
        )
    ),
    st.integers(1, 15),
    st.integers(1, 20),
)
def test_any_panel_gets_finite_ordered_quantiles(
    panel: np.ndarray, horizon: int, season: int
) -> None:
    before = panel.copy()
    ahead = forecast(panel, horizon, season, panel)
    rows = [ahead.quantiles[level] for level in sorted(ahead.quantiles)]
    assert all(row.shape == (panel.shape[0], horizon) for row in rows)
    assert np.isfinite(rows).all()
    assert all((low <= high).all() for low, high in pairwise(rows))
    np.testing.assert_array_equal(panel, before)


def test_same_panel_gives_the_same_forecast_and_order_of_series_does_not_matter() -> None:
    panel = seasonal_panel(1)
    order = np.random.default_rng(0).permutation(len(panel))
    first, again = forecast(panel, 12, SEASON), forecast(panel, 12, SEASON)
    np.testing.assert_array_equal(first.p50, again.p50)
    shuffled = forecast(panel[order], 12, SEASON)
    np.testing.assert_allclose(shuffled.p90, first.p90[order], rtol=1e-6)


def test_the_unit_of_the_series_does_not_matter() -> None:
    panel = seasonal_panel(2)
    np.testing.assert_allclose(
        forecast(panel * 1000, 12, SEASON).p10, 1000 * forecast(panel, 12, SEASON).p10, rtol=1e-6
    )


def test_beats_the_seasonal_naive_forecast_and_its_bands_hold() -> None:
    errors, naive, inside, halved = [], [], [], []
    for seed in range(6):
        panel = seasonal_panel(seed)
        train, truth = panel[:, :-SEASON], panel[:, -SEASON:]
        ahead = forecast(train, SEASON, SEASON)
        low, high = ahead.quantiles[0.05], ahead.quantiles[0.95]
        errors.append(mase(truth, ahead.p50, train, SEASON))
        naive.append(mase(truth, train[:, -SEASON:], train, SEASON))
        inside.append(coverage(truth, low, high))
        halved.append(coverage(truth, (low + ahead.p50) / 2, (high + ahead.p50) / 2))
    assert np.mean(errors) < 0.85 * np.mean(naive)
    assert 0.86 <= np.mean(inside) <= 0.94
    assert np.mean(halved) < 0.8  # the control: half the width holds far less often


def test_the_80_band_lies_within_the_90_band() -> None:
    ahead = forecast(seasonal_panel(3), 12, SEASON)
    assert (ahead.quantiles[0.05] <= ahead.p10).all()
    assert (ahead.quantiles[0.95] >= ahead.p90).all()


def test_a_constant_series_stays_and_a_series_of_zeros_stays_zero() -> None:
    ahead = forecast([[7.0] * 60, [0.0] * 60], 6, SEASON)
    np.testing.assert_allclose(ahead.p50[0], 7.0, rtol=0.01)
    np.testing.assert_allclose(ahead.p50[1], 0.0, atol=0.01)


def test_one_point_of_history_gives_a_wider_band_than_many() -> None:
    panel = seasonal_panel(4)
    short = panel.copy()
    short[0, :-1] = np.nan
    known, unknown = forecast(panel, 6, SEASON), forecast(short, 6, SEASON)
    width = np.log(known.p90[0] / known.p10[0]).mean()
    assert np.log(unknown.p90[0] / unknown.p10[0]).mean() > 1.5 * width
    alone = forecast([[5.0]], 3, SEASON)
    assert (alone.p10 < 4).all()
    assert (alone.p90 > 6).all()


def test_missing_is_not_zero() -> None:
    panel = seasonal_panel(5)
    rng = np.random.default_rng(0)
    holes = rng.uniform(size=panel.shape) < 0.2
    full = forecast(panel, 12, SEASON)
    missing = forecast(np.where(holes, np.nan, panel), 12, SEASON)
    zeroed = forecast(np.where(holes, 0.0, panel), 12, SEASON)
    gap = np.abs(np.log(missing.p50 / full.p50)).mean()
    assert gap < 0.12
    assert np.abs(np.log((zeroed.p50 + 1e-9) / full.p50)).mean() > 1.5 * gap


def test_a_series_below_zero_is_followed_there() -> None:
    steps = np.arange(96)
    series = -10 + 5 * np.sin(2 * np.pi * steps / SEASON)
    ahead = forecast([series], SEASON, SEASON)
    np.testing.assert_allclose(ahead.p50[0], series[:SEASON], atol=1.0)


def led_panel(seed: int, *, lead: int) -> tuple[np.ndarray, np.ndarray]:
    """A panel whose levels follow its leading panel ``lead`` steps later."""
    rng = np.random.default_rng(seed)
    drift = np.cumsum(rng.normal(0, 0.08, (60, 84 + lead)), axis=1)
    followed = np.exp(drift[:, :84] + rng.normal(0, 0.05, (60, 84)))
    return followed, np.exp(drift[:, lead:] + rng.normal(0, 0.05, (60, 84)))


@pytest.mark.parametrize("seed", [0, 1])
def test_a_leading_panel_helps_only_where_it_leads(seed: int) -> None:
    panel, leading = led_panel(seed, lead=6)
    train, truth = panel[:, :-6], panel[:, -6:]
    with_it = mase(truth, forecast(train, 6, SEASON, leading[:, :-6]).p50, train, SEASON)
    without = mase(truth, forecast(train, 6, SEASON).p50, train, SEASON)
    assert with_it < 0.97 * without
    stranger = np.random.default_rng(9).permutation(leading)  # the control: whose lead is nobody's
    misled = mase(truth, forecast(train, 6, SEASON, stranger[:, :-6]).p50, train, SEASON)
    assert misled == pytest.approx(without, rel=0.04)


def test_no_series_gives_no_rows() -> None:
    assert forecast(np.empty((0, 10)), 4, SEASON).p50.shape == (0, 4)


@pytest.mark.parametrize(
    ("series", "horizon", "season", "leading"),
    [
        ([1.0, 2.0], 1, 1, None),
        ([[1.0]], 0, 1, None),
        ([[1.0]], 1, 0, None),
        ([[1.0, 2.0]], 1, 1, [[1.0]]),
    ],
)
def test_wrong_calls_are_refused(
    series: object, horizon: int, season: int, leading: object
) -> None:
    with pytest.raises(UsageError):
        forecast(series, horizon, season, leading)  # type: ignore[arg-type]  # wrong on purpose


def test_words_and_empty_series_are_refused_as_data() -> None:
    with pytest.raises(DataError):
        forecast([["many"]], 1, 1)  # type: ignore[list-item]  # wrong on purpose
    with pytest.raises(DataError):
        forecast(np.empty((2, 0)), 1, 1)


def test_levels_and_settings_out_of_range_are_refused() -> None:
    with pytest.raises(UsageError):
        forecast([[1.0]], 1, 1, levels=(1.0,))
    with pytest.raises(SettingsError):
        ForecastSettings(seasons=0)
    with pytest.raises(SettingsError):
        ForecastSettings.from_mapping({"season": 3})
