"""My data: take it with me, or be forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.accounts.queries import archive_of
from isotherm.web.accounts.services import ask_archive
from isotherm.web.accounts.services.archives import open_archive
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.streams import FileInParts

__all__ = ["data", "erase_me", "export_me", "take_archive"]


@audience(Audience.MEMBER)
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Say what is kept and what can be done with it, and how my archive gets on."""
    from isotherm.web.readings.erase import orders_on_their_way

    member = member_of(request)
    template = "accounts/_archive.html" if is_fragment(request) else "accounts/data.html"
    told = {"here": "data", "archive": archive_of(member), "waiting": orders_on_their_way(member)}
    return render(request, template, told)


@audience(Audience.MEMBER)
@require_POST
def export_me(request: HttpRequest) -> HttpResponse:
    """Ask for everything that is kept about me, as one zip."""
    member = member_of(request)
    limited("export", member.pk)
    ask_archive(member)
    return redirect("accounts:data")


@audience(Audience.MEMBER)
@require_safe
def take_archive(request: HttpRequest) -> FileResponse:
    """Hand out my archive."""
    packed = open_archive(member_of(request))
    answer = FileInParts(packed, as_attachment=True, filename="isotherm-my-data.zip")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@audience(Audience.MEMBER)
@require_POST
def erase_me(request: HttpRequest) -> HttpResponse:
    """Forget me for good; my name, typed, confirms it."""
    from isotherm.web.readings.erase import erase_member

    member = member_of(request)
    if request.POST.get("name", "").strip() != str(member).strip():
        raise Refusal(_("The name does not match. Nothing was erased."), status=422)
    erase_member(member)
    logout(request)
    messages.success(request, _("Everything about you is gone. Take care."))
    return redirect("community:feed")
