"""A room whose viewers are spread over two processes behind one port."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus, WebSocketException

from isotherm.web.rooms.models import Presence
from web.rooms.viewers import QUIET, Viewer, all_in, meanwhile, wait_until

# Its servers are started once: by the one worker that does all of these.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("processes")]
TWO = "--workers=2"


@pytest.fixture
def seats(room, make_member, session_of):
    """So many viewers of the room at a port, each someone else."""

    def make(port, count):
        names = [f"viewer-{i}" for i in range(count)]
        return [Viewer(port, room.pk, session_of(make_member(name))) for name in names]

    return make


def _presences(room):
    return sorted(Presence.objects.filter(room=room).values_list("viewers", flat=True))


async def _spread(room, viewers):
    """Wait until everybody is counted and both processes hold some; says how many each."""
    for _ in range(200):
        counts = await meanwhile(_presences, room)
        if sum(counts) == len(viewers):
            if len(counts) == 2:
                return counts
            for viewer in viewers[::3]:  # the other process was not up yet
                await viewer.go()
                await viewer.come()
        await asyncio.sleep(0.1)
    raise AssertionError(counts)


async def _speak(viewers, turn, *, each=10):
    acts = [
        viewer.ask(do="say", key=f"{turn}", text=f"{turn}, {i}")
        for i, viewer in enumerate(viewers)
        if i % each == turn % each
    ]
    return [answer["seq"] for answer in await asyncio.gather(*acts)]


async def _come_again(viewer):
    for _ in range(200):
        with suppress(WebSocketException, *QUIET):
            return await viewer.come()
        await asyncio.sleep(0.1)
    raise AssertionError("nobody opens")


def test_every_line_comes_once_in_order_though_many_change_processes(serve, room, seats):
    viewers, chance = seats(serve(TWO, "--quick-rounds"), 60), random.Random(1)

    async def act():
        async with all_in(viewers):
            counts = await _spread(room, viewers)
            for turn in range(8):
                await _speak(viewers, turn)
                for viewer in chance.sample(viewers, 8):
                    await viewer.go()
                    await viewer.come()
            await wait_until(lambda: all(v.after == 1 + 8 * 6 for v in viewers))
            await wait_until(lambda: all(_last(v, "here") == 60 for v in viewers))
            return counts, await _spread(room, viewers)

    before, after = asyncio.run(act())
    assert min(before + after) > 0
    assert all(viewer.seqs == list(range(1, 50)) for viewer in viewers)


def test_tallies_of_both_processes_are_the_same(serve, room, seats):
    viewers, options = seats(serve(TWO, "--quick-rounds"), 24), list(room.test.options.all())

    async def vote(viewer):
        for i, (option, stake) in enumerate((o, s) for o in options for s in ("like", "wish")):
            await viewer.ask(do="vote", key=f"{i}", option=option.pk, stake=stake)

    async def act():
        async with all_in(viewers):
            counts = await _spread(room, viewers)
            await asyncio.gather(*(vote(viewer) for viewer in viewers))
            await wait_until(lambda: all(_votes(v) == 96 for v in viewers))
            return counts

    assert min(asyncio.run(act())) > 0
    for viewer in viewers:
        counted = [told["tally"]["changes"] for told in viewer.told if "tally" in told]
        assert counted == sorted(counted)


def test_a_process_that_is_killed_loses_and_doubles_nothing(serve, room, seats):
    port = serve(TWO, "--quick-rounds", "--mortal")
    viewers = seats(port, 30)

    async def act():
        async with all_in(viewers):
            await _spread(room, viewers)
            await _speak(viewers, 0)
            os.kill(_workers_of(port)[0], signal.SIGKILL)  # it is started anew
            await wait_until(lambda: any(v.closed is not None for v in viewers))
            there = await asyncio.gather(*(viewer.is_there() for viewer in viewers))
            cut_off = [v for v, is_there in zip(viewers, there, strict=True) if not is_there]
            spoken = await _speak([v for v in viewers if v not in cut_off], 1, each=3)
            for viewer in cut_off:
                viewer.closed = None
                await _come_again(viewer)
            spoken += await _speak(viewers, 2)
            await wait_until(lambda: all(v.after == max(spoken) for v in viewers))
            return cut_off

    cut_off = asyncio.run(act())
    assert 0 < len(cut_off) < 30
    last = viewers[0].after
    assert all(viewer.seqs == list(range(1, last + 1)) for viewer in viewers)


def test_limits_of_one_person_hold_over_both(serve, room, make_member, session_of):
    """Sockets are counted by each process; what is said, by the room itself."""
    key = session_of(make_member("viewer-0"))
    port = serve(TWO)
    sockets = [Viewer(port, room.pk, key) for _ in range(20)]
    seated = []

    async def pour(viewer):
        with suppress(*QUIET):
            for i in range(10_000):
                await viewer.send(do="say", key=f"{id(viewer)}-{i}", text="刷屏")
                await asyncio.sleep(0)

    async def act():
        try:
            for viewer in sockets:
                with suppress(InvalidStatus):
                    seated.append(await viewer.come())
            await asyncio.gather(*(pour(viewer) for viewer in seated))
            await wait_until(lambda: all(viewer.closed is not None for viewer in seated))
        finally:
            await asyncio.gather(*(viewer.go() for viewer in seated))

    asyncio.run(act())
    assert 6 <= len(seated) <= 12
    assert 1 <= room.log.filter(kind="chat").count() <= 20


def _workers_of(port):
    """The processes that answer at a port."""
    folders = Path("/proc").glob("[0-9]*")
    (server,) = [f.name for f in folders if f"server.py\0{port}\0" in _command(f)]
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return [int(pid) for pid in children if "spawn_main" in _command(Path(f"/proc/{pid}"))]


def _command(folder):
    with suppress(OSError):
        return (folder / "cmdline").read_text()
    return ""


def _last(viewer, name):
    told = [message[name] for message in viewer.told if name in message]
    return told[-1] if told else None


def _votes(viewer):
    tally = _last(viewer, "tally")
    return tally["votes"] if tally else 0
