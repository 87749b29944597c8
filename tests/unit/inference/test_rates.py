from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from isotherm.errors import UsageError
from isotherm.inference import beta_binomial_log_e, beta_interval, two_sample_log_e


@settings(max_examples=30)
@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.05, 0.9), st.floats(0.3, 3))
def test_evidence_above_a_reference_is_the_integral_it_stands_for(yes, no, reference, a):
    prior = stats.beta(a, 1.0)

    def weighted(q):
        return prior.pdf(q) * (q / reference) ** yes * ((1 - q) / (1 - reference)) ** no

    slow = integrate.quad(weighted, reference, 1)[0] / prior.sf(reference)
    fast = beta_binomial_log_e(yes, yes + no, reference=reference, prior=(a, 1.0))
    assert np.exp(fast) == pytest.approx(slow, rel=1e-5)


@pytest.mark.parametrize("reference", [0.02, 0.12, 0.6])
def test_expectation_is_at_most_one_at_the_reference_and_below(reference):
    n = 60
    yes = np.arange(n + 1)
    for train in ((0, 0), (30, 60)):
        e = np.exp(
            beta_binomial_log_e(
                yes, n, reference=reference, train_successes=train[0], train_trials=train[1]
            )
        )
        for rate in (reference, 0.7 * reference):
            assert (stats.binom.pmf(yes, n, rate) * e).sum() <= 1 + 1e-9
        assert (stats.binom.pmf(yes, n, min(1, 1.5 * reference)) * e).sum() > 1


def passes_ever(line: str, runs: int = 300) -> float:
    """Share of options at exactly the line that are kept at some look within 500 visitors."""
    votes = np.random.default_rng(3).random((runs, 500)) < 0.12
    yes, n = votes.cumsum(axis=1), np.arange(1, 501)
    if line == "evidence":
        return float((beta_binomial_log_e(yes, n, reference=0.12) >= np.log(20)).any(axis=1).mean())
    return float((yes / n >= 0.12)[:, 49:].any(axis=1).mean())


def test_constant_looking_is_paid_for_and_is_not_by_the_rule_of_the_trade():
    assert passes_ever("evidence") <= 0.05
    assert passes_ever("first look at or above the line") > 0.5


def test_a_training_half_that_says_less_leaves_nothing_to_claim():
    log_e = beta_binomial_log_e(9, 10, reference=0.9, train_successes=0, train_trials=10_000)
    assert log_e == 0


@given(st.floats(0.05, 0.95), st.booleans())
def test_two_sample_expectation_is_at_most_one_wherever_a_is_no_better(rate, trained):
    n = 25
    yes = np.arange(n + 1)
    train = {"train_a": (15, 25), "train_b": (8, 25)} if trained else {}
    e = np.exp(two_sample_log_e(yes[:, None], n, yes[None, :], n, **train))
    for rate_a in (rate, 0.6 * rate):
        chance = np.outer(stats.binom.pmf(yes, n, rate_a), stats.binom.pmf(yes, n, rate))
        assert (chance * e).sum() <= 1 + 1e-9


def test_two_sample_evidence_grows_with_a_difference_and_only_in_its_direction():
    halves = {"train_a": (60, 100), "train_b": (30, 100)}
    assert two_sample_log_e(60, 100, 30, 100, **halves) > np.log(1000)
    assert two_sample_log_e(30, 100, 60, 100, **halves) < 0
    assert two_sample_log_e(0, 0, 0, 0) == pytest.approx(0)


def test_training_on_the_very_half_that_tests_breaks_the_guarantee():
    n = 25
    yes = np.arange(n + 1)
    a, b = np.meshgrid(yes, yes, indexing="ij")
    e = np.exp(two_sample_log_e(a, n, b, n, train_a=(a, n), train_b=(b, n)))
    chance = np.outer(stats.binom.pmf(yes, n, 0.4), stats.binom.pmf(yes, n, 0.4))
    assert (chance * e).sum() > 1


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.5, 0.99))
def test_interval_holds_its_level_of_the_posterior(yes, no, level):
    low, high = beta_interval(yes, yes + no, level=level)
    posterior = stats.beta(0.5 + yes, 0.5 + no)
    assert 0 <= low <= high <= 1
    assert posterior.cdf(high) - posterior.cdf(low) >= level - 1e-9


def test_interval_covers_as_often_as_it_says():
    n = 200
    yes = np.arange(n + 1)
    low, high = beta_interval(yes, n)
    rates = np.linspace(0.05, 0.95, 91)
    cover = [stats.binom.pmf(yes, n, p)[(low <= p) & (p <= high)].sum() for p in rates]
    assert np.mean(cover) == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("counts", [(3, 2), (-1, 2), (float("nan"), 2)])
def test_impossible_counts_are_refused(counts):
    for call in (
        lambda: beta_interval(*counts),
        lambda: beta_binomial_log_e(*counts, reference=0.5),
        lambda: two_sample_log_e(*counts, 1, 2),
    ):
        with pytest.raises(UsageError, match="successes"):
            call()


def test_impossible_references_and_levels_are_refused():
    with pytest.raises(UsageError, match="reference"):
        beta_binomial_log_e(1, 2, reference=1.0)
    with pytest.raises(UsageError, match="level is 90"):
        beta_interval(1, 2, level=90)
