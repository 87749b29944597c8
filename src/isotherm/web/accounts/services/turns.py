"""One member's acts, one after another."""

from __future__ import annotations

from isotherm.web.accounts.models import Member

__all__ = ["lock_member"]


def lock_member(member: Member) -> None:
    """Let a member's acts come one after another, inside a transaction.

    Taken before any other lock, by every room, so that no two acts wait for each other.
    """
    list(Member.objects.select_for_update(no_key=True).filter(pk=member.pk).values_list("pk"))
