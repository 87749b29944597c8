from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from isotherm.errors import UsageError
from isotherm.inference import EDetector, negative_binomial_log_lr

LIFTS = (1.2, 1.5, 2.0, 3.0, 5.0)


@given(st.integers(0, 80), st.floats(0.01, 40), st.floats(0.01, 2), st.sampled_from(LIFTS))
def test_likelihood_ratio_is_that_of_the_distribution(count, mean, dispersion, lift):
    r = 1 / dispersion
    slow = stats.nbinom.logpmf(count, r, r / (r + lift * mean)) - stats.nbinom.logpmf(
        count, r, r / (r + mean)
    )
    fast = negative_binomial_log_lr(count, mean, lifts=[lift], dispersion=dispersion)
    assert fast[0] == pytest.approx(slow, abs=1e-6, rel=1e-6)


@given(st.integers(0, 80), st.floats(0.01, 40), st.sampled_from(LIFTS))
def test_no_dispersion_is_poisson(count, mean, lift):
    slow = stats.poisson.logpmf(count, lift * mean) - stats.poisson.logpmf(count, mean)
    fast = negative_binomial_log_lr(count, mean, lifts=[lift])
    assert fast[0] == pytest.approx(slow, abs=1e-6, rel=1e-6)


def slow_evidence(counts: list[int], mean: float, horizon: int | None) -> float:
    """Every beginning written out: the product of ratios from each tick to the last."""
    total = 0.0
    for lift in LIFTS:
        ratios = np.exp(negative_binomial_log_lr(counts, mean, lifts=[lift], dispersion=0.2)[:, 0])
        starts = len(counts) if horizon is None else min(horizon, len(counts))
        share = 1.0 if horizon is None else 1 / horizon
        total += sum(share * ratios[start:].prod() for start in range(starts)) / len(LIFTS)
    return float(np.log(total))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=15), st.sampled_from([None, 5, 15]))
def test_streaming_equals_every_beginning_written_out(counts, horizon):
    detector = EDetector(1, lifts=LIFTS, horizon=horizon)
    for count in counts:
        log_e = detector.update([count], mean=4.0, dispersion=0.2)
    assert log_e[0] == pytest.approx(slow_evidence(counts, 4.0, horizon), abs=1e-9)


def null_paths(detector: EDetector, streams: int, ticks: int) -> np.ndarray:
    rng = np.random.default_rng(5)
    r, mean = 4.0, 3.0
    path = []
    for _ in range(ticks):
        counts = rng.negative_binomial(r, r / (r + mean), size=streams)
        path.append(detector.update(counts, mean, dispersion=1 / r))
    return np.array(path)


def test_no_stopping_time_beats_the_e_process_and_summed_alarms_do():
    streams, ticks = 2000, 100
    process = null_paths(EDetector(streams, horizon=ticks), streams, ticks)
    assert (process.max(axis=0) >= np.log(20)).mean() <= 0.05
    without_start_mass = null_paths(EDetector(streams), streams, ticks)
    assert (without_start_mass.max(axis=0) >= np.log(20)).mean() > 0.05


def test_e_detector_keeps_its_distance_between_false_alarms():
    path = null_paths(EDetector(500), 500, 400)
    ever = (path >= np.log(200)).any(axis=0)
    first = np.where(ever, (path >= np.log(200)).argmax(axis=0) + 1, 400)
    assert first.mean() >= 200  # cut at 400 ticks, so an underestimate


def test_a_doubled_count_is_noticed_soon_and_a_fallen_one_never():
    rng = np.random.default_rng(1)
    detector = EDetector(2, horizon=60)
    for _ in range(30):
        log_e = detector.update([rng.poisson(12), rng.poisson(3)], mean=6.0)
    assert log_e[0] > np.log(1000)
    assert log_e[1] < 0


def test_what_was_expected_may_be_unknown():
    detector = EDetector(2, horizon=10)
    before = detector.update([4, 9], mean=3.0)
    after = detector.update([7, 7], mean=[np.nan, 3.0])
    assert after[0] == pytest.approx(np.logaddexp(before[0], -np.log(10)))


def test_no_streams_are_no_trouble():
    assert EDetector(0).update([], mean=1.0).shape == (0,)


def test_nonsense_is_refused():
    with pytest.raises(UsageError, match="negative"):
        negative_binomial_log_lr(-1, 2.0)
    with pytest.raises(UsageError, match="horizon"):
        EDetector(1, horizon=0)
