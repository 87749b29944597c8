"""Opening a room of one's shop, and everything its host does in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.answers.rooms import RoomOut
from isotherm.web.api.fields import Id, Line, OnceKey
from isotherm.web.api.once import made_once
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.rooms import services
from isotherm.web.rooms.models import LiveTest, Room
from isotherm.web.rooms.queries.desks import rooms_hosted_by
from isotherm.web.shop.models import Product
from isotherm.web.shop.queries import require_shop

__all__ = ["router"]

router = Router(tags=["rooms"])
_WRITE = Scope("shop:write")


class RoomIn(Schema):
    """A room to open, now or later."""

    title: Line
    test_id: Id | None = None
    opens_at: dt.datetime | None = None
    stream_url: Line = ""


class ShownIn(Schema):
    """The option to hold up."""

    option_id: Id


class AnnouncedIn(Schema):
    """What to say as the host."""

    text: Line


class OfferedIn(Schema):
    """Exactly these goods, from now on."""

    product_ids: list[Id] = Field(max_length=60)


@router.post("/shops/{merchant_id}/rooms", response={201: RoomOut, **PROBLEMS}, auth=_WRITE)
def open_room(request: HttpRequest, merchant_id: Id, body: RoomIn, idempotency_key: OnceKey) -> Any:
    """Open a live room of a shop you act for; you are its host."""
    host = caller(request)
    shop = require_shop(host, merchant_id, role="buyer")
    test = get_object_or_404(LiveTest, pk=body.test_id, merchant=shop) if body.test_id else None
    opens = {"title": body.title, "stream_url": body.stream_url, "opens_at": body.opens_at}

    def do() -> str:
        return services.open_room(host, shop, test=test, **opens).pk  # type: ignore[arg-type]  # by name

    told = [shop.pk, body.test_id, opens]
    made = made_once(request, "room", key=idempotency_key, body=told, do=do)
    return Status(201, get_object_or_404(Room, pk=made))


@router.post("/rooms/{room_id}/show", response={200: Done, **PROBLEMS}, auth=_WRITE)
def show_option(request: HttpRequest, room_id: Id, body: ShownIn) -> Any:
    """Hold up another option of the room's test."""
    services.show_option(_hosted(request, room_id), body.option_id)
    return Done()


@router.post("/rooms/{room_id}/announce", response={200: Done, **PROBLEMS}, auth=_WRITE)
def announce(request: HttpRequest, room_id: Id, body: AnnouncedIn) -> Any:
    """Say something as the host, set apart from the chat."""
    services.announce(_hosted(request, room_id), body.text)
    return Done()


@router.put("/rooms/{room_id}/goods", response={200: Done, **PROBLEMS}, auth=_WRITE)
def offer(request: HttpRequest, room_id: Id, body: OfferedIn) -> Any:
    """Offer exactly these goods of the shop in the room from now on."""
    chosen = Product.objects.on_sale().filter(pk__in=body.product_ids).order_by("pk")
    services.put_on_sale(_hosted(request, room_id), list(chosen))
    return Done()


@router.post("/rooms/{room_id}/close", response={200: Done, **PROBLEMS}, auth=_WRITE)
def close_room(request: HttpRequest, room_id: Id) -> Any:
    """End a session; again changes nothing."""
    services.close_room(_hosted(request, room_id))
    return Done()


def _hosted(request: HttpRequest, room_id: str) -> Room:
    return get_object_or_404(rooms_hosted_by(caller(request)), pk=room_id)
