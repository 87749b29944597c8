"""Replies under notes, and the asks among them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.community import ReplyOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id, OnceKey, Text
from isotherm.web.api.once import made_once
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community import services
from isotherm.web.community.models import Note, Reply

__all__ = ["router"]

router = Router(tags=["community"])
_READ, _WRITE = Scope("community:read"), Scope("community:write")


class ReplyIn(Schema):
    """A reply to write."""

    text: Text
    parent_id: Id | None = None


@router.get("/notes/{note_id}/replies", response={200: list[ReplyOut], **PROBLEMS}, auth=_READ)
@in_pages()
def read_replies(request: HttpRequest, note_id: Id) -> Any:
    """The replies under a note, oldest first."""
    return get_object_or_404(Note, pk=note_id).replies.order_by("at", "pk")


@router.post("/notes/{note_id}/replies", response={201: ReplyOut, **PROBLEMS}, auth=_WRITE)
def write_reply(request: HttpRequest, note_id: Id, body: ReplyIn, idempotency_key: OnceKey) -> Any:
    """Reply to a note; asks (求链接, 求同款) are replies."""
    member = acting(request, "reply")

    def do() -> str:
        return services.reply(member, note_id, text=body.text, parent_id=body.parent_id).pk

    told = [note_id, body.text, body.parent_id]
    made = made_once(request, "reply", key=idempotency_key, body=told, do=do)
    return Status(201, get_object_or_404(Reply, pk=made))


@router.delete("/replies/{reply_id}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def erase_reply(request: HttpRequest, reply_id: Id) -> Any:
    """Take a reply of your own away; answers to it stay."""
    services.erase_reply(caller(request), reply_id)
    return Done()
