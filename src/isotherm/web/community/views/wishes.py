"""Wishes: making one, seconding another's, taking either back, seeing what was answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from isotherm.web.accounts.asking import member_of, member_or_none
from isotherm.web.community.models import Wish
from isotherm.web.community.queries.wishes import wish_page
from isotherm.web.community.services import (
    make_wish,
    second_wish,
    take_second_back,
    take_wish_back,
)
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited
from isotherm.web.site.once import do_once_for_form
from isotherm.web.site.paging import page_number
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import cleaned

__all__ = ["second", "take_back", "unsecond", "wish", "wishes"]


@audience(Audience.EVERYONE)
@require_http_methods(["GET", "HEAD"])
def wishes(request: HttpRequest) -> HttpResponse:
    """Show what people wish for, the warmest first."""
    return _show(request, text=cleaned(request.GET.get("text", "")))


@audience(Audience.MEMBER)
@require_POST
def wish(request: HttpRequest) -> HttpResponse:
    """Make a wish; the same form twice, or the same words while it is open, make one."""
    member = member_of(request)
    limited("wish", member.pk)
    text = request.POST.get("text", "")

    def make() -> dict[str, object]:
        wished = make_wish(member, text=text)
        return {"wish": wished.wish.pk, "is_new": wished.is_new}

    try:
        made = do_once_for_form(request, "wish", body=text, do=make)
    except Refusal as refusal:
        return _show(request, text=cleaned(text), problem=refusal)
    if made["is_new"]:
        messages.success(request, _("Your wish is out. You will hear when something answers it."))
    else:
        messages.info(request, _("You wished for this before, and it is still open: here it is."))
    return redirect(f"{reverse('community:wishes')}?which=own#wish-{made['wish']}")


@audience(Audience.MEMBER)
@require_POST
def second(request: HttpRequest, wish_id: str) -> HttpResponse:
    """Want it, too."""
    member = member_of(request)
    limited("react", member.pk)
    found = second_wish(member, wish_id)
    return _button(request, found, seconded=found.member_id != member.pk)


@audience(Audience.MEMBER)
@require_POST
def unsecond(request: HttpRequest, wish_id: str) -> HttpResponse:
    """Want it no longer."""
    member = member_of(request)
    limited("react", member.pk)
    left = take_second_back(member, wish_id)
    if left is None and is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return _button(request, left, seconded=False)


@audience(Audience.MEMBER)
@require_POST
def take_back(request: HttpRequest, wish_id: str) -> HttpResponse:
    """Take one's own wish back."""
    if take_wish_back(member_of(request), wish_id) is None:
        messages.success(request, _("Your wish is taken back."))
    else:
        words = _("You are out of it. Others want it, so the wish stays, without your name.")
        messages.success(request, words)
    return redirect(f"{reverse('community:wishes')}?which=own")


def _button(request: HttpRequest, wish: Wish | None, *, seconded: bool) -> HttpResponse:
    if wish is None or not is_fragment(request):
        return redirect("community:wishes")
    is_own = wish.wisher == request.user
    row = {"wish": wish, "seconded": seconded, "is_own": is_own}
    return render(request, "community/_second.html", {"row": row})


def _show(request: HttpRequest, *, text: str, problem: Refusal | None = None) -> HttpResponse:
    told = request.GET.get("which", "open")
    which = told if told in ("open", "answered", "own") else "open"
    shown = wish_page(which, member_or_none(request), page=page_number(request))
    shown |= {"which": which, "text": text, "problem": problem.words if problem else ""}
    name = "community/_wishes.html" if is_fragment(request) else "community/wishes.html"
    return render(request, name, shown, status=problem.status if problem else 200)
