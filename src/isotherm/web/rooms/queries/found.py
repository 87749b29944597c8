"""Tests and rooms that are open, and their pages' rows."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from isotherm.web.rooms.models import LiveTest, Room
from isotherm.web.site.clock import now

__all__ = ["open_rooms", "open_tests", "tests_under"]


def open_tests() -> QuerySet[LiveTest]:
    """Tests that can be voted on, those that end soonest first."""
    at = now()
    running = LiveTest.objects.filter(opened_at__lte=at, merchant__isnull=False)
    ending = running.filter(Q(closes_at__gt=at) | Q(closes_at=None))
    with_options = ending.annotate(option_count=Count("options")).filter(option_count__gt=0)
    return with_options.select_related("merchant").order_by("closes_at", "pk")


def tests_under(note_id: str) -> QuerySet[LiveTest]:
    """The tests under a note, open ones and the last that closed."""
    under = LiveTest.objects.filter(note_id=note_id, place__in=("note", "both"))
    return under.select_related("merchant").order_by("-opened_at", "pk")


def open_rooms() -> QuerySet[Room]:
    """Rooms that are open or will be, the next first."""
    at = now()
    running = Room.objects.filter(closed_at=None).filter(Q(closes_at__gt=at) | Q(closes_at=None))
    return running.select_related("merchant", "host", "shown_option__test").order_by("opens_at")
