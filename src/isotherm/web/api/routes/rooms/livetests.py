"""Live tests, and voting in them."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.answers.rooms import TestOut, TestPageOut
from isotherm.web.api.fields import Id, Line
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.rooms.shown import test_shown_to
from isotherm.web.rooms import services
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.queries import open_tests, tests_under

__all__ = ["router"]

router = Router(tags=["rooms"])
_READ, _WRITE = Scope("tests:read"), Scope("tests:write")
Stake = Literal["seen", "like", "wish", "size", "deposit"]


class VoteIn(Schema):
    """A stake to put behind an option."""

    option_id: Id
    stake: Stake
    value: Line = ""


class TakenBackIn(Schema):
    """A stake to take back."""

    option_id: Id
    stake: Stake


class SeenIn(Schema):
    """Options that were on someone's screen."""

    option_ids: list[Id] = Field(max_length=20)


class SeenOut(Schema):
    """How many of them were new."""

    new: int


@router.get("/tests", response={200: list[TestOut], **PROBLEMS}, auth=_READ)
@in_pages()
def running_tests(request: HttpRequest) -> Any:
    """Tests that can be voted on, those that end soonest first."""
    return open_tests().prefetch_related("options")


@router.get("/tests/{test_id}", response={200: TestPageOut, **PROBLEMS}, auth=_READ)
def read_test(request: HttpRequest, test_id: Id) -> Any:
    """One test with what you staked; once it is closed, what was decided."""
    return test_shown_to(caller(request), _test(test_id))


@router.get("/notes/{note_id}/test", response={200: TestPageOut, **PROBLEMS}, auth=_READ)
def test_under_note(request: HttpRequest, note_id: Id) -> Any:
    """The test under a note; 404 where there is none."""
    found = tests_under(note_id).first()
    if found is None:
        raise Http404
    return test_shown_to(caller(request), found)


@router.post("/tests/{test_id}/seen", response={200: SeenOut, **PROBLEMS}, auth=_WRITE)
def see(request: HttpRequest, test_id: Id, body: SeenIn) -> Any:
    """Say which options you were shown: who saw and did not want counts, too."""
    member = acting(request, "seen")
    return {"new": services.record_seen(_test(test_id).pk, body.option_ids, [member.pk])}


@router.post("/votes", response={200: Done, **PROBLEMS}, auth=_WRITE)
def vote(request: HttpRequest, body: VoteIn) -> Any:
    """Put a stake behind an option; the same again changes nothing."""
    member = acting(request, "vote")
    services.cast_vote(member, body.option_id, stake=body.stake, value=body.value)
    return Done()


@router.post("/votes/take-back", response={200: Done, **PROBLEMS}, auth=_WRITE)
def take_back(request: HttpRequest, body: TakenBackIn) -> Any:
    """Take a stake back while the test is open; a deposit can be had back after, too."""
    services.take_back_vote(acting(request, "vote"), body.option_id, stake=body.stake)
    return Done()


def _test(test_id: str) -> LiveTest:
    found = LiveTest.objects.prefetch_related("options")
    return get_object_or_404(found, pk=test_id, opened_at__isnull=False)
