from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.livetest import (
    LiveTestSettings,
    choose_next,
    lead_margin,
    lead_ripe,
    pair_evidence,
)

RATES = st.floats(0.02, 0.98)
VOTES = st.integers(1, 500)


@settings(max_examples=40, deadline=None)
@given(RATES, VOTES, RATES, VOTES, st.sampled_from([0.0, 0.05, 0.25]))
def test_evidence_of_a_lead_is_the_distance_to_the_nearest_tie(ra, na, rb, nb, margin):
    y = np.linspace(0, 1 - margin, 20_001)[1:-1]
    x = y + margin

    def kl(p, q):
        return p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))

    slow = (na * kl(ra, x) + nb * kl(rb, y)).min() if ra - rb > margin else 0.0
    fast = pair_evidence(ra, na, rb, nb, margin=margin)
    assert fast == pytest.approx(slow, rel=1e-3, abs=2e-3)


def test_all_yes_against_all_no_is_finite_at_every_margin():
    for margin in (0.0, 0.25):
        assert np.isfinite(pair_evidence(1.0, 50, 0.0, 50, margin=margin))


def race(mu, rule: LiveTestSettings, *, runs=80, cap=6000, bots=0.0, line=lead_ripe):
    """All runs in step, a look after each vote: mean votes, share wrong, share undecided."""
    rng = np.random.default_rng(4)
    s, n = np.zeros((runs, len(mu))), np.zeros((runs, len(mu)))
    votes, wrong = 0, 0
    for _ in range(cap):
        option = choose_next(s, n, rng=rng, settings=rule)
        row = np.arange(len(s))
        yes = rng.random(len(s)) < np.array(mu)[option]
        yes = np.where(rng.random(len(s)) < bots, option == 1, yes)
        n[row, option] += 1
        s[row, option] += yes
        votes += len(s)
        done = line(s, n, settings=rule)
        wrong += int(((s / np.maximum(n, 1))[done].argmax(axis=-1) != 0).sum())
        s, n = s[~done], n[~done]
        if not len(s):
            break
    return votes / runs, wrong / runs, len(s) / runs


def test_the_best_is_found_with_few_errors_under_constant_looking():
    votes, wrong, undecided = race((0.4, 0.2, 0.2, 0.15), LiveTestSettings(), runs=40)
    assert votes < 800
    assert wrong <= 0.1
    assert undecided == 0


def fixed_sample_line(s, n, *, settings):
    """What a test read once would use: evidence against the runner-up of log(1 / error)."""
    rate = s / np.maximum(n, 1)
    order = np.sort(rate, axis=-1)
    lead = order[..., -1] - order[..., -2]
    noise = np.sqrt((rate * (1 - rate) / np.maximum(n, 1)).sum(axis=-1) + 1e-9)
    return (lead > 1.28 * noise) & (n.min(axis=-1) >= settings.least_votes)


def test_a_small_gap_is_held_and_a_line_made_for_one_look_is_not():
    mu = (0.5, 0.46)
    assert race(mu, LiveTestSettings(), cap=900)[1] <= 0.1
    assert race(mu, LiveTestSettings(), cap=900, line=fixed_sample_line)[1] > 0.1


def test_a_fifth_of_bad_votes_misleads_only_without_the_margin():
    mu = (0.5, 0.35)
    assert race(mu, LiveTestSettings(bad_share=0.2), runs=30, cap=500, bots=0.2)[1] == 0
    assert race(mu, LiveTestSettings(), runs=30, cap=500, bots=0.3)[1] > 0.5


def test_the_margin_is_what_bad_votes_can_fake():
    assert lead_margin(0.2) == pytest.approx(0.25)


def test_few_votes_or_one_option_are_never_ripe():
    rule = LiveTestSettings()
    assert not lead_ripe([100.0], [100.0], settings=rule)
    assert not lead_ripe([29, 0], [29, 900], settings=rule)
    assert lead_ripe([60, 0], [60, 900], settings=rule)
    assert lead_ripe(np.zeros((0, 3)), np.zeros((0, 3)), settings=rule).shape == (0,)


def test_the_choice_is_repeatable_and_spends_votes_on_the_race():
    s, n = np.array([[200, 190, 20]] * 400), np.full((400, 3), 400)
    first = choose_next(s, n, rng=np.random.default_rng(2))
    assert first.tolist() == choose_next(s, n, rng=np.random.default_rng(2)).tolist()
    assert (first == 2).mean() < 0.02
    assert 0.3 < (first == 0).mean() < 0.7


def test_options_without_votes_come_first():
    rng = np.random.default_rng(0)
    assert choose_next([0, 4, 4], [0, 40, 40], rng=rng) == 0
    assert choose_next([5], [9], rng=rng) == 0
