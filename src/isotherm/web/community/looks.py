"""Looks at notes: impressions without person, views of members; counted in few writes.

Both gather in the process and are written together, now and then after an answer was sent, and when
the process is told to stop. A page is never lost because its looks could not be written.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpResponse

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, Reaction
from isotherm.web.site.clock import now
from isotherm.web.site.endings import before_the_end

__all__ = ["LookedAtResponse", "Looks", "looks"]

_EVERY_S = 30.0  # seconds between two writings; each holds pages up for a tenth of a second
_MOST_VIEWS = 5_000  # kept while they cannot be written

Key = TypeVar("Key", int, str)
View = tuple[str, str, dt.datetime]  # member, note, moment
_log = logging.getLogger(__name__)


class Looks:
    """Looks that are not written yet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._impressions: Counter[tuple[str, dt.datetime]] = Counter()
        self._views: list[View] = []
        self._written_at = time.monotonic()

    def shown(self, note_ids: Iterable[str]) -> None:
        """Notes were shown on a page to somebody."""
        day = now().replace(hour=0, minute=0, second=0, microsecond=0)
        with self._lock:
            self._impressions.update((note_id, day) for note_id in note_ids)

    def viewed(self, note_id: str, *, member_id: str) -> None:
        """A member opened a note."""
        with self._lock:
            if len(self._views) < _MOST_VIEWS:
                self._views.append((member_id, note_id, now()))

    def not_written(self, note_ids: Iterable[str]) -> Counter[str]:
        """How often notes were shown since the last writing."""
        wanted = set(note_ids)
        with self._lock:
            told = [(note_id, n) for (note_id, _), n in self._impressions.items()]
        counted: Counter[str] = Counter()
        for note_id, n in told:
            if note_id in wanted:
                counted[note_id] += n
        return counted

    def write_if_due(self) -> None:
        """Write, where the last time is long enough ago; what fails is kept for the next time."""
        if time.monotonic() - self._written_at >= _EVERY_S:
            try:
                self.write()
            except DatabaseError:
                _log.warning("looks could not be written; kept for later", exc_info=True)

    def write(self) -> None:
        """Write what gathered, in one transaction."""
        with self._lock:
            impressions, self._impressions = self._impressions, Counter()
            views, self._views = self._views, []
            self._written_at = time.monotonic()
        if not impressions and not views:
            return
        try:
            with transaction.atomic():
                _write_impressions(impressions)
                _write_views(views)
        except DatabaseError:
            with self._lock:
                self._impressions.update(impressions)
                self._views = (views + self._views)[:_MOST_VIEWS]
            raise


looks = Looks()
before_the_end(looks.write)


class LookedAtResponse(HttpResponse):
    """A page whose looks are written once it was sent."""

    def close(self) -> None:
        """End the answer, then write."""
        looks.write_if_due()
        super().close()


def _write_impressions(counts: Counter[tuple[str, dt.datetime]]) -> None:
    """Add to the row of each note and day; rows of notes wait for others at the same notes."""
    wanted = sorted({note_id for note_id, _day in counts})
    there = set(
        Note.objects.select_for_update()
        .filter(pk__in=wanted)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for day in sorted({day for _note, day in counts}):
        of_day = {note: n for (note, at), n in counts.items() if at == day and note in there}
        _add_to_day(of_day, day)
    total: Counter[str] = Counter()
    for (note_id, _day), n in counts.items():
        total[note_id] += n
    for n, note_ids in _by_count({note_id: total[note_id] for note_id in there}):
        Note.objects.filter(pk__in=note_ids).update(impression_count=F("impression_count") + n)


def _add_to_day(counts: dict[str, int], day: dt.datetime) -> None:
    rows = Reaction.objects.filter(
        kind=Reaction.Kind.IMPRESSION, member__isnull=True, at=day, note_id__in=list(counts)
    )
    known = dict(rows.values_list("note_id", "pk"))
    for n, row_ids in _by_count({pk: counts[note_id] for note_id, pk in known.items()}):
        Reaction.objects.filter(pk__in=row_ids).update(count=F("count") + n)
    Reaction.objects.bulk_create(
        Reaction(kind=Reaction.Kind.IMPRESSION, at=day, note_id=note_id, count=n)
        for note_id, n in sorted(counts.items())
        if note_id not in known
    )


def _by_count(counts: dict[Key, int]) -> list[tuple[int, list[Key]]]:
    """Rows that grow by as many, together: few counts differ, so there are few statements."""
    rows: dict[int, list[Key]] = {}
    for row_id, n in sorted(counts.items()):
        rows.setdefault(n, []).append(row_id)
    return sorted(rows.items())


def _write_views(views: list[View]) -> None:
    """One row a view; members and notes that are gone meanwhile leave none."""
    members = set(Member.objects.filter(pk__in={v[0] for v in views}).values_list("pk", flat=True))
    notes = set(Note.objects.filter(pk__in={v[1] for v in views}).values_list("pk", flat=True))
    Reaction.objects.bulk_create(
        Reaction(kind=Reaction.Kind.VIEW, member_id=member_id, note_id=note_id, at=at)
        for member_id, note_id, at in views
        if member_id in members and note_id in notes
    )
