"""Rooms as viewers see them."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.plain import Made
from isotherm.web.api.answers.rooms import GoodOut, LineSaidOut, RoomOut, RoomStateOut
from isotherm.web.api.fields import Id, Line, OnceKey
from isotherm.web.api.paging import ROWS, in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.rooms.shown import test_shown_to
from isotherm.web.rooms import services
from isotherm.web.rooms.models import Room
from isotherm.web.rooms.queries import open_rooms
from isotherm.web.rooms.queries.goods import goods_of
from isotherm.web.rooms.queries.lines import here, lines_after
from isotherm.web.site.clock import now

__all__ = ["router"]

router = Router(tags=["rooms"])
_READ, _WRITE = Scope("tests:read"), Scope("tests:write")
After = Annotated[int, Field(ge=0, le=2**31 - 1, description="the last number one has read")]


class SaidIn(Schema):
    """A line to say."""

    text: Line


@router.get("/rooms", response={200: list[RoomOut], **PROBLEMS}, auth=_READ)
@in_pages()
def read_rooms(request: HttpRequest) -> Any:
    """Rooms that are open, and the next ones."""
    return open_rooms()


@router.get("/rooms/{room_id}", response={200: RoomStateOut, **PROBLEMS}, auth=_READ)
def read_room(request: HttpRequest, room_id: Id) -> Any:
    """How a room stands: what is shown, what is voted on, what is sold."""
    room = get_object_or_404(Room.objects.select_related("test"), pk=room_id)
    viewers, host_here = here(room.pk)
    return {
        "room": room,
        "is_open": room.is_open(now()),
        "viewers": viewers,
        "host_here": host_here,
        "test": test_shown_to(caller(request), room.test) if room.test else None,
        "goods": [GoodOut.of(good) for good in goods_of(room)],
    }


@router.get("/rooms/{room_id}/lines", response={200: list[LineSaidOut], **PROBLEMS}, auth=_READ)
def read_lines(request: HttpRequest, room_id: Id, after: After = 0) -> Any:
    """What was said and done in a room after a number, at most fifty lines."""
    room = get_object_or_404(Room, pk=room_id)
    return lines_after(room.pk, after, most=ROWS)


@router.post("/rooms/{room_id}/lines", response={201: Made, **PROBLEMS}, auth=_WRITE)
def say(request: HttpRequest, room_id: Id, body: SaidIn, idempotency_key: OnceKey) -> Any:
    """Say a line in an open room; the key, of at most 40 signs here, makes it one line."""
    member = acting(request, "say")
    line = services.say(member, room_id, text=body.text, client_key=idempotency_key)
    return Status(201, {"id": str(line.seq)})
