"""The screen before the exact count lets nothing fall through."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from isotherm.schema import READING
from isotherm.trends import TrendSettings, find_trends, waves
from isotherm.trends.waves import _best_runs


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=12))
def test_the_best_run_is_the_best_of_all_runs(worth: list[float]) -> None:
    sums = [sum(worth[a:b]) for a in range(len(worth)) for b in range(a + 1, len(worth) + 1)]
    both = _best_runs(np.array([worth, np.negative(worth)]))
    assert np.allclose(both, [max(0.0, *sums), max(0.0, *np.negative(sums))], atol=1e-9)


def test_the_screen_tells_the_same_trends_as_trying_many_more(village, monkeypatch) -> None:
    town = village(1, notes=300)
    town.resonance(45)
    town.viral(60)
    record = town.record()
    empty = {n: READING[n].arrow_schema().empty_table() for n in ("coordinated", "memberships")}
    screened = find_trends(record, **empty, settings=TrendSettings())
    monkeypatch.setattr(waves, "_SLACK", 1.0)
    tried = find_trends(record, **empty, settings=TrendSettings())
    assert screened.trends.num_rows > 0
    assert screened.trends.equals(tried.trends)
    assert screened.days.equals(tried.days)
