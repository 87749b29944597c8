"""Everything a note's page shows."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db.models import Q

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, NoteProduct, Reaction
from isotherm.web.community.reading import last_said

__all__ = ["NoteStates", "note_page", "states_of"]


@dataclasses.dataclass(frozen=True)
class NoteStates:
    """What a member did with a note and its author."""

    liked: bool = False
    saved: bool = False
    follows: bool = False


def note_page(note_id: str, member: Member | None) -> dict[str, Any] | None:
    """The note with author, pictures and products, its strata, and the member's own states.

    None where there is no such note.
    """
    note = (
        Note.objects.select_related("author")
        .prefetch_related("pictures")
        .filter(pk=note_id)
        .first()
    )
    if note is None:
        return None
    tagged = NoteProduct.objects.filter(note=note).select_related("product__merchant")
    return {
        "note": note,
        "products": [row.product for row in tagged if row.product.status != "draft"],
        "strata": last_said().strata(note.pk),
        "states": states_of(note, member),
        "has_test": note.tests.exists(),
        "is_own": member is not None and note.author_id == member.pk,
    }


def states_of(note: Note, member: Member | None) -> NoteStates:
    """Whether the member likes and saved the note and follows its author; one question."""
    if member is None:
        return NoteStates()
    mine = Reaction.objects.filter(member=member).filter(
        Q(note=note, kind__in=(Reaction.Kind.LIKE, Reaction.Kind.SAVE))
        | Q(followed=note.author_id, followed__isnull=False, kind=Reaction.Kind.FOLLOW)
    )
    kinds = set(mine.values_list("kind", flat=True))
    return NoteStates(
        liked=Reaction.Kind.LIKE in kinds,
        saved=Reaction.Kind.SAVE in kinds,
        follows=Reaction.Kind.FOLLOW in kinds,
    )
