"""Notes: written, changed, taken back, and their pictures."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import File, Router, Schema, Status, UploadedFile
from pydantic import Field

from isotherm.web.accounts.models import Member
from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.community import NoteOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id, Line, OnceKey, Text
from isotherm.web.api.once import made_once
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community import services
from isotherm.web.community.looks import looks
from isotherm.web.community.models import Note
from isotherm.web.site.pictures import StoredPicture, take_picture

__all__ = ["router"]

router = Router(tags=["community"])
_READ, _WRITE = Scope("community:read"), Scope("community:write")
Place = Annotated[int, Field(ge=0, le=99, description="of a picture in its note")]


class NoteIn(Schema):
    """A note to publish, or what it should say from now on."""

    title: Line = ""
    body: Text = ""
    tags: list[Line] = Field(default=[], max_length=10)
    product_ids: list[Id] = Field(default=[], max_length=6)


@router.get("/notes", response={200: list[NoteOut], **PROBLEMS}, auth=_READ)
@in_pages()
def newest_notes(request: HttpRequest) -> Any:
    """The newest notes."""
    return _notes().order_by("-at", "-pk")


@router.post("/notes", response={201: NoteOut, **PROBLEMS}, auth=_WRITE)
def write_note(request: HttpRequest, body: NoteIn, idempotency_key: OnceKey) -> Any:
    """Publish a note; its pictures are added to it one by one."""
    member, fields = acting(request, "note"), body.dict()

    def do() -> str:
        return services.write_note(member, **fields).pk

    made = made_once(request, "note", key=idempotency_key, body=fields, do=do)
    return Status(201, get_object_or_404(_notes(), pk=made))


@router.get("/notes/{note_id}", response={200: NoteOut, **PROBLEMS}, auth=_READ)
def read_note(request: HttpRequest, note_id: Id) -> Any:
    """One note."""
    found = get_object_or_404(_notes(), pk=note_id)
    looks.viewed(note_id, member_id=caller(request).pk)
    return found


@router.put("/notes/{note_id}", response={200: NoteOut, **PROBLEMS}, auth=_WRITE)
def edit_note(request: HttpRequest, note_id: Id, body: NoteIn) -> Any:
    """Change what a note of your own says and shows; its pictures stay."""
    services.edit_note(acting(request, "note"), note_id, **body.dict())
    return _notes().get(pk=note_id)


@router.delete("/notes/{note_id}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def erase_note(request: HttpRequest, note_id: Id) -> Any:
    """Take back a note of one's own, with all under it."""
    services.erase_note(caller(request), note_id)
    return Done()


@router.post("/notes/{note_id}/pictures", response={201: NoteOut, **PROBLEMS}, auth=_WRITE)
def add_picture(request: HttpRequest, note_id: Id, file: File[UploadedFile]) -> Any:
    """Add a picture to a note of your own: JPEG, PNG or WebP of at most 20 MB."""
    member = acting(request, "picture")
    note = _own(member, note_id)
    taken = take_picture(file)
    try:
        _as_it_is(member, note, pictures=[taken])
    finally:
        services.throw_away_unused([taken])
    return Status(201, _notes().get(pk=note_id))


@router.delete(
    "/notes/{note_id}/pictures/{place}", response={200: NoteOut, **PROBLEMS}, auth=_WRITE
)
def remove_picture(request: HttpRequest, note_id: Id, place: Place) -> Any:
    """Take a picture out of a note of your own."""
    member = acting(request, "picture")
    _as_it_is(member, _own(member, note_id), taken_down=[place])
    return _notes().get(pk=note_id)


def _notes() -> QuerySet[Note]:
    return Note.objects.prefetch_related("tagged", "pictures")


def _own(member: Member, note_id: str) -> Note:
    return get_object_or_404(_notes(), pk=note_id, author=member)


def _as_it_is(
    member: Member,
    note: Note,
    *,
    pictures: list[StoredPicture] | None = None,
    taken_down: list[int] | None = None,
) -> None:
    """Change the pictures of a note and nothing it says."""
    services.edit_note(
        member,
        note.pk,
        title=note.title,
        body=note.body,
        tags=note.tags,
        product_ids=[one.product_id for one in note.tagged.all()],
        pictures=pictures or [],
        taken_down=taken_down or [],
    )
