from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pytest

from isotherm.ledger import Record
from isotherm.trust import coordinated, evidence, usual
from isotherm.trust.acts import Acts, Edges
from isotherm.trust.evidence import measure_normal
from isotherm.trust.lives import read_lives
from isotherm.trust.settings import TrustSettings
from isotherm.trust.usual import Usual

DAY = 86_400.0


def flagged_with(place, sign) -> int:
    """How many people are flagged when acts show a sign."""
    edges = dataclasses.replace(place.edges(), signs=sign.astype(np.int64)[:, None])
    return sum(len(group.members) for group in coordinated(edges).found)


def after_joining_on_one_day(town):
    """A month in which a stratum replies to a wave, after a day on which everybody joined."""
    place = town()
    for _ in range(14):
        place.owner += 1
        place.hit(place.repliers(1, 60), (1 + place.rng.uniform(0, 10)) * DAY)
    return place, place.edges().at <= 14 * DAY


def test_what_everybody_then_shows_convicts_nobody(town):
    assert flagged_with(*after_joining_on_one_day(town)) == 0


def test_control_of_the_time(town, monkeypatch):
    """Were joins measured over the whole record, the day all joined would convict."""
    monkeypatch.setattr(usual, "_ENOUGH", 10**9)
    assert flagged_with(*after_joining_on_one_day(town)) >= 20


def never_seen_before(many: int) -> tuple[float, float]:
    """How usual it is that accounts of one act, and of so many, were not seen before."""
    busy, once = np.repeat(np.arange(100), many), np.arange(100, 2100)
    actor = np.concatenate((busy, once))
    at = np.random.default_rng(0).uniform(0, 100 * DAY, len(actor))
    shown = (actor >= 100).astype(np.int64)
    acts = Acts.from_edges(Edges(actor, np.arange(len(actor)), at=at, signs=shown[:, None]))
    nobody = np.zeros(0, dtype=np.int64)
    share = Usual.of(acts).among_others(acts, np.array([0, 1]), nobody, np.array([many, 1]))
    return float(share[0, 0]), float(share[1, 0])


def test_whoever_acts_seldom_was_mostly_not_seen_before():
    often, seldom = never_seen_before(64)
    assert often < 0.1
    assert seldom > 0.8


def test_control_of_the_activity(monkeypatch):
    monkeypatch.setattr(usual, "_CLASSES", 1)
    often, seldom = never_seen_before(64)
    assert often == pytest.approx(seldom, abs=0.1)


def test_shares_are_of_others_then_and_as_active():
    actor = np.repeat(np.arange(900), 4)
    at = np.tile(np.arange(4) * 100.0, 900) + actor / 10
    shown = ((at < 150) | (actor < 30)).astype(np.int64)
    edges = Edges(actor, np.arange(3600), at=at, signs=shown[:, None])
    acts = Acts.from_edges(edges)
    early, late = np.flatnonzero(actor == 5)[[0, 3]]
    share = Usual.of(acts).among_others(
        acts, np.array([early, late]), np.arange(30), np.array([4, 4])
    )
    assert share[0, 0] > 0.9
    assert share[1, 0] < 0.1


def test_times_told_in_days_make_no_moments(town, monkeypatch):
    place = town()
    for _ in range(16):
        place.owner += 1
        place.hit(place.repliers(1, 60), (40 + place.rng.uniform(0, 10)) * DAY)
    edges = place.edges(texts=False, signs=False)
    days = dataclasses.replace(edges, at=np.floor(edges.at / DAY) * DAY)
    assert not coordinated(days).found
    acts = Acts.from_edges(days)
    usual_moments = measure_normal(acts).timing
    monkeypatch.setattr(evidence, "_grain", lambda at: 0.0 * len(at))
    assert (measure_normal(acts).timing < usual_moments).all()


def test_an_account_seen_before_it_joined_has_no_day_of_joining():
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    replies = [
        {
            "reply_id": f"r{i}",
            "note_id": "n",
            "actor_id": f"a{i % 2}",
            "at": start + dt.timedelta(i),
        }
        for i in range(40)
    ]
    joined = start + dt.timedelta(days=20)
    actors = [{"actor_id": "a0", "joined_at": joined}, {"actor_id": "a1", "joined_at": start}]
    notes = [{"note_id": "n", "author_id": "w", "at": start}]
    lives = read_lives(Record.from_rows({"notes": notes, "replies": replies, "actors": actors}))
    signs = lives.signs(np.array([0, 1]), np.full(2, joined.timestamp() + DAY), TrustSettings())
    assert signs[:, 0].tolist() == [-1, 0]
