"""Live tests and votes."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from isotherm.web.api.access import Scope, acting
from isotherm.web.api.answers import Done, TestOut
from isotherm.web.api.fields import Id, Line, Page
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.rooms import services
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.queries import open_tests

__all__ = ["router"]

router = Router(tags=["rooms"])
_READ, _WRITE = Scope("tests:read"), Scope("tests:write")
_PAGE = 50
Stake = Literal["seen", "like", "wish", "size", "deposit"]


class VoteIn(Schema):
    """A stake to put behind an option."""

    option_id: Id
    stake: Stake
    value: Line = ""


class TakenBack(Schema):
    """A stake to take back."""

    option_id: Id
    stake: Stake


@router.get("/tests", response={200: list[TestOut], **PROBLEMS}, auth=_READ)
def running_tests(request: HttpRequest, page: Page = 1) -> Any:
    """Tests that can be voted on, fifty a page."""
    tests = open_tests().prefetch_related("options")
    return [TestOut.of(test) for test in tests[_PAGE * (page - 1) : _PAGE * page]]


@router.get("/tests/{test_id}", response={200: TestOut, **PROBLEMS}, auth=_READ)
def read_test(request: HttpRequest, test_id: Id) -> Any:
    """One test, open or closed."""
    return TestOut.of(get_object_or_404(LiveTest.objects.prefetch_related("options"), pk=test_id))


@router.post("/votes", response={200: Done, **PROBLEMS}, auth=_WRITE)
def vote(request: HttpRequest, body: VoteIn) -> Any:
    """Put a stake behind an option; the same again changes nothing."""
    services.cast_vote(acting(request, "vote"), body.option_id, stake=body.stake, value=body.value)
    return Done()


@router.post("/votes/take-back", response={200: Done, **PROBLEMS}, auth=_WRITE)
def take_back(request: HttpRequest, body: TakenBack) -> Any:
    """Take a stake back while the test is open."""
    services.take_back_vote(acting(request, "vote"), body.option_id, stake=body.stake)
    return Done()
