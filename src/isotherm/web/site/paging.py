"""Lists longer than a page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from isotherm.web.site.numbers import whole

__all__ = ["page_number", "page_of"]

_MOST_PAGES = 99_999


def page_number(request: HttpRequest) -> int:
    """The number of the page asked for; the first, where it makes no sense."""
    return whole(request.GET.get("page", ""), least=1, most=_MOST_PAGES) or 1


def page_of(request: HttpRequest, things: Any, *, size: int) -> Page[Any]:
    """The page of a list that was asked for; the last, where there is none so far."""
    return Paginator(things, size).get_page(page_number(request))
