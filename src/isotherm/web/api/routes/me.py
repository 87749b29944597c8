"""Oneself: profile, strata, and everything that is kept."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from isotherm.web.accounts.models import Archive, Member
from isotherm.web.accounts.queries import my_strata
from isotherm.web.accounts.services import (
    ask_archive,
    choose_stratum,
    forget_choice,
    save_profile,
)
from isotherm.web.accounts.services.archives import open_archive
from isotherm.web.accounts.services.profile import (
    LONGEST_ABOUT,
    LONGEST_CITY,
    LONGEST_NAME,
    set_personalised,
)
from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.people import ArchiveOut, MeOut, MyStratumOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id, Line, Text
from isotherm.web.api.files import file_answer
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.streams import FileInParts

__all__ = ["router"]

router = Router(tags=["me"])
_READ, _WRITE, _ERASE = Scope("me:read"), Scope("me:write"), Scope("me:erase")
Short = Annotated[Line, StringConstraints(max_length=LONGEST_NAME)]


class MeIn(Schema):
    """What you tell of yourself, all of it optional, and what you agree to; all anew."""

    name: Short = ""
    about: Annotated[Text, StringConstraints(max_length=LONGEST_ABOUT)] = ""
    height_cm: int | None = Field(None, ge=100, le=230)
    weight_kg: int | None = Field(None, ge=25, le=250)
    city: Annotated[Line, StringConstraints(max_length=LONGEST_CITY)] = ""
    shares_body: bool = False
    seed_user: bool = False
    personalised: bool = False


class ChoiceIn(Schema):
    """What you want with a stratum."""

    choice: Literal["left", "muted"]


class WantedIn(Schema):
    """Whether notes and answers are chosen for you."""

    wanted: bool


class GoodbyeIn(Schema):
    """Your name as it is shown confirms it."""

    name: Short


@router.get("/me", response={200: MeOut, **PROBLEMS}, auth=_READ)
def read_me(request: HttpRequest) -> Any:
    """Who you are here, and what you agreed to."""
    return MeOut.of(caller(request))


@router.put("/me", response={200: MeOut, **PROBLEMS}, auth=_WRITE)
def change_me(request: HttpRequest, body: MeIn) -> Any:
    """Tell anew who you are and what you agree to; what is left empty is forgotten."""
    return MeOut.of(save_profile(caller(request).pk, body.dict()))


@router.put("/me/personalised", response={200: MeOut, **PROBLEMS}, auth=_WRITE)
def personalise(request: HttpRequest, body: WantedIn) -> Any:
    """Switch personalisation on or off."""
    member = caller(request)
    set_personalised(member.pk, wanted=body.wanted)
    return MeOut.of(Member.objects.get(pk=member.pk))


@router.get("/me/strata", response={200: list[MyStratumOut], **PROBLEMS}, auth=_READ)
def read_my_strata(request: HttpRequest) -> Any:
    """The strata you are in or left, the strongest first, and why."""
    return my_strata(caller(request))


@router.put("/me/strata/{stratum_id}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def choose(request: HttpRequest, stratum_id: Id, body: ChoiceIn) -> Any:
    """Leave or mute a stratum; the last word counts."""
    choose_stratum(caller(request), stratum_id, choice=body.choice)
    return Done()


@router.delete("/me/strata/{stratum_id}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def choose_no_more(request: HttpRequest, stratum_id: Id) -> Any:
    """Be in a stratum again as if nothing had been said."""
    forget_choice(caller(request), stratum_id)
    return Done()


@router.post("/me/data", response={202: ArchiveOut, **PROBLEMS}, auth=_READ)
def ask_my_data(request: HttpRequest) -> Any:
    """Ask for everything that is kept about you; it is packed in the background."""
    return Status(202, ask_archive(acting(request, "export")))


@router.get("/me/data", response={200: ArchiveOut, **PROBLEMS}, auth=_READ)
def read_my_data(request: HttpRequest) -> Any:
    """How far the packing of your data is; 404 where you did not ask, or it was thrown away."""
    return get_object_or_404(Archive, member=caller(request))


@router.get(
    "/me/data/zip",
    response={200: None, **PROBLEMS},
    auth=_READ,
    openapi_extra=file_answer("application/zip"),
)
def take_my_data(request: HttpRequest) -> FileResponse:
    """Everything that is kept about you, as a zip: data.json and your pictures."""
    packed = open_archive(caller(request))
    answer = FileInParts(packed, as_attachment=True, filename="isotherm-my-data.zip")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/me/erase", response={200: Done, **PROBLEMS}, auth=_ERASE)
def erase_me(request: HttpRequest, body: GoodbyeIn) -> Any:
    """Forget you for good, with this token and everything else; there is no way back."""
    from isotherm.web.readings.erase import erase_member

    member = caller(request)
    if body.name.strip() != str(member).strip():
        raise Refusal(_("The name does not match. Nothing was erased."), code="name", status=422)
    erase_member(member)
    return Done()
