from __future__ import annotations

import numpy as np
import pytest

from isotherm.trust import TrustSettings, alike
from isotherm.trust.acts import Edges
from isotherm.trust.alike import Habits, find_alike
from isotherm.trust.ledger_acts import Channel
from isotherm.trust.ledger_asks import find_asking_alike
from isotherm.trust.newcomers import Company


def community(fakes: int, *, alike: bool, askers: int = 40) -> tuple[Edges, Habits]:
    """People who reply, like and order, and accounts that ask for one thing and only reply."""
    rng = np.random.default_rng(4)
    people = np.arange(800)
    sorts = [np.repeat(people, rng.geometric(0.12, 800)) for _ in range(3)]
    bots = 800 + np.arange(fakes)
    sorts[0] = np.concatenate((sorts[0], np.repeat(bots, 9)))
    if not alike:  # their acts are spread as those of people are
        sorts = [sorts[0][sorts[0] < 800], *sorts[1:]]
        sorts = [
            np.concatenate((one, np.repeat(bots, rng.geometric(0.12, fakes)))) for one in sorts
        ]
    actor = np.concatenate((rng.integers(0, 800, 5000), rng.choice(800, askers), bots))
    thing = np.concatenate((rng.integers(0, 60, 5000), np.full(askers + fakes, 7)))
    return Edges(actor, thing), Habits.of(sorts)


@pytest.mark.parametrize("fakes", [60, 100, 300])
def test_accounts_of_one_rare_habit_that_ask_for_one_thing_are_found(fakes):
    found = find_alike(*community(fakes, alike=True), TrustSettings())
    assert len(found) == 1
    assert (found[0].members >= 800).sum() == fakes
    assert (found[0].members < 800).sum() <= 3


@pytest.mark.parametrize("fakes", [60, 100, 300])
def test_people_of_all_habits_that_ask_for_one_thing_are_left_alone(fakes):
    assert find_alike(*community(fakes, alike=False), TrustSettings()) == []


def drive_by() -> tuple[Edges, Habits]:
    """A season's crowd: accounts that ask once and do nothing else, for one thing."""
    rng = np.random.default_rng(5)
    people, passing = np.arange(500), 500 + np.arange(400)
    asked = np.concatenate((np.repeat(people, 6), passing))
    season = np.where(rng.random(400) < 0.5, 7, rng.integers(0, 60, 400))
    thing = np.concatenate((rng.integers(0, 60, 3000), season))
    liked = np.repeat(people, rng.geometric(0.1, 500))
    return Edges(asked, thing), Habits.of([asked, liked])


def test_a_crowd_that_passes_by_is_left_alone():
    assert find_alike(*drive_by(), TrustSettings()) == []


def test_control_how_much_they_do_is_no_sign(monkeypatch):
    """Were those who pass by compared with all, doing little would convict them."""
    monkeypatch.setattr(alike, "_class", lambda acts: np.minimum(acts, 1))
    monkeypatch.setattr(alike, "_USUAL_ODDS", 1.0)
    assert find_alike(*drive_by(), TrustSettings())


def channels(*, notes: int) -> list[Channel]:
    """Accounts that search for one thing and only reply, under any of the last so many notes."""
    rng = np.random.default_rng(6)
    people, circle = np.arange(800), 800 + np.arange(100)
    replying = np.repeat(people, rng.geometric(0.12, 800))
    liking = np.repeat(people, rng.geometric(0.12, 800))
    answered = np.concatenate(
        (rng.integers(0, 3000, len(replying)), 3000 - notes + rng.integers(0, notes, 900))
    )
    seeking = np.concatenate((rng.integers(0, 800, 5000), circle))
    sought = np.concatenate((rng.integers(0, 60, 5000), np.full(100, 7)))
    return [
        Channel("replies", Edges(np.concatenate((replying, np.repeat(circle, 9))), answered)),
        Channel("likes", Edges(liking, rng.integers(0, 3000, len(liking)))),
        Channel("searches", Edges(seeking, sought)),
    ]


def found_among(acts: list[Channel]) -> int:
    groups = find_asking_alike(acts, TrustSettings())
    return sum(int((one.members >= 800).sum()) for one in groups)


def test_a_circle_that_meets_elsewhere_is_left_alone_and_strangers_are_found(monkeypatch):
    assert found_among(channels(notes=3000)) == 100
    assert found_among(channels(notes=60)) == 0
    monkeypatch.setattr(Company, "keeps", lambda _self, members: len(members) == 0)
    assert found_among(channels(notes=60)) == 100


def test_rows_in_another_order_tell_the_same():
    asks, habits = community(60, alike=True)
    order = np.random.default_rng(1).permutation(asks.count)
    other = Edges(asks.actor[order], asks.target[order])
    one, again = (find_alike(edges, habits, TrustSettings())[0] for edges in (asks, other))
    np.testing.assert_array_equal(one.members, again.members)
    assert one.log_e == again.log_e
