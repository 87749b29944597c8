"""Notes, replies, likes and wishes."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers import Done, NoteOut, ReplyOut, WishOut
from isotherm.web.api.fields import Id, Line, Page, Text
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community import services
from isotherm.web.community.models import Note, Wish

__all__ = ["router"]

router = Router(tags=["community"])
_READ, _WRITE = Scope("community:read"), Scope("community:write")
_PAGE = 50  # rows of one answer
State = Literal["like", "save"]


class NoteIn(Schema):
    """A note to publish."""

    title: Line = ""
    body: Text = ""
    tags: list[Line] = Field(default=[], max_length=10)
    product_ids: list[Id] = Field(default=[], max_length=6)


class ReplyIn(Schema):
    """A reply to write."""

    text: Text
    parent_id: Id | None = None


class WishIn(Schema):
    """A wish to make."""

    text: Line


@router.get("/notes", response={200: list[NoteOut], **PROBLEMS}, auth=_READ)
def newest_notes(request: HttpRequest, page: Page = 1) -> Any:
    """The newest notes, fifty a page."""
    notes = Note.objects.prefetch_related("tagged").order_by("-at", "-pk")
    return [NoteOut.of(note) for note in notes[_PAGE * (page - 1) : _PAGE * page]]


@router.post("/notes", response={201: NoteOut, **PROBLEMS}, auth=_WRITE)
def write_note(request: HttpRequest, body: NoteIn) -> Any:
    """Publish a note without pictures."""
    return Status(201, NoteOut.of(services.write_note(acting(request, "note"), **body.dict())))


@router.get("/notes/{note_id}", response={200: NoteOut, **PROBLEMS}, auth=_READ)
def read_note(request: HttpRequest, note_id: Id) -> Any:
    """One note."""
    return NoteOut.of(get_object_or_404(Note.objects.prefetch_related("tagged"), pk=note_id))


@router.delete("/notes/{note_id}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def erase_note(request: HttpRequest, note_id: Id) -> Any:
    """Take back a note of one's own, with all under it."""
    services.erase_note(caller(request), note_id)
    return Done()


@router.get("/notes/{note_id}/replies", response={200: list[ReplyOut], **PROBLEMS}, auth=_READ)
def read_replies(request: HttpRequest, note_id: Id, page: Page = 1) -> Any:
    """The replies under a note, oldest first, fifty a page."""
    note = get_object_or_404(Note, pk=note_id)
    replies = note.replies.order_by("at", "pk")
    return [ReplyOut.of(one) for one in replies[_PAGE * (page - 1) : _PAGE * page]]


@router.post("/notes/{note_id}/replies", response={201: ReplyOut, **PROBLEMS}, auth=_WRITE)
def write_reply(request: HttpRequest, note_id: Id, body: ReplyIn) -> Any:
    """Reply to a note; asks (求链接, 求同款) are replies."""
    made = services.reply(
        acting(request, "reply"), note_id, text=body.text, parent_id=body.parent_id
    )
    return Status(201, ReplyOut.of(made))


@router.put("/notes/{note_id}/{state}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def react(request: HttpRequest, note_id: Id, state: State) -> Any:
    """Like or save a note; again changes nothing."""
    services.react(acting(request, "react"), state, note_id=note_id)
    return Done()


@router.delete("/notes/{note_id}/{state}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def take_back(request: HttpRequest, note_id: Id, state: State) -> Any:
    """Take a like or save back; again changes nothing."""
    services.take_back(acting(request, "react"), state, note_id=note_id)
    return Done()


@router.get("/wishes", response={200: list[WishOut], **PROBLEMS}, auth=_READ)
def read_wishes(request: HttpRequest, page: Page = 1) -> Any:
    """Wishes, the warmest first, fifty a page."""
    wishes = Wish.objects.order_by("-second_count", "-at", "pk")
    return [WishOut.of(one) for one in wishes[_PAGE * (page - 1) : _PAGE * page]]


@router.post("/wishes", response={201: WishOut, **PROBLEMS}, auth=_WRITE)
def make_wish(request: HttpRequest, body: WishIn) -> Any:
    """Wish for something."""
    return Status(201, WishOut.of(services.make_wish(acting(request, "wish"), text=body.text)))


@router.post("/wishes/{wish_id}/second", response={200: WishOut, **PROBLEMS}, auth=_WRITE)
def second_wish(request: HttpRequest, wish_id: Id) -> Any:
    """Want what another wished for, too; again changes nothing."""
    return WishOut.of(services.second_wish(acting(request, "react"), wish_id))
