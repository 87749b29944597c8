"""From a brief to its test, and from the test to its verdict."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from isotherm.web.api.access import caller
from isotherm.web.api.answers.desk import PlanOut, TrialOut, TrialPageOut
from isotherm.web.api.fields import Fen, Id, Line, OnceKey
from isotherm.web.api.once import made_once
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.desk import services
from isotherm.web.desk.queries.inbox import brief_for
from isotherm.web.desk.queries.trials import judged_options, notes_to_vote_under, tests_of
from isotherm.web.desk.queries.variants import suggest_options
from isotherm.web.desk.services import OptionIdea
from isotherm.web.desk.services.trials import item_of
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.services import MOST_OPTIONS
from isotherm.web.site.clock import now

__all__ = ["router"]

router = Router(tags=["desk"])
Short = Annotated[Line, StringConstraints(max_length=40)]


class IdeaIn(Schema):
    """One variant to be voted on."""

    colour: Short = ""
    cut: Short = ""
    price_fen: Fen | None = None


class TrialIn(Schema):
    """What people will vote on, where, and for how long."""

    title: Annotated[Line, StringConstraints(max_length=120)]
    place: Literal["note", "room", "both"]
    options: list[IdeaIn] = Field(max_length=MOST_OPTIONS)
    item: Short = Field("", description="what all of them are, if not what the brief names")
    note_id: Id | None = Field(None, description="the note people vote under")
    days: int = Field(3, ge=1, le=30, description="so long votes are taken")
    room_opens_at: dt.datetime | None = None

    def ideas(self) -> list[OptionIdea]:
        """The options as the service takes them."""
        return [OptionIdea(one.colour, one.cut, one.price_fen) for one in self.options]


@router.get(
    "/shops/{merchant_id}/briefs/{brief_id}/plan", response={200: PlanOut, **PROBLEMS}, auth=READ
)
def read_plan(request: HttpRequest, merchant_id: Id, brief_id: Id) -> Any:
    """What a test of a brief can begin with: its options, and notes to vote under."""
    merchant = shop_of(request, merchant_id, role="buyer")
    brief = brief_for(merchant, brief_id).brief
    options, notes = suggest_options(brief), notes_to_vote_under(merchant)
    return {"title": brief.name, "item": item_of(brief), "options": options, "notes": notes}


@router.post(
    "/shops/{merchant_id}/briefs/{brief_id}/tests",
    response={201: TrialPageOut, **PROBLEMS},
    auth=WRITE,
)
def plan_test(
    request: HttpRequest, merchant_id: Id, brief_id: Id, body: TrialIn, idempotency_key: OnceKey
) -> Any:
    """Let people vote on colours and cuts of a brief that was taken."""
    merchant, host = shop_of(request, merchant_id, role="buyer"), caller(request)

    def do() -> str:
        return services.plan_test(
            merchant,
            brief_id,
            title=body.title,
            place=body.place,
            item=body.item,
            options=body.ideas(),
            closes_at=now() + dt.timedelta(days=body.days),
            note_id=body.note_id,
            host=host,
            room_opens_at=body.room_opens_at,
        ).pk

    told = [merchant.pk, brief_id, body.dict()]
    made = made_once(request, "test", key=idempotency_key, body=told, do=do)
    return Status(201, _shown(get_object_or_404(_tests(merchant.pk), pk=made)))


@router.get("/shops/{merchant_id}/tests", response={200: list[TrialOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_tests(request: HttpRequest, merchant_id: Id) -> Any:
    """The shop's tests, the latest to close first."""
    return tests_of(shop_of(request, merchant_id, role="buyer"))


@router.get(
    "/shops/{merchant_id}/tests/{test_id}", response={200: TrialPageOut, **PROBLEMS}, auth=READ
)
def read_verdicts(request: HttpRequest, merchant_id: Id, test_id: Id) -> Any:
    """One test: the evidence on each option, and the lot that was planned for it."""
    merchant = shop_of(request, merchant_id, role="buyer")
    return _shown(get_object_or_404(_tests(merchant.pk), pk=test_id))


def _tests(merchant_id: str) -> Any:
    return LiveTest.objects.filter(merchant_id=merchant_id).prefetch_related("options", "rooms")


def _shown(test: LiveTest) -> dict[str, Any]:
    return {
        "test": test,
        "is_open": test.is_open(now()),
        "judged": judged_options(test),
        "rooms": list(test.rooms.order_by("-opens_at")),
    }
