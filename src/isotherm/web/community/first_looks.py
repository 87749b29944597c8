"""Guaranteed first looks: new notes that were seen least get the places kept for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from isotherm.web.community.cursor import mark_of
from isotherm.web.community.models import Note
from isotherm.web.site.clock import now

__all__ = ["EVERY", "notes_owed_a_look"]

EVERY = 5  # one place in so many is kept for a new note
_OWED = 100  # impressions every new note is owed
_YOUNG = dt.timedelta(days=14)  # after which a note is new no longer
_LOOKED_THROUGH = 60


def notes_owed_a_look(
    slots: int, *, since: dt.datetime | None, passed: Collection[str]
) -> list[str]:
    """The notes the last reading (of ``since``) did not know, those seen least first.

    ``passed`` are the marks of notes that were shown further up.
    """
    if slots <= 0:
        return []
    oldest = now() - _YOUNG
    young = (
        Note.objects.filter(at__gt=max(since, oldest) if since else oldest, at__lte=now())
        .filter(impression_count__lt=_OWED)
        .order_by("impression_count", "-at")
        .values_list("id", flat=True)[: _LOOKED_THROUGH + len(passed)]
    )
    return [note_id for note_id in young if mark_of(note_id) not in passed][:slots]
