from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.errors import UsageError
from isotherm.inference import ebh, log_mean_e

LOGS = st.lists(
    st.one_of(st.floats(-50, 50), st.just(-math.inf), st.just(math.inf), st.just(math.nan)),
    max_size=12,
)


def slow_ebh(log_e: list[float], fdr: float) -> list[bool]:
    """The rule word for word: try every k from the largest."""
    m = len(log_e)
    known = sorted((x for x in log_e if not math.isnan(x)), reverse=True)
    for k in range(len(known), 0, -1):
        line = math.log(m / (fdr * k))
        if known[k - 1] >= line:
            return [not math.isnan(x) and x >= known[k - 1] for x in log_e]
    return [False] * m


@given(LOGS, st.sampled_from([0.01, 0.05, 0.2]))
def test_ebh_is_the_rule_word_for_word(log_e, fdr):
    assert ebh(log_e, fdr).tolist() == slow_ebh(log_e, fdr)


@given(LOGS, st.randoms())
def test_ebh_does_not_depend_on_order(log_e, random):
    order = list(range(len(log_e)))
    random.shuffle(order)
    shuffled = ebh([log_e[i] for i in order], 0.1)
    assert [bool(ebh(log_e, 0.1)[i]) for i in order] == shuffled.tolist()


def test_ebh_takes_nothing_and_nonsense():
    assert ebh([], 0.05).tolist() == []
    assert ebh([math.nan, -math.inf], 0.05).tolist() == [False, False]
    assert ebh([math.inf], 0.05).tolist() == [True]
    with pytest.raises(UsageError, match="fdr is 5"):
        ebh([1.0], 5)


def false_share(line: str, runs: int = 400) -> float:
    """Mean false share where 5 of 40 hypotheses hold and all nulls move together."""
    rng = np.random.default_rng(11)
    shares = []
    for _ in range(runs):
        shared = rng.normal()
        z = 0.8 * shared + 0.6 * rng.normal(size=40)
        z[:5] += 4
        log_e = 3 * z - 4.5  # exp(3 z - 4.5) has expectation 1 for a standard normal z
        kept = ebh(log_e, 0.1) if line == "ebh" else log_e >= 0
        shares.append(kept[5:].sum() / max(kept.sum(), 1))
    return float(np.mean(shares))


def test_false_share_is_held_under_dependence_and_not_without_the_rule():
    assert false_share("ebh") <= 0.1
    assert false_share("every e-value above 1") > 0.1


@given(
    st.lists(st.floats(-600, 600), min_size=1, max_size=8),
    st.lists(st.floats(0.1, 5), min_size=8, max_size=8),
)
def test_log_mean_e_is_the_logarithm_of_the_weighted_mean(log_es, weights):
    share = [w / sum(weights[: len(log_es)]) for w in weights[: len(log_es)]]
    top = max(log_es)
    slow = top + math.log(
        math.fsum(w * math.exp(x - top) for w, x in zip(share, log_es, strict=True))
    )
    assert log_mean_e(log_es, weights[: len(log_es)]) == pytest.approx(slow, abs=1e-9)


def test_log_mean_e_averages_along_an_axis_and_counts_unknown_as_nothing():
    log_es = [[0.0, math.nan, -math.inf], [0.0, math.log(4), -math.inf]]
    assert log_mean_e(log_es).tolist() == pytest.approx([0.0, math.log(2), -math.inf])
    assert log_mean_e(log_es, axis=1).shape == (2,)


@pytest.mark.parametrize("weights", [[1.0], [0.0, 0.0], [-1.0, 2.0], [math.nan, 1.0]])
def test_log_mean_e_refuses_weights_that_are_no_average(weights):
    with pytest.raises(UsageError, match="weights"):
        log_mean_e([0.0, 1.0], weights)


def test_log_mean_e_refuses_nothing():
    with pytest.raises(UsageError, match="no e-values"):
        log_mean_e([])
