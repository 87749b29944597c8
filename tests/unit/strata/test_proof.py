from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from isotherm.strata.contacts import Contacts, from_matrix
from isotherm.strata.proof import choose_tests, held_out_gain, shared_taste_log_e, tempered_bits
from isotherm.strata.settings import StrataSettings
from isotherm.strata.trial import open_trial


def test_evidence_is_an_e_value_when_topics_drift_with_the_weeks() -> None:
    rng = np.random.default_rng(0)
    share = np.array([0.05, 0.6])  # what is touched and who is active both change with the week
    active = np.array([0.1, 0.7])
    values, naive = [], []
    for _ in range(400):
        week = rng.integers(0, 2, 300).astype(np.int32)
        hit, member = rng.random(300) < share[week], rng.random(300) < active[week]
        values.append(np.exp(min(shared_taste_log_e(hit, member, week), 50)))
        naive.append(shared_taste_log_e(hit, member, np.zeros(300, np.int32)))
    assert np.mean(values) < 1.3
    # the control: without regard to the week the same contacts look like shared taste
    assert np.median(naive) > 5


def test_shared_taste_shows() -> None:
    rng = np.random.default_rng(1)
    member = rng.random(2000) < 0.2
    hit = rng.random(2000) < np.where(member, 0.3, 0.1)
    assert shared_taste_log_e(hit, member, rng.integers(0, 8, 2000).astype(np.int32)) > 15


def test_an_edge_is_kept_from_the_search_both_ways_and_tested_once() -> None:
    rng = np.random.default_rng(2)
    upper = np.triu(rng.random((60, 60)) < 0.2, 1)
    edges = from_matrix(sparse.csr_array((upper | upper.T).astype(float)))
    aside, tested = choose_tests(edges, StrataSettings(), 0)
    for kept in (edges.take(aside), edges.take(~aside)):
        assert kept.is_graph()
    ends = np.sort(np.stack([edges.actor[tested], edges.item[tested]]), axis=0)
    assert len(np.unique(ends, axis=1).T) == len(ends.T) > 50
    assert aside.sum() == 2 * tested.sum()
    # the control: told one way only, contacts of tested people alone are kept aside
    one_way = from_matrix(sparse.csr_array(upper.astype(float)))
    aside, tested = choose_tests(one_way, StrataSettings(), 0)
    np.testing.assert_array_equal(aside, tested)


def touched(rng: np.random.Generator, lean: float) -> Contacts:
    """Contacts of 600 people with 300 items; a third lean somewhat towards the first fifty."""
    own = (np.arange(600) % 3 == 0)[:, None] & (np.arange(300) < 50)
    return from_matrix(sparse.csr_array((rng.random((600, 300)) < 0.1 + lean * own).astype(float)))


def chosen_by(training: Contacts) -> np.ndarray:
    """Those seen most often with the first fifty items: by their leaning and by luck."""
    seen = np.bincount(training.actor[training.item < 50], minlength=600)
    return seen >= np.quantile(seen, 0.75)


def test_luck_of_those_chosen_does_not_cost_a_weak_stratum_its_gain() -> None:
    rng = np.random.default_rng(4)
    training, tested = touched(rng, 0.06), touched(rng, 0.06)
    member = chosen_by(training)
    trial = open_trial(training, tested, np.where(np.arange(300) < 50, 0, 1), 1)
    assert trial.gain(member) > 0.002
    # the control: with full trust in what was learnt from contacts they were chosen by
    own = member[tested.actor]
    classes = trial.item_class[tested.item[own]]
    bits = tempered_bits(trial._rate_ratio(member), classes, tested.bucket[own], trial.share)
    assert bits[:, 10].mean() < 0


def test_luck_alone_gains_nothing() -> None:
    gains = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        training, tested = touched(rng, 0.0), touched(rng, 0.0)
        trial = open_trial(training, tested, np.where(np.arange(300) < 50, 0, 1), 1)
        gains.append(trial.gain(chosen_by(training)))
    assert np.mean(gains) <= 0.001
    assert trial.gain(np.zeros(600, bool)) == 0.0


def test_each_fold_is_told_with_the_trust_that_serves_the_others() -> None:
    rng = np.random.default_rng(5)
    bits, fold = rng.normal(size=(40, 13)), rng.integers(0, 5, 40)
    slow = 0.0
    for own in range(5):
        best = bits[fold != own].sum(axis=0).argmax()
        slow += bits[fold == own, best].sum()
    assert held_out_gain(bits, fold) == pytest.approx(slow / 40)
