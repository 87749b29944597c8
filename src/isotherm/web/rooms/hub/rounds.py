"""What is seen to every few seconds while people are in a room."""

from __future__ import annotations

import datetime as dt
import functools
import os
import secrets
from collections.abc import Sequence

from django.contrib.sessions.models import Session
from django.utils import timezone

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.hub.door import Guest
from isotherm.web.rooms.models import Presence, Room
from isotherm.web.rooms.queries.lines import here
from isotherm.web.rooms.services.rooms import close_overdue
from isotherm.web.shop.queries import shops_kept_by
from isotherm.web.site.clock import now

__all__ = ["do_rounds"]

_FORGOTTEN = dt.timedelta(minutes=1)


def do_rounds(
    room_id: str, guests: Sequence[Guest], *, host_here: bool
) -> tuple[set[str], tuple[int, bool]]:
    """Tell who is here; sessions that are over, and how many are in the room with every process."""
    room = Room.objects.filter(pk=room_id).first()
    if room is None:
        return set(), (0, False)
    _tell_presence(room_id, guests, host_here=host_here)
    close_overdue(room)
    return _ended(guests) | _lost_desks(room, guests), here(room_id)


def _tell_presence(room_id: str, guests: Sequence[Guest], *, host_here: bool) -> None:
    mine = Presence.objects.filter(room_id=room_id, process=_process(os.getpid()))
    Presence.objects.filter(room_id=room_id, at__lt=now() - _FORGOTTEN).delete()
    if not guests and not host_here:
        mine.delete()
        return
    told = {
        "viewers": len({guest.member.pk for guest in guests}),
        "host_here": host_here,
        "at": now(),
    }
    Presence.objects.update_or_create(room_id=room_id, process=_process(os.getpid()), defaults=told)


@functools.cache
def _process(_pid: int) -> str:
    """A name of this process alone: it is a fork, which has all that was there before it."""
    return secrets.token_hex(8)


def _ended(guests: Sequence[Guest]) -> set[str]:
    """Keys of sessions that are over: signed out, run out, or their member is gone."""
    keys = {guest.session_key for guest in guests}
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    there = Member.objects.filter(pk__in={g.member.pk for g in guests}, is_active=True)
    members = set(there.values_list("pk", flat=True))
    gone = {guest.session_key for guest in guests if guest.member.pk not in members}
    return keys - set(alive.values_list("session_key", flat=True)) | gone


def _lost_desks(room: Room, guests: Sequence[Guest]) -> set[str]:
    """Keys of sessions that sit at the desk and may no longer see who is ahead."""
    desks = {guest.session_key: guest.member.pk for guest in guests if guest.desk}
    others = {member_id for member_id in desks.values() if member_id != room.host_id}
    lost = {
        member.pk
        for member in Member.objects.filter(pk__in=others, is_staff=False)
        if not shops_kept_by(member).filter(pk=room.merchant_id).exists()
    }
    return {key for key, member_id in desks.items() if member_id in lost}
