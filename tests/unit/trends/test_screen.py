"""The screen before the exact count lets nothing fall through."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from isotherm.inference import log_mean_e
from isotherm.schema import READING
from isotherm.trends import TrendSettings, find_trends, screening
from isotherm.trends.evidence import wave_log_e
from isotherm.trends.likeness_kernel import agreements
from isotherm.trends.screen_kernel import come_near, once_in_a_while

Ints = NDArray[np.int64]


def _slowly_taken(author: Ints, day: Ints, gap: int) -> list[bool]:
    taken, last = [], dict[int, int]()
    for who, when in zip(author.tolist(), day.tolist(), strict=True):
        taken.append(when - last.get(who, -(10**6)) >= gap)
        if taken[-1]:
            last[who] = when
    return taken


@given(seed=st.integers(0, 2**32 - 1), notes=st.integers(0, 40), gap=st.integers(1, 30))
@settings(deadline=None)
def test_an_author_is_taken_once_in_a_while(seed: int, notes: int, gap: int) -> None:
    rng = np.random.default_rng(seed)
    author, day = rng.integers(0, 5, notes), np.sort(rng.integers(0, 90, notes))
    assert once_in_a_while(author, day, gap).tolist() == _slowly_taken(author, day, gap)


@given(seed=st.integers(0, 2**32 - 1), line=st.floats(-2.0, 6.0))
@settings(deadline=None)
def test_candidates_come_near_when_their_runs_say_so(seed: int, line: float) -> None:
    rng = np.random.default_rng(seed)
    notes, last_day = 60, 50
    day, author = np.sort(rng.integers(0, 45, notes)), rng.integers(0, 30, notes)
    log_e = rng.normal(0.0, 1.5, (3, notes, 6)).astype(np.float32)
    sizes = rng.integers(0, 20, 12)
    members = [np.sort(rng.choice(notes, size, replace=False)) for size in sizes.tolist()]
    start = np.concatenate(([0], np.cumsum(sizes)))
    place = rng.integers(0, 2, len(sizes))
    lines = line + np.add.outer([0.0, 1.0], np.linspace(0.0, 1.0, last_day + 1))
    e = np.ascontiguousarray(np.moveaxis(np.exp(log_e), 0, -1))
    every = np.concatenate(members)
    near = come_near(start, every, author, day, e, lines, place, 3, 10, last_day)
    for found, own, where in zip(near.tolist(), members, place.tolist(), strict=True):
        units = own[_slowly_taken(author[own], day[own], 10)]
        if len(units) < 3:
            assert not found
            continue
        wave = wave_log_e(day[units], log_e[:, units].astype(np.float64), last_day=last_day)
        over = (log_mean_e(wave.log_e) - lines[where, wave.days]).max()
        assert found == (over >= 0) or abs(over) < 1e-4


@given(seed=st.integers(0, 2**32 - 1), rows=st.integers(0, 9), others=st.integers(0, 9))
@settings(deadline=None)
def test_agreements_are_counted_one_by_one(seed: int, rows: int, others: int) -> None:
    rng = np.random.default_rng(seed)
    one, other = (rng.integers(0, 3, (n, 16)).astype(np.uint32) for n in (rows, others))
    slow = [sum(int((line == known).sum()) for known in other) for line in one]
    assert agreements(one, other).tolist() == slow


def test_the_screen_tells_the_same_trends_as_trying_all(village, monkeypatch) -> None:
    town = village(1, notes=300)
    town.resonance(45)
    town.viral(60)
    record = town.record()
    empty = {n: READING[n].arrow_schema().empty_table() for n in ("coordinated", "memberships")}
    screened = find_trends(record, **empty, settings=TrendSettings())
    monkeypatch.setattr(screening, "_SLACK", 1000.0)
    tried = find_trends(record, **empty, settings=TrendSettings())
    assert screened.trends.num_rows > 0
    assert screened.trends.equals(tried.trends)
    assert screened.days.equals(tried.days)
