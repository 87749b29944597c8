from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.trust.excess import excess_log_e


@given(st.integers(6, 30), st.data())
def test_it_is_the_ratio_of_the_plain_probabilities(total, data):
    marked = data.draw(st.integers(1, total - 1))
    drawn = data.draw(st.integers(1, total - 1))
    both = data.draw(st.integers(max(0, drawn + marked - total), min(drawn, marked)))
    counts = range(max(0, drawn + marked - total), min(drawn, marked) + 1)

    def chance(odds):
        ways = {
            x: math.comb(marked, x) * math.comb(total - marked, drawn - x) * odds**x for x in counts
        }
        return ways[both] / sum(ways.values())

    slow = np.log(np.mean([chance(2 * lift) for lift in (3, 10, 30, 300)]) / chance(2))
    fast = excess_log_e(total, marked, drawn, both, usual=2.0)
    assert fast == -np.inf or fast == pytest.approx(slow, abs=1e-6)


@pytest.mark.parametrize("odds", [1.0, 3.0])
def test_its_mean_is_at_most_one_up_to_the_usual_odds(odds):
    total, marked, drawn = 60, 20, 15
    x = np.arange(16)
    ways = np.array([math.comb(20, k) * math.comb(40, 15 - k) * odds**k for k in x])
    e = np.exp([excess_log_e(total, marked, drawn, int(k), usual=3.0) for k in x])
    assert (ways / ways.sum() * e).sum() <= 1 + 1e-9
