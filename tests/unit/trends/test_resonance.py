"""The streaming detector: few false alarms, early true ones, and nothing from later ticks."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.errors import UsageError
from isotherm.trends import ResonanceDetector
from isotherm.trends.baseline import StreamBaseline

ZERO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def day(step):
    return ZERO + dt.timedelta(days=step)


def play(counts, **how):
    """All that is known after each tick of counts (streams x ticks)."""
    detector = ResonanceDetector(len(counts), **how)
    return [detector.update(day(tick), counts[:, tick]) for tick in range(counts.shape[1])]


def normal(seed, *, streams=100, ticks=150, kind="plain", shape=20):
    """Counts with weekdays and luck, none of which rises."""
    rng = np.random.default_rng(seed)
    mean = np.exp(rng.normal(1.5, 1, streams))[:, None]
    mean = mean * (1 + 0.3 * np.sin(2 * np.pi * np.arange(ticks) / 7))
    luck = rng.gamma(shape, 1 / shape, (streams, ticks))
    if kind == "heavy":
        luck = rng.gamma(0.7, 1 / 0.7, (streams, ticks))
    if kind == "sticky":
        noise = rng.normal(0, 0.12, (streams, ticks))
        for tick in range(1, ticks):
            noise[:, tick] += 0.8 * noise[:, tick - 1]
        luck = luck * np.exp(noise)
    counts = rng.poisson(mean * luck).astype(float)
    if kind == "spikes":
        counts[rng.random(counts.shape) < 0.01] *= 8
    return counts


def risen(seed, *, streams=100, rising=20, begin=100, lift=2.5):
    counts = normal(seed, streams=streams)
    rng = np.random.default_rng(seed + 1)
    level = np.maximum(counts[:rising].mean(axis=1, keepdims=True), 2)
    new = rng.poisson(lift * level * rng.gamma(20, 0.05, (rising, counts.shape[1] - begin)))
    counts[:rising, begin:] = new
    return counts


@pytest.mark.parametrize("kind", ["plain", "heavy", "sticky", "spikes"])
def test_steady_counts_are_seldom_told(kind):
    told = [play(normal(seed, kind=kind))[-1].told.sum() for seed in range(4)]
    assert sum(told) <= 2  # of 400 streams


def test_spikes_would_be_told_if_a_tick_counted_in_full(monkeypatch):
    counts = normal(0, kind="spikes")
    told = play(counts)[-1].told.sum()
    monkeypatch.setattr(StreamBaseline, "capped", lambda _self, counts, *_: counts)
    assert play(counts)[-1].told.sum() > told + 3


def test_a_rise_would_become_its_own_normal_without_a_guard():
    counts = risen(3, lift=1.7)
    assert play(counts, guard=7)[-1].told.sum() > play(counts, guard=0)[-1].told.sum()


def test_echoes_would_be_told_if_every_tick_counted_in_full(monkeypatch):
    told = sum(play(normal(seed, kind="sticky"))[-1].told.sum() for seed in range(3))
    monkeypatch.setattr(StreamBaseline, "_worth", lambda self: np.ones_like(self._seen, float))
    full = sum(play(normal(seed, kind="sticky"))[-1].told.sum() for seed in range(3))
    assert full > told


def test_rises_are_told_within_weeks_and_dated():
    last = play(risen(5))[-1]
    assert last.told[:20].sum() >= 17
    assert last.told[20:].sum() <= 1
    told = last.told[:20]
    late = (last.told_at[:20][told] - np.datetime64(day(100).replace(tzinfo=None))).astype(
        "timedelta64[D]"
    )
    assert 0 <= np.median(late.astype(int)) <= 14
    began = last.since[:20][told & last.sounding[:20]]
    off = (began - np.datetime64(day(100).replace(tzinfo=None))).astype("timedelta64[D]")
    assert abs(np.median(off.astype(int))) <= 3


def test_what_was_told_stays_told_and_may_fall_silent():
    counts = risen(6)
    counts[:20, 120:] = normal(6)[:20, 120:]
    frames = play(counts)
    told = np.array([frame.told for frame in frames])
    assert (told[1:] >= told[:-1]).all()
    assert frames[-1].told[:20].sum() >= 10
    assert frames[-1].sounding[:20].sum() <= 3


def test_later_ticks_change_nothing_of_what_was_known():
    counts = risen(7, streams=30, rising=5)
    whole = play(counts)
    part = play(counts[:, :110])
    assert part[-1].log_e.tolist() == whole[109].log_e.tolist()
    assert part[-1].told.tolist() == whole[109].told.tolist()


def test_missing_counts_are_not_zero():
    counts = risen(8, streams=40, rising=10)
    holes = np.random.default_rng(8).random(counts.shape) < 0.3
    missing = play(np.where(holes, np.nan, counts))[-1]
    zeros = play(np.where(holes, 0.0, counts))[-1]
    assert missing.told[:10].sum() >= 8
    assert missing.told[10:].sum() == 0
    assert missing.told[:10].sum() > zeros.told[:10].sum()


def test_a_known_season_is_no_resonance():
    counts = normal(9, streams=30, ticks=120)
    season = np.where(np.arange(120) >= 90, 2.0, 1.0)
    rng = np.random.default_rng(9)
    counts[:, 90:] = rng.poisson(2 * counts[:, :90].mean(axis=1, keepdims=True), (30, 30))
    knowing, unknowing = ResonanceDetector(30), ResonanceDetector(30)
    for tick in range(120):
        seen = unknowing.update(day(tick), counts[:, tick])
        known = knowing.update(day(tick), counts[:, tick], season=season[tick])
        if tick == 110:
            assert known.told.sum() == 0
            assert seen.told.sum() > 10


def test_names_may_be_given_and_counts_come_by_name():
    detector = ResonanceDetector(["西装", "大码"])
    for step in range(70):
        counts = {"大码": 30.0 if step > 50 else 6.0 + step % 3}
        found = detector.update(day(step), counts if step % 5 else counts | {"西装": 4.0})
    assert found.names == ["大码"]
    assert ResonanceDetector().update(day(0), {"a": 1.0}).streams == ("a",)


def test_a_new_horizon_starts_anew_with_what_is_normal():
    counts = normal(10, streams=10, ticks=140)
    counts[0, 110:] = 4 * counts[0, :110].mean()
    frames = play(counts, horizon=100)
    assert frames[99].log_e.tolist() != frames[100].log_e.tolist()
    assert frames[-1].told[0]
    assert frames[-1].told_at[0] > np.datetime64(day(110).replace(tzinfo=None))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.none() | st.floats(0, 1e9), min_size=2, max_size=2), max_size=40))
def test_any_counts_give_finite_answers(ticks):
    detector = ResonanceDetector(2, burn_in=2, guard=1)
    for step, counts in enumerate(ticks):
        y = [np.nan if count is None else count for count in counts]
        found = detector.update(day(step), y)
        assert not np.isnan(found.log_e).any()
        assert not (found.sounding & ~found.told).any()


def test_order_of_streams_does_not_matter():
    counts = risen(11, streams=20, rising=4)
    turn = np.random.default_rng(0).permutation(20)
    one, other = play(counts)[-1], play(counts[turn])[-1]
    np.testing.assert_allclose(other.log_e, one.log_e[turn], rtol=1e-9)
    assert other.told.tolist() == one.told[turn].tolist()


@pytest.mark.parametrize(
    "how",
    [{"fdr": 0}, {"horizon": 0}, {"guard": -1}, {"burn_in": 0}, {"half_life": 0}, {"streams": 0},
     {"streams": ["a", "a"]}],
)  # fmt: skip
def test_impossible_settings_are_refused(how):
    with pytest.raises(UsageError):
        ResonanceDetector(**how)


@pytest.mark.parametrize("counts", [[1, 2, 3], [-1, 2], [np.inf, 1], {"c": 1.0}])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(UsageError):
        ResonanceDetector(["a", "b"]).update(day(0), counts)


def test_time_must_pass():
    detector = ResonanceDetector(1)
    detector.update(day(1), [1])
    with pytest.raises(UsageError, match="later"):
        detector.update(day(1), [1])


def test_a_tick_costs_the_same_however_many_came_before():
    import pickle

    detector = ResonanceDetector(20, horizon=100)
    counts = normal(3, streams=20, ticks=450)
    sizes = []
    for tick in range(450):
        detector.update(day(tick), counts[:, tick])
        if tick in (199, 449):
            sizes.append(len(pickle.dumps(detector)))
    assert sizes[1] <= 1.02 * sizes[0]


def test_counts_that_are_no_whole_numbers_drift_and_are_missing_at_times_are_seldom_told():
    rng = np.random.default_rng(4)
    counts = normal(4, ticks=300) * np.exp(0.001 * np.arange(300)) + rng.random((100, 300))
    counts[rng.random(counts.shape) < 0.15] = np.nan
    assert play(counts)[-1].told.sum() <= 1
    # The control: a doubling is still heard through it.
    counts[:10, 200:] *= 2.5
    assert play(counts)[-1].told[:10].sum() >= 8


def test_hours_may_be_ticks():
    detector = ResonanceDetector(30, half_life=24 * 14, guard=24 * 2, burn_in=24 * 3, horizon=10**4)
    rng = np.random.default_rng(5)
    for tick in range(24 * 20):
        found = detector.update(ZERO + dt.timedelta(hours=tick), rng.poisson(6.0, 30))
    assert found.told.sum() == 0
    for tick in range(24 * 20, 24 * 23):
        mean = np.where(np.arange(30) < 5, 15.0, 6.0)
        found = detector.update(ZERO + dt.timedelta(hours=tick), rng.poisson(mean))
    assert np.flatnonzero(found.told).tolist() == [0, 1, 2, 3, 4]
