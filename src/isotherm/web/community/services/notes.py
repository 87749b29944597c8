"""Writing, changing and erasing notes."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, NotePicture, NoteProduct
from isotherm.web.community.notices import take_back_replies
from isotherm.web.community.tags import checked_tags
from isotherm.web.site.clock import now
from isotherm.web.site.pictures import StoredPicture, throw_away
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import many_lines, one_line

__all__ = [
    "LONGEST_BODY",
    "LONGEST_TITLE",
    "MOST_PICTURES",
    "edit_note",
    "erase_note",
    "note_words",
    "throw_away_unused",
    "write_note",
]

LONGEST_TITLE = 60
LONGEST_BODY = 5000
MOST_PICTURES = 9
MOST_PRODUCTS = 6


def write_note(
    member: Member,
    *,
    title: str,
    body: str,
    tags: Sequence[str],
    product_ids: Sequence[str] = (),
    pictures: Sequence[StoredPicture] = (),
) -> Note:
    """Publish a note. ``pictures`` went through ``site.pictures.take_picture``."""
    title, body = note_words(title, body)
    kept = checked_tags(tags)
    if len(pictures) > MOST_PICTURES:
        words = _("At most %(most)d pictures go with a note.") % {"most": MOST_PICTURES}
        raise Refusal(words, status=422)
    with transaction.atomic():
        note = Note.objects.create(
            author=member, at=now(), title=title, body=body, tags=kept, paid=False
        )
        _hang(note, pictures, first=0)
        _tag_products(note, product_ids)
        _index(note)
    return note


def edit_note(
    member: Member,
    note_id: str,
    *,
    title: str,
    body: str,
    tags: Sequence[str],
    product_ids: Sequence[str] = (),
    pictures: Sequence[StoredPicture] = (),
    taken_down: Sequence[int] = (),
) -> Note:
    """Change one's own note; ``taken_down`` are places of pictures to remove."""
    title, body = note_words(title, body)
    kept = checked_tags(tags)
    with transaction.atomic():
        note = _own(member, note_id)
        note.title, note.body, note.tags = title, body, kept
        note.save(update_fields=["title", "body", "tags"])
        _take_down(note, taken_down)
        places = list(note.pictures.values_list("place", flat=True))
        if len(places) + len(pictures) > MOST_PICTURES:
            words = _("At most %(most)d pictures go with a note.") % {"most": MOST_PICTURES}
            raise Refusal(words, status=422)
        _hang(note, pictures, first=max(places, default=-1) + 1)
        note.tagged.all().delete()
        _tag_products(note, product_ids)
        _index(note)
    return note


def erase_note(member: Member, note_id: str) -> None:
    """Erase one's own note with its pictures, replies, what was told of them, and in the index."""
    with transaction.atomic():
        note = _own(member, note_id)
        _take_down(note, list(note.pictures.values_list("place", flat=True)))
        take_back_replies(note.pk, note.replies.values_list("pk", flat=True))
        note.delete()


def throw_away_unused(pictures: Iterable[StoredPicture]) -> None:
    """Delete pictures no note came to have: they were refused, or came a second time."""
    names = [picture.name for picture in pictures]
    used = NotePicture.objects.filter(file__in=names).values_list("file", flat=True)
    throw_away(names, used=used)


def _own(member: Member, note_id: str) -> Note:
    note = Note.objects.select_for_update().filter(pk=note_id, author=member).first()
    if note is None:
        raise Refusal(_("This note is gone."), code="gone", status=404)
    return note


def note_words(title: str, body: str) -> tuple[str, str]:
    """Title and text as they are kept; refused where there is neither."""
    title = one_line(title, LONGEST_TITLE, name=_("The title"))
    body = many_lines(body, LONGEST_BODY, name=_("The text"))
    if not title and not body:
        raise Refusal(_("Please give the note a title or a few words."), status=422)
    return title, body


def _hang(note: Note, pictures: Sequence[StoredPicture], *, first: int) -> None:
    NotePicture.objects.bulk_create(
        NotePicture(
            note=note, place=place, file=picture.name, width=picture.width, height=picture.height
        )
        for place, picture in enumerate(pictures, start=first)
    )


def _take_down(note: Note, places: Sequence[int]) -> None:
    """Remove pictures; their files go once it is sure."""
    for picture in note.pictures.filter(place__in=list(places)):
        name = picture.file.name
        picture.delete()
        transaction.on_commit(functools.partial(default_storage.delete, str(name)))


def _tag_products(note: Note, product_ids: Sequence[str]) -> None:
    from isotherm.web.shop.models import Product

    wanted = list(dict.fromkeys(product_ids))
    if len(wanted) > MOST_PRODUCTS:
        words = _("At most %(most)d products go with a note; these are %(found)d.")
        counts = {"most": MOST_PRODUCTS, "found": len(wanted)}
        raise Refusal(words % counts, code="too_many", status=422)
    known = Product.objects.exclude(status=Product.Status.DRAFT).in_bulk(wanted)
    if len(known) < len(wanted):
        words = _("A product you chose is not there any more. Please look at them again.")
        raise Refusal(words, code="no_product", status=422)
    NoteProduct.objects.bulk_create(
        NoteProduct(note=note, product_id=product_id, place=place)
        for place, product_id in enumerate(wanted)
    )


def _index(note: Note) -> None:
    from isotherm.web.search.services import index_note  # which knows notes in its turn

    index_note(note)
