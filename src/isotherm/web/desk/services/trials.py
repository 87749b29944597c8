"""From a brief to a test: which colours and cuts people will vote on, where, until when."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.desk.briefs import Brief
from isotherm.web.desk.queries.inbox import brief_for
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.services import MOST_OPTIONS, open_room, open_test
from isotherm.web.shop.models import Merchant
from isotherm.web.site.engine_words import said
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["OptionIdea", "item_of", "plan_test"]

LEAST_OPTIONS = 2
_LONGEST_WORD = 40  # of a colour, a cut, an item


@dataclasses.dataclass(frozen=True)
class OptionIdea:
    """One variant to be voted on."""

    colour: str
    cut: str
    price_fen: int | None
    picture: str = ""
    """The name `take_picture` gave; empty where the world draws it."""

    def attributes(self, item: str) -> dict[str, str]:
        """What it says of itself; ``item`` is what all options of the test are."""
        told = {"colour": self.colour, "cut": self.cut, "item": item}
        return {name: words for name, words in told.items() if words}


def plan_test(
    merchant: Merchant,
    brief_id: str,
    *,
    title: str,
    place: str,
    options: Sequence[OptionIdea],
    closes_at: dt.datetime,
    item: str = "",
    note_id: str | None = None,
    host: Member | None = None,
    room_opens_at: dt.datetime | None = None,
) -> LiveTest:
    """Open a test of the variants of a brief that was taken; in a room, with ``host`` to run it.

    ``item`` is what all of them are, where the merchant means another thing than the brief names.
    Refused where the brief was not taken, options repeat or are fewer than two, a test under a note
    has no note, or it would close in the past or in more than 30 days.
    """
    ideas, said = _ready(options), one_line(item, _LONGEST_WORD)
    with transaction.atomic():
        line = brief_for(merchant, brief_id)
        if line.answered != "taken":
            raise Refusal(_("Take the brief first; then its variants can be tested."))
        test = open_test(
            merchant,
            title=title,
            brief_id=brief_id,
            note_id=_note(note_id, place=place),
            place=place,
            options=[_option(idea, said or item_of(line.brief)) for idea in ideas],
            closes_at=closes_at,
        )
        if place != "note" and host is not None:
            open_room(host, merchant, title=test.title, test=test, opens_at=room_opens_at)
        return test


def _ready(options: Sequence[OptionIdea]) -> list[OptionIdea]:
    """The options without empty ones; Refusal where they cannot be told apart."""
    plain = [_plain(one) for one in options]
    ideas = [one for one in plain if one.colour or one.cut]
    if any(one.picture and not (one.colour or one.cut) for one in plain):
        told = _("Please say what each picture shows: its colour or its cut.")
        raise Refusal(told, code="options", status=422)
    if not LEAST_OPTIONS <= len(ideas) <= MOST_OPTIONS:
        told = _("A test needs %(least)d to %(most)d options; this has %(found)d.")
        counts = {"least": LEAST_OPTIONS, "most": MOST_OPTIONS, "found": len(ideas)}
        raise Refusal(told % counts, code="options", status=422)
    if len({(one.colour, one.cut) for one in ideas}) < len(ideas):
        raise Refusal(_("Two options have the same colour and cut."), code="options", status=422)
    if any(one.price_fen is None or one.price_fen <= 0 for one in ideas):
        raise Refusal(_("Please give every option a price."), code="price", status=422)
    return ideas


def _plain(idea: OptionIdea) -> OptionIdea:
    colour, cut = one_line(idea.colour, _LONGEST_WORD), one_line(idea.cut, _LONGEST_WORD)
    return dataclasses.replace(idea, colour=colour, cut=cut)


def _note(note_id: str | None, *, place: str) -> str | None:
    """The note to vote under; none for a room alone."""
    if place == "room":
        return None
    if not note_id:
        raise Refusal(_("Please choose the note people vote under."), code="note", status=422)
    return note_id


def _option(idea: OptionIdea, item: str) -> dict[str, Any]:
    return {
        "attributes": idea.attributes(item),
        "price_fen": idea.price_fen,
        "picture": idea.picture,
    }


def item_of(brief: Brief) -> str:
    """What a brief's goods are, in the reader's language: its item, else its own name."""
    return said(brief.item) or brief.name
