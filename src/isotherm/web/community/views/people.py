"""Following someone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.accounts.models import Member
from isotherm.web.community.services import react, take_back
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited

__all__ = ["follow"]


@audience(Audience.MEMBER)
@require_POST
def follow(request: HttpRequest, member_id: str) -> HttpResponse:
    """Follow someone, or no longer: ``want`` says which of both is wanted."""
    member = member_of(request)
    limited("react", member.pk)
    wants = request.POST.get("want") == "1"
    (react if wants else take_back)(member, "follow", followed_id=member_id)
    if not is_fragment(request):
        return redirect("accounts:person", member_id)
    followed = Member.objects.filter(pk=member_id).first()
    return render(request, "community/_follow.html", {"person": followed, "follows": wants})
