"""Who asks, and how to answer them."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from isotherm.web.accounts.models import Member

__all__ = ["asker", "member_asking", "wants_fragment"]


def asker(request: HttpRequest) -> Member | None:
    """The member who asks; None for somebody who is not signed in."""
    return request.user if isinstance(request.user, Member) else None


def member_asking(request: HttpRequest) -> Member:
    """The member who asks, behind a view for members."""
    return cast(Member, request.user)


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, to be put into one that is open."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not getattr(htmx, "boosted", False)
