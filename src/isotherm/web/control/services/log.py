"""The log of decisions."""

from __future__ import annotations

from isotherm.web.accounts.models import Member
from isotherm.web.control.models import Decision
from isotherm.web.site.clock import now

__all__ = ["LONGEST_REASON", "write_decision"]

LONGEST_REASON = 300  # characters of why something was decided


def write_decision(
    kind: Decision.Kind, subject_id: str, *, by: Member | None, what: str = "", words: str = ""
) -> Decision:
    """Add who decided what; call it in the transaction that does it."""
    return Decision.objects.create(
        kind=kind, subject_id=subject_id, what=what, words=words, by=by, at=now()
    )
