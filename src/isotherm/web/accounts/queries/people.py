"""What may be seen of a person by everybody."""

from __future__ import annotations

from isotherm.web.accounts.models import Member

__all__ = ["counts_of", "follows", "note_ids_of"]


def note_ids_of(member: Member, *, start: int, limit: int) -> list[str]:
    """Ids of their notes, latest first."""
    rows = member.notes.order_by("-at", "pk").values_list("pk", flat=True)
    return list(rows[start : start + limit])


def counts_of(member: Member) -> dict[str, int]:
    """How many notes they wrote, and how many follow them here or did where they came from."""
    here = member.followed_by.filter(kind="follow").count()
    return {"notes": member.notes.count(), "followers": max(here, member.followers or 0)}


def follows(reader: Member, member: Member) -> bool:
    """Whether a reader follows someone."""
    return reader.reactions.filter(kind="follow", followed=member).exists()
