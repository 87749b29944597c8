"""What is always answered well, or always sooner, is a habit and no trend."""

from __future__ import annotations

import numpy as np
import pytest

from isotherm.trends import TrendSettings
from isotherm.trends.channel import Channel
from isotherm.trends.expectation import Expectation, expect_responses


def _channel(counted, expected):
    """Ten notes of days 0 to 9 and one of day 20; counts and expectations by note (and age)."""
    ages = TrendSettings().response_days
    day = np.array([*range(10), 20])
    of_note = [
        np.broadcast_to(np.asarray(values, np.float32).reshape(11, -1), (11, ages))
        for values in (counted, expected)
    ]
    luck = np.full(11, 0.5, dtype=np.float32)
    return Channel(day, None, None, Expectation(*of_note, luck), 14, TrendSettings())  # type: ignore[arg-type]


def test_a_habit_answered_sooner_than_others_is_no_evidence():
    ages = TrendSettings().response_days
    due = np.tile(np.linspace(0.25, 4.0, ages), (11, 1))  # others wait for days
    channel = _channel(np.full(11, 4.0), due)  # these are answered on the first day
    own = channel._own_past(np.arange(11), np.array([10]))
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
    assert channel._own_past(members, unit)[0, -1] > 2
    # The control: note for note, the celebrity's expectation drowns the others'.
    monkeypatch.setattr(Channel, "_weight", lambda _self, _notes, expected: np.ones_like(expected))
    assert channel._own_past(members, unit)[0, -1] < 1.5


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
