"""What one process writes is shown by another: at once through Redis, soon without it."""

from __future__ import annotations

import asyncio

import pytest

from web.rooms.viewers import Viewer, all_in, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


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


async def _at_rest(viewers):
    """Both halls have told who is here and wait for what comes."""
    await wait_until(lambda: all(viewer.told for viewer in viewers))
    await asyncio.sleep(0.5)


def test_a_wake_from_one_process_reaches_the_other(pair, redis):
    one, other = pair("--only-wakes", f"--redis={redis.url}")

    async def act():
        async with all_in([one, other]):
            await _at_rest([one, other])
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
            await _at_rest([one, other])
            said = await _say(one, "alone")
            await wait_until(lambda: one.after == said)
            await asyncio.sleep(1)

    asyncio.run(act())
    assert other.seqs == [1]


def test_when_redis_is_gone_the_hall_looks_by_itself(pair, redis):
    one, other = pair("--trusting", f"--redis={redis.url}")

    async def act():
        async with all_in([one, other]):
            await _at_rest([one, other])
            first = await _say(one, "with")
            await wait_until(lambda: other.after == first)
            redis.stop()
            for i in range(3):
                await asyncio.sleep(0.3)  # what it does when the line breaks is over
                said = await _say(one, f"without {i}")
                await wait_until(lambda said=said: other.after == said)

    asyncio.run(act())
    assert other.seqs == [1, 2, 3, 4, 5]


def test_a_redis_that_stands_still_is_as_good_as_gone(pair, redis):
    one, other = pair("--trusting", f"--redis={redis.url}")

    async def act():
        async with all_in([one, other]):
            await _at_rest([one, other])
            redis.stand_still()
            said = await _say(one, "still")
            await wait_until(lambda: other.after == said)

    asyncio.run(act())


def test_a_redis_that_is_back_wakes_again(pair, redis):
    one, other = pair("--only-wakes", f"--redis={redis.url}")

    async def act():
        async with all_in([one, other]):
            await _at_rest([one, other])
            redis.stop()
            await _say(one, "while it was gone")
            redis.start()
            for i in range(20):
                before = len(other.seqs)
                said = await _say(one, f"back {i}")
                await asyncio.sleep(0.5)
                if before and other.after == said:
                    return said
        return None

    said = asyncio.run(act())
    assert said is not None
    assert other.seqs == list(range(1, said + 1))
