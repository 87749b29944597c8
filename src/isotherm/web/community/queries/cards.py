"""Notes as cards: everything a card shows, in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models.functions import Left

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, NotePicture, Reaction

__all__ = ["cards"]

_OPENING = 60  # characters of a note without title that stand for one
_SHOWN = ("title", "tags", "like_count", "author__name", "author__username")


def cards(note_ids: Sequence[str], member: Member | None = None) -> list[dict[str, Any]]:
    """Cards for notes in the order given; notes that are gone are left out.

    Each has ``note`` (with author and cover at hand), ``title`` (or how it begins) and
    ``liked`` by the member; a page may add ``reason`` (``community.reasons``). For the template
    ``community/card.html``. Three questions, two for nobody in particular.
    """
    found = (
        Note.objects.annotate(opening=Left("body", _OPENING))
        .select_related("author")
        .only(*_SHOWN)
        .in_bulk(list(note_ids))
    )
    covers = _covers(list(found))
    for note in found.values():
        note.cover = covers.get(note.pk)
    liked = _liked(note_ids, member)
    return [
        {"note": note, "title": note.title or note.opening, "liked": note.pk in liked}
        for note in (found.get(note_id) for note_id in dict.fromkeys(note_ids))
        if note is not None
    ]


def _covers(note_ids: list[str]) -> dict[str, NotePicture]:
    """The first picture of each note that has any; prefetching all would cost a page a tenth."""
    hung = NotePicture.objects.filter(note__in=note_ids).order_by("-place")
    return {picture.note_id: picture for picture in hung}  # the last one told is the first


def _liked(note_ids: Sequence[str], member: Member | None) -> set[str | None]:
    if member is None:
        return set()
    likes = Reaction.objects.filter(
        member=member, kind=Reaction.Kind.LIKE, note_id__in=list(note_ids)
    )
    return set(likes.values_list("note_id", flat=True))
