"""The search page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from isotherm.web.accounts.asking import member_or_none
from isotherm.web.accounts.models import Member
from isotherm.web.community.looks import LookedAtResponse, looks
from isotherm.web.community.queries import cards
from isotherm.web.community.reading import last_said
from isotherm.web.community.reasons import reason_for
from isotherm.web.search.queries import Answer, Match, search
from isotherm.web.search.services import log_click, log_search
from isotherm.web.search.suggestions import suggestions
from isotherm.web.search.words import plain_query
from isotherm.web.shop.models import Product
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.limits import asker_of, limited
from isotherm.web.site.words import as_id

__all__ = ["open_product", "results"]

PAGE_SIZE = 20


@audience(Audience.EVERYONE)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what answers a query, or that nothing does yet; without one, what to look for."""
    query = plain_query(request.GET.get("q", ""))
    if not query:
        return render(request, "search/results.html", {"suggestions": suggestions()})
    limited("search", asker_of(request))
    member = member_or_none(request)
    answer = search(query, member)
    told = request.GET.get("page", "1")
    page = int(told[:4]) if told.isdecimal() else 1
    search_id = _search_id(request, answer, member, page=page)
    shown = _page(answer, member, page=page, search_id=search_id)
    name = "search/results.html" if page == 1 else "search/_more.html"
    looks.shown(card["note"].pk for card in shown["page"]["cards"])
    return LookedAtResponse(render_to_string(name, shown, request=request))


@audience(Audience.EVERYONE)
@require_safe
def open_product(request: HttpRequest, search_id: str, product_id: str) -> HttpResponse:
    """Go to a product that a search found, and keep that it was opened."""
    member = member_or_none(request)
    log_click(search_id, product_id, member=member)
    found_by = urlencode({"source_kind": "search", "source_id": search_id})
    return redirect(f"{reverse('shop:product', args=[product_id])}?{found_by}")


def _search_id(request: HttpRequest, answer: Answer, member: Member | None, *, page: int) -> str:
    """The search as it is kept; its further pages belong to the first."""
    if page > 1:
        return as_id(request.GET.get("s", ""))
    count = len(answer.notes) + len(answer.products)
    return log_search(answer.query, member=member, results=count).pk


def _page(answer: Answer, member: Member | None, *, page: int, search_id: str) -> dict[str, Any]:
    pages = Paginator(answer.notes, PAGE_SIZE)
    picked = pages.page(page) if page in pages.page_range else pages.page(pages.num_pages)
    matches: list[Match] = list(picked) if page in pages.page_range else []
    found = cards([match.item_id for match in matches], member)
    reason = reason_for("matches_query", "", last_said())
    trail = f"?s={search_id}"
    onward = {"q": answer.query, "page": str(page + 1), "s": search_id}
    more = page < pages.num_pages
    return {
        "query": answer.query,
        "answer": answer,
        "page": {"cards": [card | {"reason": reason, "trail": trail} for card in found]},
        "next_url": f"{reverse('search:results')}?{urlencode(onward)}" if more else "",
        "products": _products(answer, member) if page == 1 else [],
        "search_id": search_id,
        "is_search": True,
    }


def _products(answer: Answer, member: Member | None) -> list[Product]:
    ids = [match.item_id for match in answer.products]
    found = Product.objects.select_related("merchant").in_bulk(ids)
    return [found[product_id] for product_id in ids if product_id in found]
