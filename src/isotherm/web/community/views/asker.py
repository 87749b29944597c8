"""Who asks, as services know them."""

from __future__ import annotations

from django.http import HttpRequest

from isotherm.web.accounts.models import Member

__all__ = ["member_of", "page_of", "wants_fragment"]


def member_of(request: HttpRequest) -> Member | None:
    """The member who asks; None for somebody who is not signed in."""
    return request.user if isinstance(request.user, Member) else None


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, to be put into one that is open."""
    htmx = getattr(request, "htmx", None)
    if not htmx:
        return False
    return not htmx.boosted and not htmx.history_restore_request


def page_of(request: HttpRequest) -> int:
    """The number of the page asked for; the first, where it makes no sense."""
    told = request.GET.get("page", "1")
    return max(1, int(told[:5])) if told.isascii() and told.isdecimal() else 1
