"""What is said of a past day is what was said on it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from isotherm.schema import READING
from isotherm.trends import TrendSettings, find_trends, waves
from isotherm.trends.telling import Told

EMPTY = {n: READING[n].arrow_schema().empty_table() for n in ("coordinated", "memberships")}


def trends(town, as_of=None):
    return find_trends(town.record(as_of), **EMPTY, settings=TrendSettings()).trends.to_pylist()


def crowded(village, seed):
    """Waves that share a phrase, an early one, a habit and a viral note."""
    town = village(seed, notes=240, actors=250)
    rng = np.random.default_rng(seed)
    seam = town.say(2)
    for day in rng.uniform(16, 60, 2):
        template = town.template()
        for _ in range(14):
            when = min(day + rng.gamma(2, 5.0), 99.5)
            text = seam + town.on_template(template)
            town.answer(town.write(town.small_author(), when, text), int(rng.poisson(30)))
    town.resonance(rng.uniform(15, 40), notes=20)
    town.habit(every=4.0)
    town.viral(rng.uniform(20, 80), repliers=200)
    return town


def amiss(town):
    """Trends that were not there on the day they say, as they are now, or were there before."""
    when = {row["note_id"]: row["at"] for row in town.rows["notes"]}
    found = []
    for row in trends(town):
        at = row["detected_at"]
        then = {note for note in row["note_ids"] if when[note] <= at}
        there = [
            seen
            for seen in trends(town, at)
            if (seen["trend_id"], seen["detected_at"]) == (row["trend_id"], at)
            and len(then & set(seen["note_ids"])) >= len(then) / 2
        ]
        before = [
            seen
            for seen in trends(town, at - dt.timedelta(days=1))
            if len(then & set(seen["note_ids"])) >= len(seen["note_ids"]) / 2
        ]
        if len(there) != 1 or before:
            found.append(row["trend_id"])
    return found


@pytest.mark.parametrize("seed", range(2))
def test_every_trend_is_there_on_the_day_it_was_told_and_not_the_day_before(village, seed):
    town = crowded(village, seed)
    assert len(trends(town)) >= 2
    assert amiss(town) == []


def test_waves_told_with_hindsight_were_not_there_on_their_day(village, monkeypatch):
    class Hindsight(Told):
        """Dates a wave as if it had been sure a week before it was."""

        def tell(self, wave, *, upto):
            early = waves.Wave(**{**vars(wave), "detected": wave.detected - 7})
            super().tell(early, upto=upto)

    monkeypatch.setattr(waves, "Told", Hindsight)
    town = crowded(village, 0)
    assert amiss(town) != []
