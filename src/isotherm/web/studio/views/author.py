"""An author's pages: their people, what those ask, how they stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.community.models import Note, Reply
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.studio.queries.audience import audience_of
from isotherm.web.studio.queries.questions import question_groups
from isotherm.web.studio.queries.standing import standing_of

__all__ = ["answer", "home", "questions"]

_SHOWN = 8  # questions of a group at first


@require_GET
@audience(Audience.MEMBER)
def home(request: HttpRequest) -> HttpResponse:
    """My people as strata, trust, and what is missing on the path."""
    member = member_of(request)
    told = {
        "people": audience_of(member),
        "standing": standing_of(member),
        "n_notes": Note.objects.filter(author=member).count(),
    }
    return render(request, "studio/home.html", told)


@require_GET
@audience(Audience.MEMBER)
def questions(request: HttpRequest) -> HttpResponse:
    """Questions under my notes that I have not answered, grouped as needs."""
    groups = question_groups(member_of(request))
    whole = request.GET.get("all") == "1"
    told = {
        "groups": [(g, g.questions if whole else g.questions[:_SHOWN]) for g in groups],
        "n": sum(len(group.questions) for group in groups),
        "whole": whole,
    }
    return render(request, "studio/questions.html", told)


@require_POST
@audience(Audience.MEMBER)
def answer(request: HttpRequest, reply_id: str) -> HttpResponse:
    """Answer a question under a note of mine."""
    from isotherm.web.community.services import reply

    member = member_of(request)
    asked = Reply.objects.filter(pk=reply_id, note__author=member).first()
    if asked is None:
        raise Http404
    said = reply(member, asked.note_id, text=request.POST.get("text", ""), parent_id=asked.pk)
    if is_fragment(request):
        return render(request, "studio/_answered.html", {"reply": asked, "said": said})
    messages.success(request, _("Answered."))
    return redirect("studio:questions")
