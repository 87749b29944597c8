"""Wishes as a page shows them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Wish, WishSecond

__all__ = ["wish_page", "wishes_shown"]

_A_PAGE = 20


def _open_wishes() -> QuerySet[Wish]:
    """Wishes nothing answers yet, the warmest first."""
    wishes = Wish.objects.filter(answered_by__isnull=True).select_related("member")
    return wishes.order_by("-second_count", "-at", "pk")


def wish_page(which: str, member: Member | None, *, page: int) -> dict[str, Any]:
    """A page of ``open``, ``answered`` or one's ``own`` wishes, with what the member seconded."""
    start = (page - 1) * _A_PAGE
    found = list(wishes_shown(which, member)[start : start + _A_PAGE + 1])
    shown = found[:_A_PAGE]
    seconded: set[str] = set()
    if member is not None:
        rows = WishSecond.objects.filter(member=member, wish__in=shown)
        seconded = set(rows.values_list("wish_id", flat=True))
    warmest = max((wish.second_count for wish in shown), default=0) or 1
    rows_shown = [
        {
            "wish": wish,
            "seconded": wish.pk in seconded,
            "is_own": member is not None and wish.wisher == member,
            "warmth": wish.second_count / warmest,
        }
        for wish in shown
    ]
    return {"wishes": rows_shown, "next_page": page + 1 if len(found) > len(shown) else 0}


def wishes_shown(which: str, member: Member | None) -> QuerySet[Wish]:
    """All ``open``, ``answered`` or one's ``own`` wishes."""
    if which == "answered":
        answered = Wish.objects.filter(answered_by__isnull=False)
        answered = answered.select_related("member", "answered_by__merchant")
        return answered.order_by("-answered_at", "-second_count", "pk")
    if which == "own" and member is not None:
        own = Wish.objects.filter(member=member, withdrawn_at=None).select_related(
            "member", "answered_by__merchant"
        )
        return own.order_by("-at", "pk")
    return _open_wishes()
