"""How often a room's news goes out, by a clock that leaps to whatever is waited for next."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import selectors
from types import SimpleNamespace

import pytest

from isotherm.web.rooms.hub import hall as hub_hall
from isotherm.web.rooms.hub.limits import LIMITS
from isotherm.web.rooms.hub.seat import Seat
from isotherm.web.rooms.queries.lines import News, Standing
from isotherm.web.rooms.queries.tallies import Tally
from isotherm.web.rooms.wakes import wake_here

VOTES, APART_S = 300, 0.01


class Leaping(selectors.DefaultSelector):
    """Waits for no time to pass: the clock goes on by as much as it was asked to wait."""

    at = 0.0

    def select(self, timeout=None):
        self.at += max(timeout or 0.0, 0.0)
        return super().select(0)


@pytest.fixture
def clock(monkeypatch):
    leaping = Leaping()
    monkeypatch.setattr(hub_hall, "time", SimpleNamespace(monotonic=lambda: leaping.at))
    return leaping


@pytest.fixture
def votes(monkeypatch):
    """A room that has nothing but votes, and the database that counts them."""
    votes = []

    def news_of(_room_id, *, after, changes, most):
        count = len(votes)
        standing = Standing(1, count, "", "test", test_open=True, open=True)
        told = Tally(count, voters=count, votes=count, options={})
        return News(standing, [], told if count != changes else None, {})

    async def ask(question, *args, **kwargs):
        return question(*args, **kwargs)

    monkeypatch.setattr(hub_hall, "POOLS", SimpleNamespace(look=ask, act=ask))
    monkeypatch.setattr(hub_hall, "news_of", news_of)
    monkeypatch.setattr(hub_hall, "lines_after", lambda *_, **__: [])
    monkeypatch.setattr(hub_hall, "do_rounds", lambda *_, host_here: (set(), (1, host_here)))
    return votes


def _told(clock, votes):
    """When a viewer was told of how many votes, while one comes every hundredth of a second."""
    told = []

    async def send(message):
        tally = json.loads(message["text"]).get("tally")
        if tally:
            told.append((clock.at, tally["votes"]))

    async def act():
        guest = SimpleNamespace(
            member=SimpleNamespace(pk="viewer"), session_key="s", host=False, desk=False, after=1
        )
        hall, seat = hub_hall.hall_of("room"), Seat(guest, send)
        hall.admit("viewer")
        await hall.enter(seat)
        delivering = asyncio.create_task(seat.deliver(hall.frames))
        for _ in range(VOTES):
            await asyncio.sleep(APART_S)
            votes.append(1)
            wake_here("room")
        await asyncio.sleep(1)
        delivering.cancel()
        hall.leave(seat)
        await asyncio.sleep(1)  # the hall closes

    loop = asyncio.SelectorEventLoop(clock)
    loop.time = lambda: clock.at
    with contextlib.closing(loop):
        loop.run_until_complete(act())
    return told[1:]  # after the greeting


def _gaps(told):
    times = [at for at, _votes in told]
    return [after - before for before, after in itertools.pairwise(times)]


def test_tallies_are_told_at_most_ten_times_a_second_and_end_true(clock, votes):
    told = _told(clock, votes)
    assert min(_gaps(told)) > 0.1 - 1e-6
    assert len(told) >= VOTES * APART_S / 0.1 - 1
    assert told[-1][1] == VOTES


def test_control_without_that_limit_each_vote_is_told(clock, votes, monkeypatch):
    monkeypatch.setattr(LIMITS, "news_every_s", 0.0)
    told = _told(clock, votes)
    assert min(_gaps(told)) < 0.1 - 1e-6
    assert len(told) > VOTES / 2
