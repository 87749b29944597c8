"""Guaranteed first looks: new notes that were seen least get the places kept for them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from collections.abc import Collection

from django.db import connection

from isotherm.web.community.cursor import mark_of
from isotherm.web.community.looks import looks
from isotherm.web.community.models import Note
from isotherm.web.site.clock import now

__all__ = ["EVERY", "notes_owed_a_look"]

EVERY = 5  # one place in so many is kept for a new note
_OWED = 100  # impressions every new note is owed
_YOUNG = dt.timedelta(days=14)  # after which a note is new no longer
_LOOKED_THROUGH = 60
_BELIEVED_S = 1.0  # for which a process believes which notes were seen least


@dataclasses.dataclass(frozen=True)
class _Seen:
    """The notes that were seen least, as this process saw them a moment ago."""

    at: float
    since: dt.datetime | None
    note_ids: list[str]


_seen: list[_Seen] = []  # at most one; replaced whole, so that threads never see half of it


def notes_owed_a_look(
    slots: int, *, since: dt.datetime | None, passed: Collection[str]
) -> list[str]:
    """The notes the last reading (of ``since``) did not know, those seen least first.

    ``passed`` are the marks of notes that were shown further up.
    """
    if slots <= 0:
        return []
    scrolled_far = len(passed) > _LOOKED_THROUGH - slots
    young = _ask(since, _LOOKED_THROUGH + len(passed)) if scrolled_far else _seen_least(since)
    return [note_id for note_id in young if mark_of(note_id) not in passed][:slots]


def _seen_least(since: dt.datetime | None) -> list[str]:
    """What is believed for now; inside a transaction nothing is believed unseen."""
    seen = _seen[-1] if _seen else None
    is_fresh = seen is not None and time.monotonic() - seen.at < _BELIEVED_S
    if seen is None or not is_fresh or seen.since != since or connection.in_atomic_block:
        seen = _Seen(time.monotonic(), since, _ask(since, _LOOKED_THROUGH))
        _seen[:] = [seen]
    return seen.note_ids


def _ask(since: dt.datetime | None, most: int) -> list[str]:
    """New notes, those seen least first; what this process showed since it last wrote counts."""
    oldest = now() - _YOUNG
    young = (
        Note.objects.filter(at__gt=max(since, oldest) if since else oldest, at__lte=now())
        .filter(impression_count__lt=_OWED)
        .order_by("impression_count", "-at")
        .values_list("id", "impression_count")[:most]
    )
    seen = dict(young)
    shown_since = looks.not_written(seen)
    return [
        note_id
        for note_id in sorted(seen, key=lambda note_id: seen[note_id] + shown_since[note_id])
        if seen[note_id] + shown_since[note_id] < _OWED
    ]
