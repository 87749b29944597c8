from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln

from isotherm.errors import UsageError
from isotherm.inference import bernoulli_sequence, beta_interval


@given(st.integers(0, 300), st.integers(0, 300))
def test_ends_lie_where_the_evidence_reaches_its_line(yes, no):
    low, high = bernoulli_sequence(yes, yes + no, error=0.1)
    assert 0 <= low <= high <= 1
    evidence = betaln(0.5 + yes, 0.5 + no) - betaln(0.5, 0.5)
    for end in (low, high):
        if 0 < end < 1:
            log_e = evidence - yes * np.log(end) - no * np.log1p(-end)
            assert log_e == pytest.approx(np.log(10), abs=1e-6)


def ever_missed(interval: str, rate: float, runs: int = 150, looks: int = 400) -> float:
    votes = np.random.default_rng(9).random((runs, looks)) < rate
    yes, n = votes.cumsum(axis=1), np.arange(1, looks + 1)
    if interval == "sequence":
        low, high = bernoulli_sequence(yes, n, error=0.1)
    else:
        low, high = beta_interval(yes, n, level=0.9)
    return float(((low > rate) | (high < rate)).any(axis=1).mean())


@pytest.mark.parametrize("rate", [0.05, 0.5])
def test_all_looks_together_miss_rarely_and_those_of_a_plain_interval_do_not(rate):
    assert ever_missed("sequence", rate) <= 0.1
    assert ever_missed("plain", rate) > 0.3


def test_nothing_seen_says_nothing():
    low, high = bernoulli_sequence(0, 0)
    assert (low, high) == (0, 1)


def test_nonsense_is_refused():
    with pytest.raises(UsageError, match="error is 5"):
        bernoulli_sequence(1, 2, error=5)
    with pytest.raises(UsageError, match="successes"):
        bernoulli_sequence(3, 2)
