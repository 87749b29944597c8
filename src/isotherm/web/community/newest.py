"""The newest notes, a page at a time, without ever counting how many lie before."""

from __future__ import annotations

import base64
import datetime as dt

from django.db.models import Q, QuerySet

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, Reaction
from isotherm.web.site.clock import now
from isotherm.web.site.words import as_id

__all__ = ["of_everybody", "of_followed"]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def of_everybody(*, after: str, limit: int) -> tuple[list[str], str]:
    """Ids of the next notes and where to go on; nothing to go on from at the end."""
    return _page(Note.objects.all(), after=after, limit=limit)


def of_followed(member: Member, *, after: str, limit: int) -> tuple[list[str], str]:
    """The same of those a member follows."""
    followed = Reaction.objects.filter(
        member=member, kind=Reaction.Kind.FOLLOW, followed__isnull=False
    ).values("followed_id")
    return _page(Note.objects.filter(author_id__in=followed), after=after, limit=limit)


def _page(notes: QuerySet[Note], *, after: str, limit: int) -> tuple[list[str], str]:
    """By falling time, ids among equals; the address of the last one leads on."""
    before = _read(after)
    if before is not None:
        at, note_id = before
        notes = notes.filter(Q(at__lt=at) | Q(at=at, id__lt=note_id), at__lte=at)
    else:
        notes = notes.filter(at__lte=now())
    found = list(notes.order_by("-at", "-id").values_list("id", "at")[: limit + 1])
    shown = found[:limit]
    onward = _write(*shown[-1]) if len(found) > limit else ""
    return [row[0] for row in shown], onward


def _write(note_id: str, at: dt.datetime | None) -> str:
    """A moment and an id, in characters an address may hold."""
    if at is None:
        return ""
    told = base64.urlsafe_b64encode(note_id.encode()).decode().rstrip("=")
    return f"{(at - _EPOCH) // _MICROSECOND:x}-{told}"


def _read(after: str) -> tuple[dt.datetime, str] | None:
    moment, _, told = after.partition("-")
    try:
        note_id = base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)).decode()
        return _EPOCH + int(moment, 16) * _MICROSECOND, as_id(note_id)
    except (ValueError, OverflowError):
        return None
