from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from isotherm.trust import Crowd, Poll, TrustSettings, choices_of, find_stuffing

DAY = 86_400.0
NAMES = ("does little else", "strangers to the others")


def ballot(seed=0, people=300, bots=40, *, within=3600.0, alive=0, pushed=3, newcomers=0):
    """A test of four options over five days; ``bots`` back one of them within a span."""
    rng = np.random.default_rng(seed)
    size = people + bots
    choice = rng.choice(5, size, p=(0.1, 0.1, 0.15, 0.05, 0.6))
    choice[choice == 4] = -1
    choice[people:] = pushed
    at = rng.uniform(0, 5 * DAY, size)
    at[people:] = 2 * DAY + rng.uniform(0, within, bots)
    beside = rng.lognormal(3.3, 0.8, (size, 2))
    if not alive:
        beside[people:] = rng.lognormal(0.7, 0.8, (bots, 2))
    beside[:newcomers] = rng.lognormal(0.7, 0.8, (newcomers, 2))
    return Poll("votes", np.arange(size), choice, at, beside, NAMES)


def flagged(*polls, settings=None):
    found = find_stuffing(polls, settings or TrustSettings())
    return {int(a) for one in found for a in one.members}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("within", [600.0, 7200.0, DAY])
def test_a_stuffed_ballot_is_found(seed, within):
    named = flagged(ballot(seed, within=within))
    bots = set(range(300, 340))
    assert len(named & bots) >= 0.9 * len(bots)
    assert len(named - bots) <= 0.1 * len(named)


@pytest.mark.parametrize("seed", range(6))
def test_people_whom_a_host_talked_round_are_left_alone(seed):
    """A burst for one option by people with lives of their own."""
    assert not flagged(ballot(seed, alive=1))


@pytest.mark.parametrize("seed", range(6))
def test_newcomers_with_tastes_of_their_own_are_left_alone(seed):
    assert not flagged(ballot(seed, bots=0, newcomers=80))


def test_control_both_signs_are_needed():
    """Were lives alike to the eye, the same ballot would pass for a burst of people."""
    stuffed = ballot(1)
    blind = dataclasses.replace(stuffed, lives=np.ones_like(stuffed.lives))
    assert flagged(stuffed)
    assert not flagged(blind)


def test_false_groups_stay_below_the_rate_over_many_honest_polls():
    settings = TrustSettings(fdr=0.05)
    wrong = sum(bool(flagged(ballot(seed, 80, 0), settings=settings)) for seed in range(100))
    assert wrong <= 0.05 * 100


def test_false_groups_stay_below_the_rate_where_people_like_several():
    settings, wrong = TrustSettings(fdr=0.05), 0
    for seed in range(100):
        whole, rng = ballot(seed, 80, 0), np.random.default_rng(seed)
        backs = rng.random((80, 4)) < (0.5, 0.3, 0.2, 0.1)
        asked = [dataclasses.replace(whole, choice=choice) for choice in choices_of(backs)]
        assert len(asked) == 5
        wrong += bool(flagged(*asked, settings=settings))
    assert wrong <= 0.05 * 100


def test_a_ballot_without_times_needs_near_unanimity():
    timeless = dataclasses.replace(ballot(2), at=np.full(340, np.nan))
    assert len(flagged(timeless) & set(range(300, 340))) >= 36


def outcomes(seed=0):
    """Sixty goods with twenty buyers each; forty accounts send three of them back together."""
    rng = np.random.default_rng(seed)
    parts = []
    for product in range(60):
        who = rng.choice(800, 20, replace=False)
        bad = np.where(rng.random(20) < 0.1, 0, -1)
        at = rng.uniform(0, 150 * DAY, 20)
        if product < 3:
            pool = 800 + rng.choice(40, 25, replace=False)
            who, bad = np.concatenate((who, pool)), np.concatenate((bad, np.zeros(25, int)))
            at = np.concatenate((at, 70 * DAY + rng.uniform(0, 8 * DAY, 25)))
        parts.append((who, bad, at))
    beside = rng.lognormal(3.3, 0.8, (840, 1))
    beside[800:] = rng.lognormal(1.0, 0.6, (40, 1))
    choice = np.concatenate([bad for _, bad, _ in parts])
    crowd = Crowd(choice, beside[np.concatenate([who for who, _, _ in parts])])
    polls = []
    for who, bad, at in parts:
        polls.append(Poll("outcomes", who, bad, at, beside[who], NAMES[:1], crowd))
    return polls


def test_a_pool_that_sinks_a_rivals_goods_is_one_group():
    found = find_stuffing(outcomes(), TrustSettings())
    assert len(found) == 1
    members = set(found[0].members.tolist())
    assert len(members & set(range(800, 840))) >= 36
    assert len(members) <= 42


def test_goods_that_are_bad_for_everybody_are_no_attack():
    bad_luck = []
    for number, poll in enumerate(outcomes()):
        people = poll.actor < 800
        kept = {"actor": poll.actor[people], "at": poll.at[people], "lives": poll.lives[people]}
        choice = np.zeros(people.sum(), int) if number < 5 else poll.choice[people]
        bad_luck.append(dataclasses.replace(poll, **kept, choice=choice))
    assert not flagged(*bad_luck)


def test_the_order_of_polls_changes_nothing():
    polls = outcomes(1)
    one, other = (find_stuffing(p, TrustSettings()) for p in (polls, polls[::-1]))
    assert [g.members.tolist() for g in one] == [g.members.tolist() for g in other]


def test_nothing_asked_nothing_found():
    assert find_stuffing([], TrustSettings()) == []
    assert not flagged(ballot(0, people=3, bots=5))
