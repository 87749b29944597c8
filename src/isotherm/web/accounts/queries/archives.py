"""What was packed for a member to take along."""

from __future__ import annotations

from isotherm.web.accounts.models import Archive, Member

__all__ = ["archive_of"]


def archive_of(member: Member) -> Archive | None:
    """The archive a member asked for last, packed or not; None where they asked for none."""
    return Archive.objects.filter(member=member).first()
