"""Who asks, and for how much of a page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from isotherm.web.accounts.models import Member

__all__ = ["is_part", "member_of", "posted", "posted_all"]


def is_part(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of a page."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def member_of(request: HttpRequest) -> Member:
    """The member who asks; views for members know there is one."""
    if not isinstance(request.user, Member):
        raise Http404
    return request.user


def posted(request: HttpRequest, name: str) -> str:
    """One value of a form, without NUL, which no database keeps."""
    return request.POST.get(name, "").replace("\0", "")


def posted_all(request: HttpRequest, name: str, *, most: int) -> list[str]:
    """The values of a form under one name, at most so many."""
    return [value.replace("\0", "") for value in request.POST.getlist(name)[:most]]
