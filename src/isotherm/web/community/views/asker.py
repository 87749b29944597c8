"""Who asks, as services know them."""

from __future__ import annotations

from django.http import HttpRequest

from isotherm.web.accounts.models import Member

__all__ = ["member_of", "wants_fragment"]


def member_of(request: HttpRequest) -> Member | None:
    """The member who asks; None for somebody who is not signed in."""
    return request.user if isinstance(request.user, Member) else None


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, to be put into one that is open."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
