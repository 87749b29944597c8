"""Opening and closing a live test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.rooms.models import LiveTest, Option, Room
from isotherm.web.rooms.services.log import write_line
from isotherm.web.rooms.services.settling import settle
from isotherm.web.shop.models import Merchant
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import as_id, one_line

__all__ = ["LONGEST_TITLE", "MOST_OPTIONS", "close_test", "open_test"]

_PLACES = ("note", "room", "both")
_LONGEST = dt.timedelta(days=30)
MOST_OPTIONS = 8
LONGEST_TITLE = 120


def open_test(
    merchant: Merchant,
    *,
    title: str,
    brief_id: str,
    note_id: str | None,
    place: str,
    options: Sequence[Mapping[str, Any]],
    closes_at: dt.datetime,
) -> LiveTest:
    """Let people vote on options before anything is made.

    ``options`` are mappings with ``attributes`` (colour, cut, sizes, ...), and where known
    ``price_fen`` and ``picture`` (a stored file's name).

    Raises:
        Refusal: no title, place, options or end that makes sense, or no such note.
    """
    at = now()
    _require_sense(place, len(options), closes_at - at)
    _require_note(note_id)
    with transaction.atomic():
        test = LiveTest.objects.create(
            merchant=merchant,
            title=one_line(title, LONGEST_TITLE, required=_("Please give it a title.")),
            brief_id=brief_id,
            note_id=note_id or None,
            place=place,
            opened_at=at,
            closes_at=closes_at,
        )
        Option.objects.bulk_create(_option(test, i, told) for i, told in enumerate(options))
    return test


def _require_sense(place: str, options: int, open_for: dt.timedelta) -> None:
    if place not in _PLACES:
        raise Refusal(_("A test is under a note, in a room, or both."), code="place", status=422)
    if not 1 <= options <= MOST_OPTIONS:
        told = _("A test has 1 to %(most)d options; this has %(found)d.")
        counts = {"most": MOST_OPTIONS, "found": options}
        raise Refusal(told % counts, code="options", status=422)
    if not dt.timedelta(0) < open_for <= _LONGEST:
        told = _("A test closes within %(days)d days from now.") % {"days": _LONGEST.days}
        raise Refusal(told, code="closes_at", status=422)


def _require_note(note_id: str | None) -> None:
    from isotherm.web.community.models import Note

    if note_id and not Note.objects.filter(pk=as_id(note_id)).exists():
        raise Refusal(_("There is no such note."), code="no_note", status=404)


def close_test(test: LiveTest) -> LiveTest:
    """Count no further votes; its rooms are told, and it is settled. Twice is once."""
    with transaction.atomic():
        held = LiveTest.objects.select_for_update().get(pk=test.pk)
        if held.is_open(now()):
            held.closes_at = now()
            held.changes += 1
            held.save(update_fields=["closes_at", "changes"])
            rooms = Room.objects.select_for_update().filter(test=held, closed_at=None)
            for room in rooms.order_by("pk"):
                write_line(room, "decided", text=held.title)
    settle(held)
    return held


def _option(test: LiveTest, place: int, told: Mapping[str, Any]) -> Option:
    attributes, price = told.get("attributes") or {}, told.get("price_fen")
    if not isinstance(attributes, Mapping) or not attributes:
        raise Refusal(_("Every option says what it is."), code="options", status=422)
    if price is not None and not (isinstance(price, int) and 0 <= price <= 10**9):
        raise Refusal(_("A price is a sum of money."), code="price", status=422)
    return Option(
        test=test,
        attributes=dict(attributes),
        price_fen=price,
        picture=told.get("picture") or "",
        place=place,
    )
