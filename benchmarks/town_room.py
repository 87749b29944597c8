"""A live room with many viewers: how long from a vote to its tally on every screen.

A server of its own (SQLite in a folder thrown away, or the database of DATABASE_URL, which must be
empty), viewers on sockets in this process. Told are the time from a vote sent to a tally that
counts it, over all votes and viewers; the same for lines of chat; lines lost or doubled, with
some viewers cut off and coming back; and the processor time of the server a message delivered, and
of the viewers, who stand on the same machine. Then again while one socket sends without end.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import datetime as dt
import functools
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import uvloop

from _door import door, show
from _room_viewers import Gone, Viewer
from _town_server import serving, set_up, sign_in

OPTIONS = (("丁香紫", "直筒"), ("灰", "短款"), ("薄荷绿", "收腰"))
STAKES = ("like", "wish")
VOTES_A_SECOND = 20.0
LINES_A_SECOND = 5.0
SETTLE_S = 1.0  # before the first act, and twice that after the last
CUT_OFF = 0.1  # share of viewers who lose the line once
AT_ONCE = 20  # viewers who come in at the same time


@dataclasses.dataclass(frozen=True)
class How:
    """How one case is measured."""

    seconds: float
    flooder: str
    """The session that sends without end; empty for none."""
    server: int
    """The first process of the server."""


def make_town(viewers: int) -> tuple[str, list[str], str, list[str]]:
    """Room, its options, its host's session and the sessions of so many viewers."""
    set_up()
    from isotherm.web.accounts.models import Member
    from isotherm.web.rooms.services import open_room, open_test
    from isotherm.web.shop.models import Merchant
    from isotherm.web.site.clock import now

    names = [f"viewer-{i}" for i in range(viewers + 1)]
    Member.objects.bulk_create(Member(id=n, username=n, name=n, password="!") for n in names)
    host = Member.objects.get(pk=names[0])
    merchant = Merchant.objects.create(id="room-shop", name="room")
    test = open_test(
        merchant,
        title="room",
        brief_id="",
        note_id=None,
        place="room",
        options=[{"attributes": {"colour": c, "cut": k}, "price_fen": 80000} for c, k in OPTIONS],
        closes_at=now() + dt.timedelta(days=1),
    )
    room = open_room(host, merchant, title="room", test=test)
    sessions = sign_in(names)
    return room.pk, [option.pk for option in test.options.all()], sessions[0], sessions[1:]


def processor_seconds(pid: int) -> float:
    """What a process and its children have used of the processor so far (Linux)."""
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = sum(map(int, used)) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_seconds(int(child)) for child in children)


async def measure(
    seats: Callable[[str], Viewer], sessions: list[str], options: list[str], how: How
) -> dict[str, Any]:
    """Everybody comes, some vote and speak, some are cut off; one floods where named."""
    viewers = [seats(session) for session in sessions]
    for start in range(0, len(viewers), AT_ONCE):
        await asyncio.gather(*(viewer.come() for viewer in viewers[start : start + AT_ONCE]))
    await asyncio.sleep(SETTLE_S)
    put_out = [0]
    flood = asyncio.create_task(_flood(seats(how.flooder), put_out)) if how.flooder else None
    sent: dict[str, tuple[float, Viewer]] = {}
    chance = random.Random(1)
    acting = chance.sample(viewers, len(viewers))
    heard, used = sum(len(v.heard) for v in viewers), (processor_seconds(how.server), _mine())
    await asyncio.gather(
        _vote(acting, options, sent, seconds=how.seconds),
        _speak(acting, sent, seconds=how.seconds),
        _cut_off(chance.sample(viewers, int(CUT_OFF * len(viewers))), seconds=how.seconds),
    )
    await asyncio.sleep(2 * SETTLE_S)
    server_s, viewers_s = processor_seconds(how.server) - used[0], _mine() - used[1]
    heard = sum(len(v.heard) for v in viewers) - heard
    if flood is not None:
        flood.cancel()
    told = _figures(viewers, sent)
    await asyncio.gather(*(viewer.go() for viewer in viewers))
    return told | {
        "put_out": put_out[0] if flood else None,
        "messages": heard,
        "server_processor_s": server_s,
        "server_us_a_message": 1e6 * server_s / heard,
        "viewers_processor_s": viewers_s,
    }


def _mine() -> float:
    used = os.times()
    return used.user + used.system


async def _vote(
    viewers: list[Viewer],
    options: list[str],
    sent: dict[str, tuple[float, Viewer]],
    *,
    seconds: float,
) -> None:
    begun = time.perf_counter()
    for i in range(int(seconds * VOTES_A_SECOND)):
        await _until(begun + i / VOTES_A_SECOND)
        turn = i // len(viewers)
        option = options[turn // len(STAKES) % len(options)]
        act = {"do": "vote", "option": option, "stake": STAKES[turn % len(STAKES)]}
        _send(viewers[i % len(viewers)], f"v{i}", sent, **act)


async def _speak(
    viewers: list[Viewer], sent: dict[str, tuple[float, Viewer]], *, seconds: float
) -> None:
    begun = time.perf_counter()
    for i in range(int(seconds * LINES_A_SECOND)):
        await _until(begun + i / LINES_A_SECOND)
        _send(viewers[-1 - i % len(viewers)], f"s{i}", sent, do="say", text=f"第 {i} 句")


async def _until(moment: float) -> None:
    """Acts come at their own times, however late the last one was."""
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))


def _send(viewer: Viewer, key: str, sent: dict[str, tuple[float, Viewer]], **act: str) -> None:
    key = f"{key}-{id(sent)}"  # the same key again would be the same act
    with contextlib.suppress(Gone):  # cut off just now: someone else's turn
        at = time.perf_counter()
        viewer.send(key=key, **act)
        sent[key] = (at, viewer)


async def _cut_off(viewers: list[Viewer], *, seconds: float) -> None:
    for viewer in viewers:
        await asyncio.sleep(0.8 * seconds / max(1, len(viewers)))
        await viewer.go()
        await viewer.come()


async def _flood(viewer: Viewer, put_out: list[int]) -> None:
    """Send without end, and come back as often as one is put out; counts how often."""
    while True:
        with contextlib.suppress(Gone, OSError):
            await viewer.come()
            for i in range(10**9):
                viewer.send(do="say", key=f"f{i}", text="刷屏")
                await asyncio.sleep(0.001)
        put_out[0] += 1
        await asyncio.sleep(0.2)


def _figures(viewers: list[Viewer], sent: dict[str, tuple[float, Viewer]]) -> dict[str, Any]:
    votes, lines, seqs, tallies = [], [], [], 0
    answers = {m["ack"]: m for viewer in viewers for _at, m in viewer.messages if "ack" in m}
    acked = {key: (at, answers[key]) for key, (at, _viewer) in sent.items() if key in answers}
    said = {ack["seq"]: at for at, ack in acked.values() if "seq" in ack}
    voted = sorted((ack["changes"], at) for at, ack in acked.values() if "changes" in ack)
    for viewer in viewers:
        heard = viewer.messages
        counted = [(m["tally"]["changes"], at) for at, m in heard if "tally" in m]
        tallies = max(tallies, len(counted))
        told = [(line["seq"], at) for at, m in heard for line in m.get("lines", ())]
        seqs.append([seq for seq, _at in told])
        lines += [at - said[seq] for seq, at in told if seq in said]
        place = 0
        for changes, at in voted:
            while place < len(counted) and (counted[place][0] < changes or counted[place][1] < at):
                place += 1
            votes.append(counted[place][1] - at if place < len(counted) else np.inf)
    every = set(range(1, max(max(one, default=0) for one in seqs) + 1))
    return {
        "votes": len(voted),
        "unanswered": len(sent) - len(acked),
        "vote_p50_ms": 1000 * float(np.quantile(votes, 0.5)),
        "vote_p99_ms": 1000 * float(np.quantile(votes, 0.99)),
        "line_p99_ms": 1000 * float(np.quantile(lines, 0.99)),
        "lost": sum(len(every - set(one)) for one in seqs),
        "doubled": sum(len(one) - len(set(one)) for one in seqs),
        "tallies_a_viewer": tallies,
    }


def run(args: argparse.Namespace) -> list[dict[str, Any]]:
    room, options, host, sessions = make_town(args.viewers)
    rows = []
    with serving(args.workers) as (port, pid):
        seats = functools.partial(Viewer, port, f"/ws/rooms/{room}")
        for name, flooder in (("quiet", ""), ("one floods", host)):
            used = options[:2] if name == "quiet" else options[2:]
            how = How(args.seconds, flooder, pid)
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                told = runner.run(measure(seats, sessions, used, how))
            rows.append({"case": name, "viewers": args.viewers, "workers": args.workers, **told})
    return rows


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--viewers", type=int, default=500)
    parser.add_argument("--workers", type=int, default=1, help="processes of the server")
    parser.add_argument("--seconds", type=float, default=20.0)
    args = parser.parse_args()
    if args.seconds * VOTES_A_SECOND > len(STAKES) * args.viewers:
        parser.error("more votes than viewers can give once each: a vote again moves no tally")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"ISOTHERM_DEMO": "1", "ISOTHERM_HOME": home}
        os.environ["DJANGO_SETTINGS_MODULE"] = "isotherm.web.site.django_settings"
        database = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
        show(args, rows=run(args), data={"database": database})


if __name__ == "__main__":
    main()
