"""The strata I am in: why, and what I want with them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.accounts.queries import my_strata
from isotherm.web.accounts.services import choose_stratum, forget_choice
from isotherm.web.accounts.services.profile import set_personalised
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment

__all__ = ["choose", "personalise", "strata"]


@audience(Audience.MEMBER)
@require_safe
def strata(request: HttpRequest) -> HttpResponse:
    """Show them all, strongest first."""
    found = my_strata(member_of(request))
    return render(request, "accounts/strata.html", {"strata": found, "here": "strata"})


@audience(Audience.MEMBER)
@require_POST
def choose(request: HttpRequest, stratum_id: str) -> HttpResponse:
    """Leave, mute, or be in it again."""
    member, choice = member_of(request), request.POST.get("choice")
    if choice == "left":
        choose_stratum(member, stratum_id, choice="left")
    elif choice == "muted":
        choose_stratum(member, stratum_id, choice="muted")
    elif choice == "":
        forget_choice(member, stratum_id)
    else:
        raise Http404
    if not is_fragment(request):
        return redirect("accounts:strata")
    found = [one for one in my_strata(member) if one.stratum_id == stratum_id]
    return render(request, "accounts/_strata.html", {"strata": found})


@audience(Audience.MEMBER)
@require_POST
def personalise(request: HttpRequest) -> HttpResponse:
    """Switch personalisation on or off."""
    set_personalised(member_of(request).pk, wanted=request.POST.get("wanted") == "1")
    return redirect("accounts:strata")
