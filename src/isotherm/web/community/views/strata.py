"""Strata as places one can visit."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from isotherm.web.accounts.asking import member_or_none
from isotherm.web.community.looks import LookedAtResponse, looks
from isotherm.web.community.queries import cards
from isotherm.web.community.queries.goods import standards_of
from isotherm.web.community.queries.strata import (
    notes_of_stratum,
    stratum_card,
    stratum_cards,
    wishes_like,
)
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.paging import page_number

__all__ = ["strata", "stratum"]

_NOTES = 20


@audience(Audience.EVERYONE)
@require_safe
def strata(request: HttpRequest) -> HttpResponse:
    """Show all strata as tiles, the warmest first."""
    tiles = stratum_cards()
    covers = cards([note_id for tile in tiles for note_id in tile.cover_ids[:1]])
    pictures = {card["note"].pk: card["note"] for card in covers}
    shown = [(tile, pictures.get(next(iter(tile.cover_ids), ""))) for tile in tiles]
    return render(request, "community/strata.html", {"tiles": shown})


@audience(Audience.EVERYONE)
@require_safe
def stratum(request: HttpRequest, stratum_id: str) -> HttpResponse:
    """Show one stratum: what it is about, its notes, its goods, its wishes."""
    card = stratum_card(stratum_id)
    if card is None:
        raise Http404
    page, member = page_number(request), member_or_none(request)
    start = (page - 1) * _NOTES
    found = notes_of_stratum(stratum_id, start=start, limit=_NOTES + 1)
    notes = cards(found[:_NOTES], member)
    looks.shown(note["note"].pk for note in notes)
    here = reverse("community:stratum", args=[stratum_id])
    shown = {
        "stratum": card,
        "page": {"cards": notes},
        "next_url": f"{here}?page={page + 1}" if len(found) > _NOTES else "",
    }
    if is_fragment(request):
        return LookedAtResponse(render_to_string("community/_cards.html", shown, request=request))
    shown |= {"goods": standards_of(stratum_id), "wishes": wishes_like(card), "is_first": page == 1}
    shown["covers"] = [note["note"] for note in cards(card.cover_ids)]
    shown["is_mine"] = member is not None and _is_in(member.pk, stratum_id)
    return LookedAtResponse(render_to_string("community/stratum.html", shown, request=request))


def _is_in(member_id: str, stratum_id: str) -> bool:
    from isotherm.web.readings.queries import strata_of

    return any(row["stratum_id"] == stratum_id for row in strata_of(member_id))
