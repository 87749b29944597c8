"""Likes, saves and shares of notes."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from isotherm.web.api.access import Scope, acting
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community import services

__all__ = ["router"]

router = Router(tags=["community"])
_WRITE = Scope("community:write")
State = Literal["like", "save"]


@router.put("/notes/{note_id}/states/{state}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def react(request: HttpRequest, note_id: Id, state: State) -> Any:
    """Like or save a note; again changes nothing."""
    services.react(acting(request, "react"), state, note_id=note_id)
    return Done()


@router.delete("/notes/{note_id}/states/{state}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def take_back(request: HttpRequest, note_id: Id, state: State) -> Any:
    """Take a like or save back; again changes nothing."""
    services.take_back(acting(request, "react"), state, note_id=note_id)
    return Done()


@router.post("/notes/{note_id}/share", response={200: Done, **PROBLEMS}, auth=_WRITE)
def share(request: HttpRequest, note_id: Id) -> Any:
    """Say that a note was passed on."""
    services.react(acting(request, "react"), "share", note_id=note_id)
    return Done()
