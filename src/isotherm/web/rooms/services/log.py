"""What is written into a room's log: every line gets the next number, in order of commit."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import Room, RoomLine
from isotherm.web.rooms.wakes import wake_after_commit
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["LONGEST_LINE", "say", "write_line"]

LONGEST_LINE = 200  # characters of one line of chat
_MOST_LINES, _WITHIN = 20, dt.timedelta(seconds=10)  # of one member
_LONGEST_KEY = 40


def say(member: Member, room_id: str, *, text: str, client_key: str) -> RoomLine:
    """Say a line in an open room. The same key again is the same line, said once.

    Raises:
        Refusal: nothing to say, too long, too fast, or the room is not open.
    """
    words = one_line(text, LONGEST_LINE, required=_("There is nothing in this message."))
    if not client_key or len(client_key) > _LONGEST_KEY or not client_key.isprintable():
        raise Refusal(_("This message has no usable key."), code="bad_key", status=422)
    with transaction.atomic():
        room = _open_room(room_id)
        mine = RoomLine.objects.filter(room=room, member=member)
        known = mine.filter(client_key=client_key).first()
        if known is not None:
            return known
        if mine.filter(at__gte=now() - _WITHIN).count() >= _MOST_LINES:
            raise Refusal(_("That was a lot at once. Take a breath."), code="fast", status=429)
        return write_line(room, "chat", text=words, member=member, client_key=client_key)


def write_line(
    room: Room, kind: str, *, text: str = "", member: Member | None = None, client_key: str = ""
) -> RoomLine:
    """Add a line; the room's row must be locked by the caller's transaction."""
    room.last_seq += 1
    room.save(update_fields=["last_seq"])
    wake_after_commit(room.pk)
    return RoomLine.objects.create(
        room=room,
        seq=room.last_seq,
        at=now(),
        member=member,
        kind=kind,
        text=text,
        client_key=client_key,
    )


def _open_room(room_id: str) -> Room:
    room = Room.objects.select_for_update().filter(pk=room_id).first()
    if room is None or not room.is_open(now()):
        raise Refusal(_("This room is not open."), code="closed")
    return room
