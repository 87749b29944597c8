"""Rooms as viewers see them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of, member_or_none
from isotherm.web.rooms.models import Room
from isotherm.web.rooms.queries import decision, open_rooms, tally
from isotherm.web.rooms.queries.choices import choices_for, scale_of
from isotherm.web.rooms.queries.desks import rooms_hosted_by
from isotherm.web.rooms.queries.goods import goods_of
from isotherm.web.rooms.queries.lines import here, last_lines
from isotherm.web.rooms.queries.support import people_at
from isotherm.web.rooms.services import say as say_line
from isotherm.web.rooms.services.rooms import stream_host
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.headers import content_policy
from isotherm.web.site.ids import new_id
from isotherm.web.site.limits import limited
from isotherm.web.site.paging import page_of

__all__ = ["room", "rooms", "say", "shown_in"]

_A_PAGE = 12
_LINES = 50
# Lines as the page's script will fill them in; the marks stand for who and what.
_LINE_KINDS = ("chat", "announce", "opened", "shown", "sold", "sale", "decided", "closed")
_PATTERNS = [{"kind": kind, "seq": "", "name": "⟦who⟧", "text": "⟦words⟧"} for kind in _LINE_KINDS]


@audience(Audience.EVERYONE)
@require_safe
def rooms(request: HttpRequest) -> HttpResponse:
    """Rooms that are open, and the next ones."""
    page = page_of(request, open_rooms(), size=_A_PAGE)
    at = now()
    told = [{"room": one, "is_open": one.is_open(at)} for one in page]
    return render(request, "rooms/rooms.html", {"page": page, "rooms": told})


@audience(Audience.EVERYONE)
@require_safe
def room(request: HttpRequest, room_id: str) -> HttpResponse:
    """One room: what is shown, the chat, the votes, the goods."""
    found = Room.objects.select_related("merchant", "host", "test", "shown_option")
    mine = get_object_or_404(found, pk=room_id)
    response = render(request, "rooms/room.html", shown_in(request, mine))
    if mine.stream_url:
        response.headers["Content-Security-Policy"] = content_policy(
            frame=stream_host(mine.stream_url)
        )
    return response


@audience(Audience.MEMBER)
@require_POST
def say(request: HttpRequest, room_id: str) -> HttpResponse:
    """Say a line; where scripts run the socket does it."""
    member = member_of(request)
    limited("say", member.pk)
    said = request.POST
    key = said.get("client_key", "")
    say_line(member, room_id, text=said.get("text", ""), client_key=key)
    return redirect("rooms:room", room_id)


def shown_in(request: HttpRequest, mine: Room) -> dict[str, Any]:
    """What a page shows of a room."""
    member = member_or_none(request)
    at, test = now(), mine.test
    voting = bool(test and test.is_open(at))
    told = decision(test) if test and not voting else None
    choices = choices_for(test, member, decision=told) if test else []
    viewers, host_here = here(mine.pk)
    return {
        "room": mine,
        "is_open": mine.is_open(at),
        "is_ahead": mine.opens_at > at,
        "voting": voting,
        "test": test,
        "choices": choices,
        "scale": scale_of(choices),
        "shown_id": mine.shown_option_id or (choices[0].option.pk if choices else ""),
        "tally": tally(test) if test else None,
        "people": people_at(test)[1] if test and not voting else None,
        "best": next((c for c in choices if told and c.option.pk == told.best), None),
        "goods": goods_of(mine),
        "lines": last_lines(mine.pk, _LINES),
        "viewers": viewers,
        "host_here": host_here,
        "line_kinds": _PATTERNS,
        "client_key": new_id(),
        "runs_it": bool(member and rooms_hosted_by(member).filter(pk=mine.pk).exists()),
    }
