"""A room as one process of the town shows it: one task that looks and tells everybody."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections import Counter, deque
from typing import Any

from isotherm.web.rooms.hub.ear import EAR
from isotherm.web.rooms.hub.frames import NewsFrame, changes_in, told_to, write_frame
from isotherm.web.rooms.hub.limits import LIMITS, Bucket
from isotherm.web.rooms.hub.pool import POOLS
from isotherm.web.rooms.hub.rounds import do_rounds
from isotherm.web.rooms.hub.seat import Seat
from isotherm.web.rooms.queries.lines import News, Standing, last_lines, lines_after, news_of
from isotherm.web.rooms.queries.tallies import Tally
from isotherm.web.rooms.services.votes import record_seen
from isotherm.web.rooms.wakes import listen_for_wakes, stop_listening

__all__ = ["Hall", "hall_of"]

_log = logging.getLogger("isotherm.rooms")
_halls: dict[str, Hall] = {}
_FROM_NOW_ON = 2**31 - 1


def hall_of(room_id: str) -> Hall:
    """The hall of a room in this process, opened when the first comes."""
    hall = _halls.get(room_id)
    if hall is None:
        hall = _halls[room_id] = Hall(room_id)
    return hall


class Hall:
    """Everyone in a room of this process, and the news they are told.

    The database is the truth: the task reads it when woken. Other processes write too: where no
    Redis tells when, it looks every tenth of a second.
    """

    def __init__(self, room_id: str) -> None:
        """Nobody is here yet."""
        self.room_id = room_id
        self.seats: set[Seat] = set()
        self.frames: deque[NewsFrame] = deque(maxlen=LIMITS.news_kept)
        self._admitted: Counter[str] = Counter()
        self._buckets: dict[str, Bucket] = {}
        self._last_seq = 0
        self._number = 0
        self._told_at = -math.inf  # when the last news went out
        self._standing: Standing | None = None
        self._tally: Tally | None = None
        self._here: tuple[int, bool] = (0, False)
        self._host_at = -math.inf  # when a host last left this process
        self._unseen: set[str] = set()  # who came since the option shown was noted as seen
        self._woken = asyncio.Event()
        self._looked = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended = False

    def admit(self, member_id: str) -> bool:
        """Whether one more socket of someone may come in; it is counted until it leaves."""
        if self._admitted[member_id] >= LIMITS.seats_each:
            return False
        self._admitted[member_id] += 1
        if not self._tasks:
            loop = asyncio.get_running_loop()
            listen_for_wakes(self.room_id, lambda: loop.call_soon_threadsafe(self._woken.set))
            EAR.open()
            self._begin(self._run())
        return True

    async def enter(self, seat: Seat) -> None:
        """Bring a socket up to date from the log, then let it hear the news."""
        await self._looked.wait()
        most, after = LIMITS.lines_at_once, seat.guest.after
        if after is None:
            lines = await POOLS.look(last_lines, self.room_id, LIMITS.lines_at_first)
        else:
            lines = await POOLS.look(lines_after, self.room_id, after, most=most)
        await seat.send_lines(lines, **self._greeting(seat))
        # Nothing may wait between the last look at the log and the taking of the seat.
        while seat.seq < self._last_seq or len(lines) == most:
            lines = await POOLS.look(lines_after, self.room_id, seat.seq, most=most)
            if lines:
                await seat.send_lines(lines)
            else:  # the last lines were someone's who was erased
                seat.seq = max(seat.seq, self._last_seq)
        seat.next_frame = self._number
        self.seats.add(seat)
        self._unseen.add(seat.guest.member.pk)
        if self._ended:
            seat.close(1013, "come again")

    def leave(self, seat: Seat) -> None:
        """Forget a socket."""
        self.seats.discard(seat)
        if seat.guest.host:
            self._host_at = time.monotonic()
        self._admitted[seat.guest.member.pk] -= 1
        if self._admitted[seat.guest.member.pk] <= 0:
            del self._admitted[seat.guest.member.pk]

    def over_limit(self, member_id: str) -> Bucket | None:
        """Count one message of someone; their bucket where it was too much, else None."""
        at = time.monotonic()
        bucket = self._buckets.setdefault(member_id, Bucket(LIMITS.burst, at))
        return None if bucket.spend(at, LIMITS) else bucket

    def _greeting(self, seat: Seat) -> dict[str, Any]:
        viewers = max(self._here[0], len(self._admitted))
        told: dict[str, Any] = {"here": viewers, "host_here": self._here[1]}
        if self._standing is not None:
            told |= {"shown": self._standing.shown, "test_open": self._standing.test_open}
        if self._tally is not None:
            told["tally"] = told_to(self._tally, desk=False)
            if seat.guest.desk:
                told["options"] = self._tally.options
        return told

    def _begin(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)  # a task nobody holds may vanish
        task.add_done_callback(self._tasks.discard)

    async def _run(self) -> None:
        rounds_at = 0.0
        try:
            while True:
                begun = time.monotonic()
                self._woken.clear()
                await self._look()
                if begun >= rounds_at or not self._admitted:
                    rounds_at = begun + LIMITS.rounds_every_s
                    await self._go_round()
                    if not self._admitted:
                        return
                self._looked.set()
                await self._rest(begun)
        except Exception:
            _log.exception("room %s: the hub's task failed; its sockets come again", self.room_id)
        finally:
            self._ended = True
            self._looked.set()
            stop_listening(self.room_id)
            _halls.pop(self.room_id, None)
            if not _halls:
                EAR.close()
            for seat in self.seats:
                seat.close(1013, "come again")

    async def _rest(self, begun: float) -> None:
        """Wait for the next look: woken early, but never sooner than news may be told."""
        longest = LIMITS.look_woken_s if EAR.hears_all else LIMITS.look_every_s
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), begun + longest - time.monotonic())
        left = self._told_at + LIMITS.news_every_s - time.monotonic()
        if left > 0:
            await asyncio.sleep(left)

    async def _look(self) -> None:
        """Read what is new and tell it."""
        news = await POOLS.look(
            news_of,
            self.room_id,
            after=self._last_seq if self._standing else _FROM_NOW_ON,
            changes=self._tally.changes if self._tally else -1,
            most=LIMITS.lines_at_once,
        )
        if news is not None:
            self._take_in(news)
        if news is None or not news.standing.open:
            for seat in self.seats:
                seat.close(1000, "closed")

    def _take_in(self, news: News) -> None:
        before, self._standing = self._standing, news.standing
        rest = changes_in(news, before, self._tally)
        self._tally = news.tally or self._tally
        if before is None:
            self._last_seq = news.standing.last_seq
        self._publish(news.lines, rest, {"options": news.tally.options} if news.tally else {})
        if "shown" in rest:
            self._unseen = {seat.guest.member.pk for seat in self.seats}
        if self._unseen and news.standing.shown and news.standing.test_open:
            unseen, self._unseen = self._unseen, set()
            shown = [news.standing.shown]
            self._begin(POOLS.act(record_seen, news.standing.test_id, shown, unseen))

    def _publish(
        self, lines: list[dict[str, Any]], rest: dict[str, Any], desk: dict[str, Any]
    ) -> None:
        """One message to everybody: written once, sent by each seat at its own pace."""
        if lines:
            self._last_seq = lines[-1]["seq"]
        if not lines and not rest and not desk:
            return
        self.frames.append(write_frame(self._number, lines, rest, desk))
        self._number += 1
        self._told_at = time.monotonic()
        for seat in self.seats:
            if lines or rest or seat.guest.desk:
                seat.stir()

    async def _go_round(self) -> None:
        """Tell how many are here, and close who is signed out."""
        guests = [seat.guest for seat in self.seats]
        left = time.monotonic() - self._host_at
        host_here = any(guest.host for guest in guests) or left < LIMITS.host_grace_s
        gone, here = await POOLS.act(do_rounds, self.room_id, guests, host_here=host_here)
        for seat in self.seats:
            if seat.guest.session_key in gone:
                seat.close(1008, "signed out")
        if here != self._here:
            self._here = here
            self._publish([], {"here": here[0], "host_here": here[1]}, {})
