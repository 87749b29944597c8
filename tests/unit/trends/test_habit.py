"""What is always answered well, or always sooner, is a habit and no trend."""

from __future__ import annotations

import numpy as np
import pytest

import isotherm.trends.channel
from isotherm.trends import TrendSettings
from isotherm.trends.candidates import Candidates
from isotherm.trends.channel import Channel
from isotherm.trends.expectation import Expectation, expect_responses
from isotherm.trends.habit import Habits
from isotherm.trends.likeness import Likeness


def _channel(counted, expected):
    """Ten notes of days 0 to 9 and one of day 20; counts and expectations by note (and age)."""
    ages = TrendSettings().response_days
    day = np.array([*range(10), 20])
    of_note = [
        np.broadcast_to(np.asarray(values, np.float32).reshape(11, -1), (11, ages))
        for values in (counted, expected)
    ]
    luck = np.full(11, 0.5, dtype=np.float32)
    return Channel(day, None, None, (Expectation(*of_note, luck),), 14, TrendSettings())  # type: ignore[arg-type]


def _own_past(channel, members, units):
    return channel._own_past(channel.expectations[0], members, units)


def test_a_habit_answered_sooner_than_others_is_no_evidence():
    ages = TrendSettings().response_days
    due = np.tile(np.linspace(0.25, 4.0, ages), (11, 1))  # others wait for days
    channel = _channel(np.full(11, 4.0), due)  # these are answered on the first day
    own = _own_past(channel, np.arange(11), np.array([10]))
    first, luck = np.full((1, 1), 4.0), np.full(1, 0.5)
    by_age = channel._log_e(first, due[:1, :1] * own[:, :1], luck).max()
    # The control: held against its past at full age alone, a usual first day is evidence.
    at_the_end = channel._log_e(first, due[:1, :1] * own[:, -1:], luck).max()
    assert by_age < 0.5
    assert at_the_end > 1.5


def test_one_author_of_great_reach_does_not_speak_for_a_habit(monkeypatch):
    counted, expected = [*[4.0] * 9, 200.0, 0.0], [*[1.0] * 9, 200.0, 1.0]
    channel = _channel(counted, expected)
    members, unit = np.arange(11), np.array([10])
    assert _own_past(channel, members, unit)[0, -1] > 2
    # The control: note for note, the celebrity's expectation drowns the others'.
    monkeypatch.setattr(
        isotherm.trends.channel, "_weight", lambda _self, _notes, expected: np.ones_like(expected)
    )
    monkeypatch.setattr(Channel, "_early_means", {0: np.full((14, 14), np.inf)})
    assert _own_past(_channel(counted, expected), members, unit)[0, -1] < 1.5


def test_the_first_week_is_not_taken_for_a_golden_age():
    rng = np.random.default_rng(4)
    day = np.repeat(np.arange(40), 12)
    responses = np.zeros((len(day), 5), dtype=np.float32)
    responses[:, :3] = rng.poisson([1.5, 1.0, 0.5], (len(day), 3))
    found = expect_responses(
        day=day,
        author=rng.integers(0, 200, len(day)),
        reach=rng.integers(0, 4, len(day)),
        responses=responses,
        last_day=45,
        settings=TrendSettings(),
    )
    week = (day >= 1) & (day < 8)
    ratio = found.expected[week, -1].sum() / found.counted[week, -1].sum()
    assert ratio == pytest.approx(1.0, abs=0.35)


def test_a_record_that_begins_loudly_does_not_hide_habits(monkeypatch):
    told = [4.0] * 11, [*[8.0] * 10, 1.0]  # too much was expected at first
    monkeypatch.setattr(Channel, "_early_means", {0: np.full((14, 14), 1.0)})  # others got one
    early, unit = np.arange(5), np.array([10])
    assert _own_past(_channel(*told), early, unit)[0, -1] > 1.8
    # The control: held against that expectation alone, the habit is not seen.
    monkeypatch.setattr(Channel, "_early_means", {0: np.full((14, 14), np.inf)})
    assert _own_past(_channel(*told), early, unit)[0, -1] == 1.0


def test_what_others_got_is_the_mean_of_the_last_week():
    counted = np.arange(11.0)
    channel = _channel(counted, np.ones(11))
    slow = [counted[max(day - 6, 0) : min(day, 9) + 1].mean() for day in range(14)]
    assert channel._early_means[0][:, 0] == pytest.approx(slow)


OLD = [f"friday outfit check, {w}, have a lovely weekend" for w in ("so it is", "no lie", "a gift")]
NEW = [f"friday outfit check, mum agreed, {w}, have a lovely weekend" for w in ("ha", "oh", "well")]
ELSE = ["grey cat asleep", "soup with lentils", "the tram was late again", "my first marathon"]


def _habits(texts):
    """A wide candidate of old and new notes, and a narrow one of the new."""
    wide, narrow = np.arange(6), np.arange(3, 6)
    candidates = Candidates(
        np.array(["phrase", "phrase"]), np.array([0, 6, 9]), np.concatenate((wide, narrow))
    )
    day = np.array([0, 3, 5, 15, 16, 17, 17, 17, 17, 17])
    return Habits(candidates, day, Likeness(texts), TrendSettings())


def test_a_slot_word_within_an_old_habit_has_its_past():
    new = np.arange(3, 6)
    assert _habits(OLD + NEW + ELSE).before(new, today=17).tolist() == [0, 1, 2]
    # The control: what shares a phrase alone is of another template, and no past of this one.
    assert _habits(ELSE[:3] + NEW + ELSE).before(new, today=17).tolist() == []


def test_one_note_is_no_habit():
    assert _habits([*ELSE[:2], OLD[0], *NEW, *ELSE]).before(np.arange(3, 6), today=17).size == 0


def test_a_wave_that_is_told_does_not_teach_what_is_usual():
    rng = np.random.default_rng(3)
    day = np.repeat(np.arange(60), 6)
    responses = rng.poisson(1.0, (len(day), 5)).astype(np.float32)
    wave = (np.arange(len(day)) % 3 == 0) & (day >= 20)
    responses[wave] *= 5
    known = {"day": day, "author": np.arange(len(day)), "reach": np.zeros(len(day), np.int64)}
    known |= {"responses": responses, "last_day": 60, "settings": TrendSettings()}
    told = np.where(wave, np.maximum(day, 25), 1000)
    kept = expect_responses(**known, told=told).expected[day > 45, -1].mean()
    assert kept == pytest.approx(5.0, rel=0.25)
    # The control: left in, the wave is what is usual.
    assert expect_responses(**known).expected[day > 45, -1].mean() > 9
    # What was expected before it was told stays.
    before = [expect_responses(**known, told=t).expected[day < 20] for t in (told, None)]
    assert np.array_equal(*before)
