"""Notes as the operator's pages show them: a few, with what people did."""

from __future__ import annotations

from collections.abc import Sequence

from isotherm.web.community.models import Note

__all__ = ["notes_shown"]


def notes_shown(note_ids: Sequence[str], *, limit: int) -> list[Note]:
    """The notes that answered people most, at most ``limit``; erased ones are simply not there."""
    notes = Note.objects.filter(pk__in=list(note_ids)[:400]).select_related("author")
    return list(notes.order_by("-reply_count", "-like_count", "pk")[:limit])
