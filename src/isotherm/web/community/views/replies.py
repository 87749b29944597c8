"""Replying under a note."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.community.asks import READY_ASKS
from isotherm.web.community.models import Note, Reply
from isotherm.web.community.queries.replies import thread_of, threads_of
from isotherm.web.community.services import erase_reply, reply
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited
from isotherm.web.site.numbers import whole
from isotherm.web.site.once import do_once_for_form

__all__ = ["replies", "reply_to", "take_reply_away"]

_MOST_PAGES = 1000


@audience(Audience.EVERYONE)
@require_safe
def replies(request: HttpRequest, note_id: str) -> HttpResponse:
    """More of the replies."""
    note = Note.objects.select_related("author").filter(pk=note_id).first()
    page = whole(request.GET.get("page", ""), least=1, most=_MOST_PAGES)
    if note is None or page is None:
        raise Http404
    threads, more = threads_of(note, page=page)
    shown = {"note": note, "threads": threads, "more_page": page + 1 if more else 0}
    name = "community/_threads.html" if is_fragment(request) else "community/replies.html"
    return render(request, name, shown)


@audience(Audience.MEMBER)
@require_POST
def reply_to(request: HttpRequest, note_id: str) -> HttpResponse:
    """Reply with words, or with one of the ready asks; the same form twice replies once."""
    member = member_of(request)
    limited("reply", member.pk)
    ask = READY_ASKS.get(request.POST.get("ask", ""))
    text = _(ask) if ask else request.POST.get("text", "")
    parent_id = request.POST.get("parent") or None

    def write() -> str:
        return reply(member, note_id, text=text, parent_id=parent_id).pk

    body = (note_id, text, parent_id)
    made_id = do_once_for_form(request, "reply", body=body, do=write)
    if not is_fragment(request):
        return redirect(f"{reverse('community:note', args=[note_id])}#reply-{made_id}")
    return _thread(request, made_id)


@audience(Audience.MEMBER)
@require_POST
def take_reply_away(request: HttpRequest, reply_id: str) -> HttpResponse:
    """Take one's own reply away."""
    member = member_of(request)
    note = erase_reply(member, reply_id)
    if is_fragment(request):
        note.refresh_from_db(fields=["reply_count"])
        shown = {"note": note, "is_recounted": True}
        return render(request, "community/_reply_count.html", shown)
    return redirect("community:note", note_id=note.pk)


def _thread(request: HttpRequest, reply_id: str) -> HttpResponse:
    made = Reply.objects.select_related("note__author", "member", "parent__member")
    found = made.filter(pk=reply_id).first()
    if found is None:
        raise Http404
    shown = {"note": found.note, "thread": thread_of(found.note, found), "is_new": True}
    return render(request, "community/_thread.html", shown)
