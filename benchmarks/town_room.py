"""A live room with many viewers: how long from a vote to its tally on every screen.

A server of its own (SQLite in a folder thrown away, or the database of DATABASE_URL, which must be
empty), viewers on sockets in this process. Told are the time from a vote sent to a tally that
counts it, over all votes and viewers; the same for lines of chat; and lines lost or doubled, with
some viewers cut off and coming back. Then again while one socket sends without end.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime as dt
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from _door import door, show

OPTIONS = (("丁香紫", "直筒"), ("灰", "短款"), ("薄荷绿", "收腰"))
STAKES = ("like", "wish")
VOTES_A_SECOND = 20.0
LINES_A_SECOND = 5.0
CUT_OFF = 0.1  # share of viewers who lose the line once
AT_ONCE = 20  # viewers who come in at the same time
COMMAND = (
    *(sys.executable, "-m", "uvicorn", "isotherm.web.site.asgi:application"),
    *(
        "--log-level",
        "warning",
        "--ws",
        "websockets-sansio",
        "--ws-max-size",
        "4096",
        "--ws-per-message-deflate",
        "false",
    ),
    *("--lifespan", "off"),
)


class Viewer:
    """A socket that writes down what it is told, and when."""

    def __init__(self, url: str, session: str) -> None:
        self.url, self.session = url, session
        self.heard: list[tuple[float, str]] = []
        self.after = 0
        self.acks: dict[str, dict[str, Any]] = {}
        self._reader: asyncio.Task[None] | None = None

    async def come(self) -> None:
        import websockets

        host = self.url.split("/")[2]
        self.line = await websockets.connect(
            f"{self.url}?after={self.after}",
            origin=f"http://{host}",  # type: ignore[arg-type]  # a string to its makers, too
            additional_headers={"Cookie": f"sessionid={self.session}"},
            compression=None,
            proxy=None,
            open_timeout=60,
        )
        self._reader = asyncio.create_task(self._read())

    async def go(self) -> None:
        self.line.transport.abort()
        if self._reader is not None:
            await self._reader

    async def send(self, **act: str) -> None:
        await self.line.send(json.dumps(act))

    async def _read(self) -> None:
        import websockets

        with contextlib.suppress(websockets.ConnectionClosed):
            async for text in self.line:
                self.heard.append((time.perf_counter(), str(text)))
                if '"lines"' in str(text) or '"ack"' in str(text):
                    self._take_in(json.loads(text))

    def _take_in(self, message: dict[str, Any]) -> None:
        for line in message.get("lines", ()):
            self.after = max(self.after, line["seq"])
        if "ack" in message:
            self.acks[message["ack"]] = message


def make_town(viewers: int) -> tuple[str, list[str], str, list[str]]:
    """Room, its options, its host's session and the sessions of so many viewers."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from isotherm.web.accounts.models import Member
    from isotherm.web.rooms.services import open_room, open_test
    from isotherm.web.shop.models import Merchant
    from isotherm.web.site.clock import now

    names = [f"viewer-{i}" for i in range(viewers + 1)]
    Member.objects.bulk_create(Member(id=n, username=n, name=n, password="!") for n in names)
    members = list(Member.objects.filter(pk__in=names))
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
    room = open_room(members[0], merchant, title="room", test=test)
    sessions = [_session(member) for member in members]
    return room.pk, [option.pk for option in test.options.all()], sessions[0], sessions[1:]


def _session(member: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = member.pk
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return str(session.session_key)


@contextlib.contextmanager
def serving() -> Iterator[int]:
    """A server of the town in a process of its own; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([*COMMAND, "--port", str(port)])
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


async def measure(
    url: str, sessions: list[str], options: list[str], *, seconds: float, flooder: str
) -> dict[str, Any]:
    """Everybody comes, some vote and speak, some are cut off; one floods where named."""
    viewers = [Viewer(url, session) for session in sessions]
    for start in range(0, len(viewers), AT_ONCE):
        await asyncio.gather(*(viewer.come() for viewer in viewers[start : start + AT_ONCE]))
    await asyncio.sleep(1)
    put_out = [0]
    flood = asyncio.create_task(_flood(Viewer(url, flooder), put_out)) if flooder else None
    sent: dict[str, tuple[float, Viewer]] = {}
    chance = random.Random(1)
    acting = chance.sample(viewers, len(viewers))
    await asyncio.gather(
        _vote(acting, options, sent, seconds=seconds),
        _speak(acting, sent, seconds=seconds),
        _cut_off(chance.sample(viewers, int(CUT_OFF * len(viewers))), seconds=seconds),
    )
    await asyncio.sleep(2)
    if flood is not None:
        flood.cancel()
    told = _figures(viewers, sent)
    await asyncio.gather(*(viewer.go() for viewer in viewers))
    return told | {"put_out": put_out[0] if flood else None}


async def _vote(
    viewers: list[Viewer],
    options: list[str],
    sent: dict[str, tuple[float, Viewer]],
    *,
    seconds: float,
) -> None:
    for i in range(int(seconds * VOTES_A_SECOND)):
        viewer = viewers[i % len(viewers)]
        turn = i // len(viewers)
        option = options[turn // len(STAKES) % len(options)]
        act = {"do": "vote", "option": option, "stake": STAKES[turn % len(STAKES)]}
        await _send(viewer, f"v{i}", sent, **act)
        await asyncio.sleep(1 / VOTES_A_SECOND)


async def _speak(
    viewers: list[Viewer], sent: dict[str, tuple[float, Viewer]], *, seconds: float
) -> None:
    for i in range(int(seconds * LINES_A_SECOND)):
        viewer = viewers[-1 - i % len(viewers)]
        await _send(viewer, f"s{i}", sent, do="say", text=f"第 {i} 句")
        await asyncio.sleep(1 / LINES_A_SECOND)


async def _send(
    viewer: Viewer, key: str, sent: dict[str, tuple[float, Viewer]], **act: str
) -> None:
    import websockets

    key = f"{key}-{id(sent)}"  # the same key again would be the same act
    try:
        sent[key] = (time.perf_counter(), viewer)
        await viewer.send(key=key, **act)
    except websockets.ConnectionClosed:  # cut off just now: someone else's turn
        del sent[key]


async def _cut_off(viewers: list[Viewer], *, seconds: float) -> None:
    for viewer in viewers:
        await asyncio.sleep(0.8 * seconds / max(1, len(viewers)))
        await viewer.go()
        await viewer.come()


async def _flood(viewer: Viewer, put_out: list[int]) -> None:
    """Send without end, and come back as often as one is put out; counts how often."""
    import websockets

    while True:
        with contextlib.suppress(websockets.WebSocketException, OSError):
            await viewer.come()
            for i in range(10**9):
                await viewer.send(do="say", key=f"f{i}", text="刷屏")
                await asyncio.sleep(0.001)
        put_out[0] += 1
        await asyncio.sleep(0.2)


def _figures(viewers: list[Viewer], sent: dict[str, tuple[float, Viewer]]) -> dict[str, Any]:
    votes, lines, seqs, tallies = [], [], [], 0
    acked = {
        key: (at, viewer.acks[key]) for key, (at, viewer) in sent.items() if key in viewer.acks
    }
    said = {ack["seq"]: at for at, ack in acked.values() if "seq" in ack}
    voted = sorted((ack["changes"], at) for at, ack in acked.values() if "changes" in ack)
    for viewer in viewers:
        heard = [(at, json.loads(text)) for at, text in viewer.heard]
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
    with serving() as port:
        url = f"ws://127.0.0.1:{port}/ws/rooms/{room}"
        for name, flooder in (("quiet", ""), ("one floods", host)):
            used = options[:2] if name == "quiet" else options[2:]
            told = asyncio.run(measure(url, sessions, used, seconds=args.seconds, flooder=flooder))
            rows.append({"case": name, "viewers": args.viewers, **told})
    return rows


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--viewers", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=20.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"ISOTHERM_DEMO": "1", "ISOTHERM_HOME": home}
        os.environ["DJANGO_SETTINGS_MODULE"] = "isotherm.web.site.django_settings"
        database = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
        show(args, rows=run(args), data={"database": database})


if __name__ == "__main__":
    main()
