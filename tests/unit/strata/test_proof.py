from __future__ import annotations

import numpy as np

from isotherm.strata.proof import shared_taste_log_e


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
