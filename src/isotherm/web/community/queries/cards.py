"""Notes as cards: everything a card shows, in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.models.functions import Left

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, NotePicture, Reaction
from isotherm.web.site.prepared import Prepared

__all__ = ["cards"]

_OPENING = 60  # characters of a note without title that stand for one
# In the order of the models: ``from_db`` gives values out by place, not by name.
_OF_NOTE = ("id", "author_id", "at", "title", "tags", "like_count")
_OF_AUTHOR = ("username", "id", "name")
_OF_COVER = ("id", "note_id", "file", "width", "height")


def cards(note_ids: Sequence[str], member: Member | None = None) -> list[dict[str, Any]]:
    """Cards for notes in the order given; notes that are gone are left out.

    Each has ``note`` (with author and cover at hand), ``title`` (or how it begins) and
    ``liked`` by the member; a page may add ``reason`` (``community.reasons``). For the template
    ``community/card.html``. Three questions, two for nobody in particular.
    """
    wanted = list(dict.fromkeys(note_ids))
    covers = _covers(wanted)
    liked = {row[0] for row in _liked(member.pk, *wanted)} if member is not None else set()
    found = {}
    for *of_note, name, username, opening in _notes(*wanted):
        note = Note.from_db(DEFAULT_DB_ALIAS, _OF_NOTE, of_note)
        note.author = _author(note.author_id, name, username)
        note.cover = covers.get(note.pk)
        found[note.pk] = {
            "note": note,
            "title": note.title or opening,
            "liked": note.pk in liked,
        }
    return [found[note_id] for note_id in wanted if note_id in found]


def _author(member_id: str | None, name: str, username: str) -> Member | None:
    if member_id is None:
        return None
    return Member.from_db(DEFAULT_DB_ALIAS, _OF_AUTHOR, (username, member_id, name))


def _covers(note_ids: Iterable[str]) -> dict[str, NotePicture]:
    """The first picture of each note that has any."""
    hung = [NotePicture.from_db(DEFAULT_DB_ALIAS, _OF_COVER, row) for row in _pictures(*note_ids)]
    return {picture.note_id: picture for picture in hung}  # the last one told is the first


@Prepared
def _notes(*note_ids: str) -> QuerySet[Note, Any]:
    asked = Note.objects.filter(pk__in=note_ids)
    return asked.values_list(*_OF_NOTE, "author__name", "author__username", Left("body", _OPENING))


@Prepared
def _pictures(*note_ids: str) -> QuerySet[NotePicture, Any]:
    hung = NotePicture.objects.filter(note__in=note_ids).order_by("-place")
    return hung.values_list(*_OF_COVER)


@Prepared
def _liked(member_id: str, *note_ids: str) -> QuerySet[Reaction, Any]:
    likes = Reaction.objects.filter(member=member_id, kind=Reaction.Kind.LIKE, note__in=note_ids)
    return likes.values_list("note_id")
