"""A note's page, and what is done to a note from there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of, member_or_none
from isotherm.web.community.asks import READY_ASKS
from isotherm.web.community.looks import LookedAtResponse, looks
from isotherm.web.community.models import Note
from isotherm.web.community.queries.notes import note_page, states_of
from isotherm.web.community.queries.replies import threads_of
from isotherm.web.community.services import react, take_back
from isotherm.web.search.services import log_click
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited
from isotherm.web.site.words import as_id

__all__ = ["note", "note_state", "share_note"]


_STATES = ("like", "save")


@audience(Audience.EVERYONE)
@require_safe
def note(request: HttpRequest, note_id: str) -> HttpResponse:
    """Show a note with what was said under it."""
    member = member_or_none(request)
    shown = note_page(note_id, member)
    if shown is None:
        raise Http404
    threads, more = threads_of(shown["note"], page=1)
    shown |= {"threads": threads, "more_page": 2 if more else 0, "asks": READY_ASKS}
    if member is not None:
        looks.viewed(note_id, member_id=member.pk)
    if "s" in request.GET:
        log_click(as_id(request.GET["s"]), note_id, member=member)
    return LookedAtResponse(render_to_string("community/note.html", shown, request=request))


@audience(Audience.MEMBER)
@require_POST
def note_state(request: HttpRequest, note_id: str, kind: str) -> HttpResponse:
    """Like or save a note, or take it back: ``want`` says which of both is wanted."""
    member = member_of(request)
    if kind not in _STATES:  # a view or a basket is told of by what happens, not by an address
        raise Http404
    limited("react", member.pk)
    act = react if request.POST.get("want") == "1" else take_back
    act(member, kind, note_id=note_id)
    found = Note.objects.filter(pk=note_id).first()
    if found is None:
        raise Http404
    if not is_fragment(request):
        return redirect("community:note", note_id=note_id)
    if request.POST.get("look") == "card":
        card = {"note": found, "liked": states_of(found, member).liked}
        return render(request, "community/_like.html", {"card": card})
    shown = {"note": found, "states": states_of(found, member)}
    return render(request, "community/_acts.html", shown)


@audience(Audience.MEMBER)
@require_POST
def share_note(request: HttpRequest, note_id: str) -> HttpResponse:
    """Count that a note was passed on; the address itself was copied by the page."""
    member = member_of(request)
    limited("react", member.pk)
    react(member, "share", note_id=note_id)
    if is_fragment(request):
        return HttpResponse(status=204)
    return redirect("community:note", note_id=note_id)
