"""What one process writes is shown by another: at once through Redis, soon without it."""

from __future__ import annotations

import asyncio

import pytest
from redis import Redis

from isotherm.web.rooms.wakes import CHANNEL
from web.rooms.viewers import Viewer, all_in, wait_until

# Its servers are started once: by the one worker that does all of these.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("wakes")]


@pytest.fixture
def room(merchant, shop):
    """A room where nothing is shown: nobody's coming changes anything in it."""
    from isotherm.web.rooms.services import open_room

    return open_room(merchant, shop, title="闲聊")


@pytest.fixture
def pair(serve, room, make_member, session_of):
    """A viewer at each of two processes with the same options."""

    def seat(*options):
        return [
            Viewer(serve(*options, f"--as={i}"), room.pk, session_of(make_member(f"viewer-{i}")))
            for i in range(2)
        ]

    return seat


async def _say(viewer, key):
    return (await viewer.ask(do="say", key=key, text=f"line {key}"))["seq"]


async def _both_hear(viewers, redis):
    """Both halls have told who is here and wait for what comes through Redis."""
    await wait_until(lambda: all(viewer.told for viewer in viewers))
    with Redis.from_url(redis.url) as client:
        await wait_until(lambda: dict(client.pubsub_numsub(CHANNEL)) == {CHANNEL.encode(): 2})


def test_a_wake_from_one_process_reaches_the_other(pair, redis):
    one, other = pair("--only-wakes", f"--redis={redis.url}")

    async def act():
        async with all_in([one, other]):
            await _both_hear([one, other], redis)
            for i in range(3):
                for who in (one, other):
                    said = await _say(who, f"{i}")
                    await wait_until(lambda said=said: one.after == other.after == said)

    asyncio.run(act())
    assert one.seqs == other.seqs == list(range(1, 8))


def test_without_redis_only_a_look_shows_it(pair):
    one, other = pair("--only-wakes")

    async def act():
        async with all_in([one, other]):
            await wait_until(lambda: one.told and other.told)
            said = await _say(one, "alone")
            await wait_until(lambda: one.after == said)
            await _say(other, "what makes it look")
            await wait_until(lambda: other.after == said + 1)

    asyncio.run(act())
    assert [[line["seq"] for line in told["lines"]] for told in other.told] == [[1], [2, 3]]


def test_when_redis_is_gone_the_hall_looks_by_itself(pair, redis):
    one, other = pair("--trusting", f"--redis={redis.url}")

    async def act():
        async with all_in([one, other]):
            await _both_hear([one, other], redis)
            first = await _say(one, "with")
            await wait_until(lambda: other.after == first)
            redis.stop()
            for i in range(3):
                said = await _say(one, f"without {i}")
                await wait_until(lambda said=said: other.after == said)

    asyncio.run(act())
    assert other.seqs == [1, 2, 3, 4, 5]


def test_a_redis_that_stands_still_is_as_good_as_gone(pair, redis):
    one, other = pair("--trusting", f"--redis={redis.url}")

    async def act():
        async with all_in([one, other]):
            await _both_hear([one, other], redis)
            redis.stand_still()
            said = await _say(one, "still")
            await wait_until(lambda: other.after == said)

    asyncio.run(act())


def test_a_redis_that_is_back_wakes_again(pair, redis):
    one, other = pair("--only-wakes", f"--redis={redis.url}")

    async def act():
        async with all_in([one, other]):
            await _both_hear([one, other], redis)
            redis.stop()
            await _say(one, "while it was gone")
            redis.start()
            await _both_hear([one, other], redis)
            for i in range(3):
                said = await _say(one, f"back {i}")
                await wait_until(lambda said=said: one.after == other.after == said)

    asyncio.run(act())
    assert one.seqs == other.seqs == list(range(1, 6))
