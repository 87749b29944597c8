"""The screen before the exact count lets nothing fall through, loose or tight."""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from isotherm.schema import READING
from isotherm.trends import TrendSettings, find_trends
from isotherm.trends.waves import _best_run


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=12))
def test_the_best_run_is_the_best_of_all_runs(worth: list[float]) -> None:
    sums = [sum(worth[a:b]) for a in range(len(worth)) for b in range(a + 1, len(worth) + 1)]
    assert np.isclose(_best_run(np.array(worth)), max(0.0, *sums), atol=1e-9)


def test_a_tight_screen_tells_the_same_trends_as_a_loose_one(village) -> None:
    town = village(1)
    town.resonance(45)
    town.viral(60)
    record = town.record()
    empty = {n: READING[n].arrow_schema().empty_table() for n in ("coordinated", "memberships")}
    loose = TrendSettings()
    tight = dataclasses.replace(loose, tried_freely=0)
    found = [find_trends(record, **empty, settings=chosen) for chosen in (loose, tight)]
    assert found[0].trends.num_rows > 0
    assert found[0].trends.equals(found[1].trends)
    assert found[0].days.equals(found[1].days)
