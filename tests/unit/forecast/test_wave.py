"""The forecast of a young wave, held against waves of shapes that its bank does not know."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.errors import DataError, UsageError
from isotherm.forecast import forecast_wave, wave, wave_bank

SHAPES = ("bell", "power", "weibull", "plateau")
AHEAD = 10


def simulated_wave(shape: str, rng: np.random.Generator) -> np.ndarray:
    """Sixty days of counts on a curve none of the bank's families draws."""
    day = np.arange(60) + 0.5
    peak = rng.lognormal(np.log(9), 0.5)
    if shape == "bell":
        curve = 1 / np.cosh((day - peak) / (peak * rng.uniform(0.3, 0.7))) ** 2
    elif shape == "power":
        curve = np.where(day < peak, day / peak, (day / peak) ** -rng.uniform(1.2, 2.5))
    elif shape == "weibull":
        power = rng.uniform(1.5, 3)
        scaled = day / (peak / ((power - 1) / power) ** (1 / power))
        curve = scaled ** (power - 1) * np.exp(-(scaled**power))
    else:
        curve = np.exp(-np.maximum(np.abs(day - peak) - peak / 4, 0) / (peak * 0.35))
    mean = rng.lognormal(np.log(300), 0.8) * curve / curve.max()
    dispersion = rng.lognormal(np.log(12), 0.4)
    return rng.poisson(rng.gamma(dispersion, mean / dispersion)).astype(float)


@pytest.mark.parametrize("finished", [0, 20])
def test_bands_hold_over_waves_of_other_shapes_and_halved_bands_do_not(finished: int) -> None:
    rng = np.random.default_rng(11)
    bank = wave_bank([simulated_wave(SHAPES[i % 4], rng) for i in range(finished)])
    inside, halved = [], []
    for number in range(240):
        wave = simulated_wave(SHAPES[number % 4], rng)
        seen = int(rng.integers(4, 15))
        truth = wave[seen : seen + AHEAD]
        ahead = forecast_wave(wave[:seen], AHEAD, past=bank, seed=number)
        told = ahead.p50 >= 5  # a count near zero is whole: no band covers exactly four in five
        low, high = (ahead.p10 + ahead.p50) / 2, (ahead.p90 + ahead.p50) / 2
        inside.append(((truth >= ahead.p10) & (truth <= ahead.p90))[told])
        halved.append(((truth >= low) & (truth <= high))[told])
    assert 0.72 <= np.concatenate(inside).mean() <= 0.88
    assert np.concatenate(halved).mean() < 0.6  # the control


def test_the_peak_is_told_before_it_comes() -> None:
    rng = np.random.default_rng(5)
    inside, total, bank = 0, 0, wave_bank()
    for number in range(120):
        wave = simulated_wave(SHAPES[number % 4], rng)
        seen = max(4, int(np.argmax(wave)) - 2)
        if wave[:seen].max() == wave.max():
            continue
        ahead = forecast_wave(wave[:seen], AHEAD, past=bank)
        inside += ahead.peak_p10 <= wave.max() <= ahead.peak_p90
        total += 1
    assert inside / total >= 0.72


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40), st.integers(1, 30))
def test_any_counts_give_ordered_finite_counts(counts: list[int], horizon: int) -> None:
    ahead = forecast_wave(counts, horizon)
    rows = np.array([ahead.p10, ahead.p50, ahead.p90])
    assert rows.shape == (3, horizon)
    assert np.isfinite(rows).all()
    assert (rows >= 0).all()
    assert (np.diff(rows, axis=0) >= 0).all()
    assert max(counts) <= ahead.peak_p10 <= ahead.peak_p50 <= ahead.peak_p90


def test_same_seed_same_forecast_and_a_bank_equals_its_waves() -> None:
    rng = np.random.default_rng(2)
    past = [simulated_wave("bell", rng) for _ in range(5)]
    counts = [4, 9, 20, 31]
    one = forecast_wave(counts, 7, past=past)
    other = forecast_wave(counts, 7, past=wave_bank(past))
    np.testing.assert_array_equal(one.p90, other.p90)
    assert one.peak_p50 == other.peak_p50


def test_finished_waves_teach_when_waves_end() -> None:
    rng = np.random.default_rng(3)
    day = np.arange(60) + 0.5
    quick = [rng.poisson(200 * np.exp(-0.5 * ((day - 4) / 1.5) ** 2)) for _ in range(25)]
    young = quick[-1][:4]
    taught = forecast_wave(young, 10, past=wave_bank(quick[:-1]))
    untaught = forecast_wave(young, 10)
    assert taught.p90[-1] < 0.5 * untaught.p90[-1]
    assert taught.peak_p90 < untaught.peak_p90


def test_a_long_record_is_read_to_its_end() -> None:
    counts = np.full(150, 20.0)
    assert forecast_wave(counts, 20).p50.shape == (20,)


def test_short_and_empty_finished_waves_say_nothing() -> None:
    assert wave_bank([[1, 2], [0] * 30]).peak_days == ()


@pytest.mark.parametrize("counts", [[-1.0], [np.nan], [[1.0]], [np.inf, 2.0]])
def test_what_is_no_row_of_counts_is_refused(counts: list[float]) -> None:
    with pytest.raises(DataError):
        forecast_wave(counts, 3)


def test_no_days_and_no_horizon_are_refused() -> None:
    with pytest.raises(UsageError):
        forecast_wave([], 3)
    with pytest.raises(UsageError):
        forecast_wave([1.0], 0)


def past_peaks(seen_before: int = 30) -> tuple[float, float]:
    """How often the band holds the best day of finished waves, and how wide it is."""
    rng, bank, held, width = np.random.default_rng(1), wave_bank(), [], []
    for _ in range(seen_before):
        peak, spread, height = rng.uniform(10, 35), rng.uniform(4, 12), rng.uniform(8, 40)
        mean = height * np.exp(-0.5 * ((np.arange(80) - peak) / spread) ** 2)
        counts = rng.poisson(mean * rng.gamma(3, 1 / 3, 80))
        ahead = forecast_wave(counts, 28, past=bank)
        best = int(counts.argmax()) - 79
        held.append(ahead.peak_day_p10 <= best <= ahead.peak_day_p90)
        width.append(ahead.peak_day_p90 - ahead.peak_day_p10)
    return float(np.mean(held)), float(np.median(width))


def test_the_band_holds_the_best_day_of_a_wave_that_has_passed_and_stays_narrow():
    held, width = past_peaks()
    assert held >= 0.8
    assert width <= 14


def test_without_the_luck_of_the_days_seen_the_band_does_not_hold_it(monkeypatch):
    def even(counts, future, _dispersion, rng):
        return peak_days(counts, future, np.full((len(future), 1), 1e9), Lucky())

    class Lucky:
        """Everyone has the same luck."""

        poisson = staticmethod(lambda mean: mean)
        standard_gamma = staticmethod(lambda shape: shape)

    peak_days = wave._peak_days
    monkeypatch.setattr(wave, "_peak_days", even)
    held, _ = past_peaks()
    assert held < 0.8
