"""What a member left: their id and the ids of what they made, in every place that names them."""

from __future__ import annotations

from typing import Any

from isotherm.erasure import Traces
from isotherm.web.accounts.models import Member

__all__ = ["traces_of"]


def traces_of(member: Member) -> Traces:
    """The member's id and, by ledger table, the ids of what they made."""
    made: dict[str, Any] = {
        "orders": member.orders,
        "searches": member.searches,
        "wishes": member.wishes,
        "replies": member.replies,
        "notes": member.notes,
    }
    return Traces(
        member.pk,
        {name: frozenset(rows.values_list("id", flat=True)) for name, rows in made.items()},
    )
