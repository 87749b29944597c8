"""Wishes: the reverse market."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.community import WishOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id, Line, OnceKey
from isotherm.web.api.once import made_once
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community import services
from isotherm.web.community.models import Wish
from isotherm.web.community.queries.wishes import wishes_shown

__all__ = ["router"]

router = Router(tags=["community"])
_READ, _WRITE = Scope("community:read"), Scope("community:write")


class WishIn(Schema):
    """A wish to make."""

    text: Line


@router.get("/wishes", response={200: list[WishOut], **PROBLEMS}, auth=_READ)
@in_pages()
def read_wishes(request: HttpRequest, which: Literal["open", "answered", "own"] = "open") -> Any:
    """Wishes nothing answers yet, the warmest first; those that were answered; or your own."""
    return wishes_shown(which, caller(request))


@router.post("/wishes", response={200: WishOut, 201: WishOut, **PROBLEMS}, auth=_WRITE)
def make_wish(request: HttpRequest, body: WishIn, idempotency_key: OnceKey) -> Any:
    """Wish for something; the same words again answer (200) with your wish that is still open."""
    member = acting(request, "wish")

    def do() -> str:
        wished = services.make_wish(member, text=body.text)
        return f"{201 if wished.is_new else 200} {wished.wish.pk}"

    made = made_once(request, "wish", key=idempotency_key, body=body.text, do=do)
    status, _, wish_id = made.partition(" ")
    return Status(int(status), get_object_or_404(Wish, pk=wish_id))


@router.delete("/wishes/{wish_id}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def take_wish_back(request: HttpRequest, wish_id: Id) -> Any:
    """Take your own wish back: it goes, or where others want it, it stays and names nobody."""
    services.take_wish_back(acting(request, "react"), wish_id)
    return Done()


@router.post("/wishes/{wish_id}/second", response={200: WishOut, **PROBLEMS}, auth=_WRITE)
def second_wish(request: HttpRequest, wish_id: Id) -> Any:
    """Want what another wished for, too; again changes nothing."""
    return services.second_wish(acting(request, "react"), wish_id)


@router.delete("/wishes/{wish_id}/second", response={200: Done, **PROBLEMS}, auth=_WRITE)
def take_second_back(request: HttpRequest, wish_id: Id) -> Any:
    """Want it no longer; again changes nothing."""
    services.take_second_back(acting(request, "react"), wish_id)
    return Done()
