"""What a room's log says after a number, and how the room stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from django.db.models import Sum

from isotherm.web.rooms.models import LiveTest, Presence, Room, RoomLine
from isotherm.web.rooms.queries.goods import pieces_left
from isotherm.web.rooms.queries.tallies import Tally, tally
from isotherm.web.site.clock import now

__all__ = ["News", "Standing", "here", "last_lines", "lines_after", "news_of", "standing_of"]

_AWAY_S = 10.0  # a process that has told nothing for so long is gone


@dataclasses.dataclass(frozen=True)
class Standing:
    """How a room stands: small enough to be read many times a second."""

    last_seq: int
    changes: int  # of its test's votes
    shown: str
    test_id: str
    test_open: bool
    open: bool


@dataclasses.dataclass(frozen=True)
class News:
    """What is new in a room since a number and a count of changes."""

    standing: Standing
    lines: list[dict[str, Any]]
    tally: Tally | None
    left: dict[str, int]


def standing_of(room_id: str) -> Standing | None:
    """One question; None where the room is gone."""
    room = Room.objects.select_related("test").filter(pk=room_id).first()
    if room is None:
        return None
    at, test = now(), room.test
    return Standing(
        last_seq=room.last_seq,
        changes=test.changes if test else 0,
        shown=room.shown_option_id or "",
        test_id=test.pk if test else "",
        test_open=bool(test and test.is_open(at)),
        open=room.is_open(at),
    )


def news_of(room_id: str, *, after: int, changes: int, most: int) -> News | None:
    """What happened since; two questions more where there are lines or votes."""
    standing = standing_of(room_id)
    if standing is None:
        return None
    lines = lines_after(room_id, after, most=most) if standing.last_seq > after else []
    counted = None
    if standing.test_id and standing.changes != changes:
        counted = tally(LiveTest(pk=standing.test_id))
    left = pieces_left(room_id) if any(line["kind"] in ("sold", "sale") for line in lines) else {}
    return News(standing, lines, counted, left)


def lines_after(room_id: str, after: int, *, most: int) -> list[dict[str, Any]]:
    """The next lines of a log, at most so many."""
    rows = RoomLine.objects.filter(room_id=room_id, seq__gt=after).order_by("seq")
    return [_told(row) for row in rows.select_related("member")[:most]]


def last_lines(room_id: str, most: int) -> list[dict[str, Any]]:
    """The newest lines of a log, oldest first."""
    rows = RoomLine.objects.filter(room_id=room_id).order_by("-seq")
    return [_told(row) for row in reversed(rows.select_related("member")[:most])]


def here(room_id: str) -> tuple[int, bool]:
    """How many sockets all processes hold in a room, and whether one of them is its host's."""
    recent = Presence.objects.filter(room_id=room_id, at__gte=now() - dt.timedelta(seconds=_AWAY_S))
    viewers = recent.aggregate(n=Sum("viewers"))["n"] or 0
    return int(viewers), recent.filter(host_here=True).exists()


def _told(line: RoomLine) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "at": line.at.isoformat(timespec="seconds"),
        "kind": line.kind,
        "who": line.member_id or "",
        "name": str(line.member) if line.member else "",
        "text": line.text,
    }
