"""The feed: for everybody, and of those one follows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from isotherm.web.accounts.asking import member_of, member_or_none
from isotherm.web.community.feed import Page, following_page, page_for
from isotherm.web.community.looks import LookedAtResponse, looks
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment

__all__ = ["feed", "following"]


@audience(Audience.EVERYONE)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Show what someone should see first."""
    page = page_for(member_or_none(request), request.GET.get("from", ""))
    return _answer(request, page, here="community:feed")


@audience(Audience.MEMBER)
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Show the newest of those one follows."""
    member = member_of(request)
    page = following_page(member, request.GET.get("from", ""))
    return _answer(request, page, here="community:following")


def _answer(request: HttpRequest, page: Page, *, here: str) -> HttpResponse:
    looks.shown(card["note"].pk for card in page.cards)
    name = "community/_cards.html" if is_fragment(request) else "community/feed.html"
    shown = {
        "page": page,
        "next_url": f"{reverse(here)}?from={page.cursor}" if page.cursor else "",
        "here": here.partition(":")[2],
        "is_first": not request.GET.get("from"),
    }
    response = LookedAtResponse(render_to_string(name, shown, request=request))
    response.headers["Vary"] = "HX-Request"
    return response
