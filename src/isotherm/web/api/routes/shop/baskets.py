"""A member's basket."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.answers.shop import HoldOut
from isotherm.web.api.fields import Id, Line
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.shop import services
from isotherm.web.shop.models import Hold
from isotherm.web.shop.services.holds import BASKET

__all__ = ["router"]

router = Router(tags=["shop"])
_READ, _WRITE = Scope("orders:read"), Scope("orders:write")
Source = Literal["note", "room", "search", "feed", "direct"]


class HoldIn(Schema):
    """Pieces to keep in the basket."""

    sku_id: Id
    quantity: int = Field(ge=1, le=99)
    source_kind: Source = "direct"
    source_id: Line = Field("", max_length=64)


@router.get("/basket", response={200: list[HoldOut], **PROBLEMS}, auth=_READ)
def read_basket(request: HttpRequest) -> Any:
    """What is held for you."""
    held = Hold.objects.filter(member=caller(request), state__in=BASKET)
    return held.order_by("at", "pk")


@router.put("/basket", response={200: HoldOut, **PROBLEMS}, auth=_WRITE)
def hold(request: HttpRequest, body: HoldIn) -> Any:
    """Keep so many pieces of a size for a quarter of an hour."""
    return services.hold(caller(request), **body.dict())


@router.delete("/basket/{hold_id}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def release(request: HttpRequest, hold_id: Id) -> Any:
    """Let pieces go again."""
    services.release(caller(request), hold_id)
    return Done()
