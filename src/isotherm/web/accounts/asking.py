"""Who asks."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from isotherm.web.accounts.models import Member

__all__ = ["member_of", "member_or_none"]


def member_of(request: HttpRequest) -> Member:
    """The member who asks; the audience of the view has made sure that there is one."""
    return cast(Member, request.user)


def member_or_none(request: HttpRequest) -> Member | None:
    """The member who asks; None for somebody who is not signed in."""
    return request.user if isinstance(request.user, Member) else None
