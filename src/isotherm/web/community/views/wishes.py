"""Wishes: making one, seconding another's, seeing what was answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from isotherm.web.accounts.asking import member_of, member_or_none
from isotherm.web.community.queries.wishes import wish_page
from isotherm.web.community.services import make_wish, second_wish
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited
from isotherm.web.site.once import do_once_for_form
from isotherm.web.site.paging import page_number
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import cleaned

__all__ = ["second", "wish", "wishes"]


@audience(Audience.EVERYONE)
@require_http_methods(["GET", "HEAD"])
def wishes(request: HttpRequest) -> HttpResponse:
    """Show what people wish for, the warmest first."""
    return _show(request, text=cleaned(request.GET.get("text", "")))


@audience(Audience.MEMBER)
@require_POST
def wish(request: HttpRequest) -> HttpResponse:
    """Make a wish; the same form twice makes one."""
    member = member_of(request)
    limited("wish", member.pk)
    text = request.POST.get("text", "")
    try:
        do_once_for_form(request, "wish", body=text, do=lambda: make_wish(member, text=text).pk)
    except Refusal as refusal:
        return _show(request, text=cleaned(text), problem=refusal)
    messages.success(request, _("Your wish is out. You will hear when something answers it."))
    return redirect(f"{reverse('community:wishes')}?which=own")


@audience(Audience.MEMBER)
@require_POST
def second(request: HttpRequest, wish_id: str) -> HttpResponse:
    """Want it, too."""
    member = member_of(request)
    limited("react", member.pk)
    found = second_wish(member, wish_id)
    if not is_fragment(request):
        return redirect("community:wishes")
    return render(request, "community/_second.html", {"row": {"wish": found, "seconded": True}})


def _show(request: HttpRequest, *, text: str, problem: Refusal | None = None) -> HttpResponse:
    told = request.GET.get("which", "open")
    which = told if told in ("open", "answered", "own") else "open"
    shown = wish_page(which, member_or_none(request), page=page_number(request))
    shown |= {"which": which, "text": text, "problem": problem.words if problem else ""}
    name = "community/_wishes.html" if is_fragment(request) else "community/wishes.html"
    return render(request, name, shown, status=problem.status if problem else 200)
