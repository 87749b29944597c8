"""My data: take it with me, or be forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.accounts.my_archive import archive_of
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal

__all__ = ["data", "erase_me", "export_me"]


@audience(Audience.MEMBER)
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Say what is kept and what can be done with it."""
    from isotherm.web.readings.erase import orders_on_their_way

    told = {"here": "data", "waiting": orders_on_their_way(member_of(request))}
    return render(request, "accounts/data.html", told)


@audience(Audience.MEMBER)
@require_POST
def export_me(request: HttpRequest) -> HttpResponse:
    """Hand out everything that is kept about me, as one zip."""
    member = member_of(request)
    limited("export", member.pk)
    response = HttpResponse(archive_of(member), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="isotherm-my-data.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


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
