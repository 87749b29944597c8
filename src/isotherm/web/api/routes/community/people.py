"""People as everybody may see them, and following them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.queries import follows
from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.community import NoteOut
from isotherm.web.api.answers.people import PersonOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community import services

__all__ = ["router"]

router = Router(tags=["community"])
_READ, _WRITE = Scope("community:read"), Scope("community:write")


@router.get("/people/{member_id}", response={200: PersonOut, **PROBLEMS}, auth=_READ)
def read_person(request: HttpRequest, member_id: Id) -> Any:
    """Somebody as everybody may see them."""
    person = _person(member_id)
    return PersonOut.of(person, followed=follows(caller(request), person))


@router.get("/people/{member_id}/notes", response={200: list[NoteOut], **PROBLEMS}, auth=_READ)
@in_pages()
def notes_of_person(request: HttpRequest, member_id: Id) -> Any:
    """What somebody wrote, the newest first."""
    notes = _person(member_id).notes.prefetch_related("tagged", "pictures")
    return notes.order_by("-at", "pk")


@router.put("/people/{member_id}/follow", response={200: Done, **PROBLEMS}, auth=_WRITE)
def follow(request: HttpRequest, member_id: Id) -> Any:
    """Follow somebody; again changes nothing."""
    services.react(acting(request, "react"), "follow", followed_id=member_id)
    return Done()


@router.delete("/people/{member_id}/follow", response={200: Done, **PROBLEMS}, auth=_WRITE)
def unfollow(request: HttpRequest, member_id: Id) -> Any:
    """Follow somebody no longer; again changes nothing."""
    services.take_back(acting(request, "react"), "follow", followed_id=member_id)
    return Done()


def _person(member_id: str) -> Member:
    return get_object_or_404(Member, pk=member_id, is_active=True)
