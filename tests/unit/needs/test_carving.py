"""A topic is cut where a part of it fares far worse, and hardly ever where none does."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import scipy.sparse as sp

from isotherm.needs import NeedSettings
from isotherm.needs.answers import Answers
from isotherm.needs.carving import carve_topics
from isotherm.needs.topics import Topics

SETTINGS = NeedSettings()


def carved(fills, *, people=60, seed=0):
    """One topic of as many parts as there are fills; each has a word of its own."""
    rng, count = np.random.default_rng(seed), len(fills)
    words = (*(f"w{k}" for k in range(count)), "shared")
    profile = sp.csr_array(np.hstack((np.eye(count), np.full((count, 1), 0.8))))
    parts = Topics(np.arange(count), count, words, profile, np.ones(count + 1))
    topic = np.repeat(np.arange(count), people)
    content = (rng.random(len(topic)) < np.repeat(fills, people)).astype(float)
    nobody = np.full(len(topic), -1)
    actors = pa.array([f"a{k}" for k in range(len(topic))])
    told, way = np.zeros(len(topic), bool), np.zeros_like(topic)
    answers = Answers(actors, topic, content, told, nobody, way, np.ones(count, bool))
    return carve_topics(parts, np.zeros(count, dtype=np.int64), answers, settings=SETTINGS)


def test_a_part_that_leaves_with_nothing_is_cut_off_and_pays():
    found = carved([0.45, 0.0, 0.45])
    assert found.of_part.tolist() == [0, 1, 0]
    assert found.log_price[1] == pytest.approx(np.log(2 * 4))  # three leaves, one joint branch
    # The control: served alike, nothing is cut.
    assert carved([0.45, 0.4, 0.45]).of_part.tolist() == [0, 0, 0]


def test_parts_that_all_lack_the_same_stay_one_need():
    assert set(carved([0.0, 0.02, 0.0]).of_part) == {0}


def test_where_all_are_served_alike_hardly_ever_is_anything_cut():
    cut = [len(carved([0.3] * 5, seed=seed).log_price) > 1 for seed in range(200)]
    assert np.mean(cut) <= 0.05
    # The control: a part filled a tenth as well is nearly always cut off.
    worse = [len(carved([0.3] * 4 + [0.03], people=90, seed=s).log_price) > 1 for s in range(30)]
    assert np.mean(worse) >= 0.8


def test_prices_keep_the_evidence_of_a_topic_and_its_branches_valid_together():
    """Whole and branches pay so that their e-values, summed, have a mean of at most 1."""
    price = carved([0.45, 0.0, 0.45]).log_price
    whole, branches = np.log(2), 4
    assert np.exp(-whole) + branches * np.exp(-price[1]) == pytest.approx(1.0)
