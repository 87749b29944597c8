from __future__ import annotations

import asyncio
import random
from contextlib import suppress

import pytest
from websockets.exceptions import InvalidStatus

from web.rooms.viewers import PATIENCE_S, QUIET, Viewer, all_in, meanwhile, wait_until

# Its servers are started once: by the one worker that does all of these.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("hub")]


@pytest.fixture
def sessions(make_member, session_of):
    def make(count):
        return [session_of(make_member(f"viewer-{i}")) for i in range(count)]

    return make


def test_a_hundred_viewers_get_every_line_once_though_a_third_are_cut_off(serve, room, sessions):
    port, chance = serve(), random.Random(1)
    viewers = [Viewer(port, room.pk, session) for session in sessions(100)]

    async def act():
        async with all_in(viewers):
            for turn in range(6):
                await asyncio.gather(
                    *(
                        v.ask(do="say", key=f"{turn}", text=f"{turn}, {i}")
                        for i, v in enumerate(viewers)
                        if i % 10 == turn
                    )
                )
                for viewer in chance.sample(viewers, 6):
                    await viewer.go()
                    if chance.random() < 0.5:
                        await asyncio.sleep(0.05)
                    await viewer.come()
            await wait_until(lambda: all(v.after == 61 for v in viewers))

    asyncio.run(act())
    assert all(viewer.seqs == list(range(1, 62)) for viewer in viewers)


def test_what_is_sent_again_after_a_lost_answer_is_done_once(serve, room, sessions):
    option = room.test.options.first()
    viewer = Viewer(serve(), room.pk, sessions(1)[0])

    async def act():
        async with all_in([viewer]):
            said = [await viewer.ask(do="say", key="k", text="好看") for _ in range(3)]
            vote = {"do": "vote", "option": option.pk, "stake": "like"}
            voted = [await viewer.ask(key=f"v{i}", **vote) for i in range(3)]
            return said, voted

    said, voted = asyncio.run(act())
    assert len({answer["seq"] for answer in said}) == 1
    assert len({answer["changes"] for answer in voted}) == 1
    assert room.log.filter(kind="chat").count() == 1
    assert option.votes.filter(stake="like").count() == 1


def _flood(port, room, sessions, *, until):
    """What others are answered while one sends without end, and how the flooder ended."""
    flooder, *others = [Viewer(port, room.pk, session) for session in sessions(11)]

    async def pour():
        for i in range(2000):
            try:
                await flooder.send(do="say", key=f"f{i}", text="刷屏")
            except QUIET:
                return
            await asyncio.sleep(0)

    async def act():
        async with all_in([flooder, *others]):
            pouring = asyncio.create_task(pour())
            answers = [
                await other.ask(do="say", key=f"o{i}", text=f"line {i}")
                for i, other in enumerate(others)
            ]
            await wait_until(lambda: until(flooder))
            pouring.cancel()
            await asyncio.gather(pouring, return_exceptions=True)
            return answers, flooder.closed

    return asyncio.run(act())


def test_a_flooding_socket_is_closed_and_the_others_are_served(serve, room, sessions):
    answers, closed = _flood(serve(), room, sessions, until=lambda f: f.closed is not None)
    assert closed == 1008
    assert all("seq" in answer for answer in answers)
    assert room.log.filter(member_id="viewer-0").count() <= 20


def test_without_the_limit_a_flood_goes_on(serve, room, sessions):
    port = serve("--no-limit", "--small-frames")
    _answers, closed = _flood(port, room, sessions, until=lambda f: len(f.acks) > 100)
    assert closed is None


@pytest.mark.parametrize("case", ["foreign", "no origin", "no session", "no room", "closed"])
def test_who_may_not_come_in_is_refused_before_accept(serve, room, sessions, case):
    port, session = serve(), sessions(1)[0]
    viewer = Viewer(port, room.pk, session)
    origin = None
    if case == "foreign":
        origin = "https://elsewhere.example"
    elif case == "no origin":
        viewer.origin = None
    elif case == "no session":
        viewer.session = "made-up"
    elif case == "no room":
        viewer.address += "x"
    else:
        from isotherm.web.rooms.services import close_room

        close_room(room)
    with pytest.raises(InvalidStatus) as refused:
        asyncio.run(viewer.come(origin=origin))
    assert refused.value.response.status_code == 403


def test_who_may_come_in_is_let_in(serve, room, sessions):
    viewer = Viewer(serve(), room.pk, sessions(1)[0])

    async def act():
        async with all_in([viewer]):
            await wait_until(lambda: viewer.told)

    asyncio.run(act())
    assert viewer.lines[0]["kind"] == "opened"


@pytest.mark.parametrize(("small", "size"), [(True, 2**24), (False, 5000)])
def test_a_frame_too_long_ends_the_socket(serve, room, sessions, small, size):
    options = ("--no-limit", "--small-frames") if small else ()
    viewer = Viewer(serve(*options), room.pk, sessions(1)[0])

    async def act():
        async with all_in([viewer]):
            with suppress(*QUIET):
                await viewer.socket.send("x" * size)
            await wait_until(lambda: viewer.closed is not None)

    asyncio.run(act())
    assert viewer.closed in (1009, 1006)  # cut off while it was still sending
    assert room.log.filter(kind="chat").count() == 0


def test_what_is_no_message_is_told_so(serve, room, sessions):
    viewer = Viewer(serve(), room.pk, sessions(1)[0])

    async def act():
        async with all_in([viewer]):
            for text in ("", "[" * 3000, '{"do": ["say"]}', '{"do":"say","key":"\\u0000"}'):
                await viewer.socket.send(text)
            return await viewer.ask(do="vote", key="k", option="no\0thing", stake="like")

    assert asyncio.run(act())["code"] == "no_option"


def test_two_processes_see_each_others_lines_and_votes(serve, room, sessions):
    option, keys = room.test.options.first(), sessions(2)
    ports = serve(), serve("--no-limit", "--small-frames")
    one, other = (Viewer(port, room.pk, key) for port, key in zip(ports, keys, strict=True))

    async def act():
        async with all_in([one, other]):
            for i in range(5):
                await one.ask(do="say", key=f"{i}", text=f"one {i}")
                await other.ask(do="say", key=f"{i}", text=f"other {i}")
            vote = await one.ask(do="vote", key="v", option=option.pk, stake="wish")
            await wait_until(lambda: _changes(other) >= vote["changes"])
            await wait_until(lambda: one.after == other.after == 11)

    asyncio.run(act())
    assert one.lines == other.lines
    assert one.seqs == list(range(1, 12))


def test_tallies_end_true_for_everybody(serve, room, sessions):
    options = list(room.test.options.all())
    voters = [Viewer(serve(), room.pk, key) for key in sessions(12)]

    async def vote(voter):
        for i, (option, stake) in enumerate((o, s) for o in options for s in ("like", "wish")):
            await voter.ask(do="vote", key=f"{i}", option=option.pk, stake=stake)

    async def act():
        async with all_in(voters):
            await asyncio.gather(*(vote(voter) for voter in voters))
            await wait_until(lambda: all(_tallies(v)[-1]["votes"] == 48 for v in voters))

    asyncio.run(act())
    for voter in voters:
        changes = [tally["changes"] for tally in _tallies(voter)]
        assert changes == sorted(changes)


def test_whoever_signs_out_is_put_out(serve, room, sessions):
    from django.contrib.sessions.models import Session

    viewer = Viewer(serve(), room.pk, sessions(1)[0])

    async def act():
        async with all_in([viewer]):
            await meanwhile(Session.objects.all().delete)
            await wait_until(lambda: viewer.closed is not None)

    asyncio.run(act())
    assert viewer.closed == 1008


def test_viewers_are_not_told_who_is_ahead_and_the_host_is(
    serve, room, merchant, sessions, session_of
):
    port, option = serve(), room.test.options.first()
    viewer = Viewer(port, room.pk, sessions(1)[0], desk=True)  # asking for it is not enough
    host = Viewer(port, room.pk, session_of(merchant), desk=True)

    async def act():
        async with all_in([viewer, host]):
            vote = await viewer.ask(do="vote", key="v", option=option.pk, stake="like")
            await wait_until(lambda: min(_changes(viewer), _changes(host)) >= vote["changes"])

    asyncio.run(act())
    assert not any("options" in message for message in viewer.told)
    told = [message["options"] for message in host.told if "options" in message]
    assert told[-1][option.pk]["like"] == 1


def test_a_host_who_loads_the_page_anew_is_not_said_to_be_away(
    serve, room, merchant, sessions, session_of
):
    session, own = sessions(1)[0], session_of(merchant)
    for options, away in (("--quick-rounds", "--no-grace"), True), (("--quick-rounds",), False):
        port = serve(*options)
        viewer = Viewer(port, room.pk, session)
        host = Viewer(port, room.pk, own, desk=True)
        assert (False in asyncio.run(_reload(viewer, host))) is away


async def _reload(viewer, host):
    """What a viewer is told of the host while the host goes and comes."""
    async with all_in([viewer, host]):
        await wait_until(lambda: _last(viewer, "host_here"))
        before = len(viewer.told)
        await host.go()
        await wait_until(lambda: _last(viewer, "here") == 1)  # told together with the host
        await host.come()
        await wait_until(lambda: _last(viewer, "here") == 2)
        return [m["host_here"] for m in viewer.told[before:] if "host_here" in m]


def test_what_the_host_holds_up_counts_as_seen(serve, room, sessions):
    from isotherm.web.rooms.services import show_option

    first, second = room.test.options.all()
    viewers = [Viewer(port, room.pk, key) for port in [serve()] for key in sessions(5)]

    def seen():
        return [o.votes.filter(stake="seen").count() for o in (first, second)]

    async def act():
        async with all_in(viewers):
            await _wait_until_told(seen, [5, 0])
            await meanwhile(show_option, room, second.pk)
            await wait_until(lambda: all(_last(v, "shown") == second.pk for v in viewers))
            await _wait_until_told(seen, [5, 5])

    asyncio.run(act())
    assert seen() == [5, 5]


def test_someone_may_hold_only_so_many_sockets(serve, room, sessions):
    port, key = serve(), sessions(1)[0]
    viewers = [Viewer(port, room.pk, key) for _ in range(6)]

    async def act():
        async with all_in(viewers):
            await Viewer(port, room.pk, key).come()

    with pytest.raises(InvalidStatus):
        asyncio.run(act())


async def _wait_until_told(ask, answer):
    """Wait until the database says so."""
    async with asyncio.timeout(PATIENCE_S):
        while await meanwhile(ask) != answer:
            await asyncio.sleep(0.02)


def _tallies(viewer):
    return [message["tally"] for message in viewer.told if "tally" in message]


def _changes(viewer):
    return max((tally["changes"] for tally in _tallies(viewer)), default=-1)


def _last(viewer, name):
    told = [message[name] for message in viewer.told if name in message]
    return told[-1] if told else None
