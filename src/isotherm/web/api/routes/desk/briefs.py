"""The inbox of briefs, the answers to them, and what came of each."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from isotherm.web.api.answers.desk import BriefOut, BriefPageOut, LoopOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id, Line
from isotherm.web.api.paging import each, in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.desk import services
from isotherm.web.desk.queries import brief_for, inbox, loop_report, trail_of
from isotherm.web.desk.queries.strata import strata_of_brief

__all__ = ["router"]

router = Router(tags=["desk"])


class AnswerIn(Schema):
    """What a shop says to a brief."""

    answer: Literal["taken", "passed", "asked"]
    words: Line = ""


@router.get("/shops/{merchant_id}/briefs", response={200: list[BriefOut], **PROBLEMS}, auth=READ)
@in_pages(told=each(BriefOut.of))
def read_briefs(request: HttpRequest, merchant_id: Id) -> Any:
    """The briefs of a shop, the ones to act on first in front."""
    return inbox(shop_of(request, merchant_id, role="buyer"))


@router.get(
    "/shops/{merchant_id}/briefs/{brief_id}", response={200: BriefPageOut, **PROBLEMS}, auth=READ
)
def read_brief(request: HttpRequest, merchant_id: Id, brief_id: Id) -> Any:
    """One brief with all it says, for whom it is, and how far you have come with it."""
    merchant = shop_of(request, merchant_id, role="buyer")
    line = brief_for(merchant, brief_id)
    return BriefOut.of(line) | {
        "strata": strata_of_brief(line.brief),
        "question": line.answer.question if line.answer else "",
        "reply": line.answer.reply if line.answer else "",
        "trail": trail_of(merchant, brief_id),
    }


@router.post("/shops/{merchant_id}/briefs/{brief_id}", response={200: Done, **PROBLEMS}, auth=WRITE)
def answer_brief(request: HttpRequest, merchant_id: Id, brief_id: Id, body: AnswerIn) -> Any:
    """Take a brief, pass it with a reason, or ask about it."""
    asks = body.answer == "asked"
    merchant = shop_of(request, merchant_id, role="buyer" if asks else "keeper")
    if body.answer == "taken":
        services.take_brief(merchant, brief_id)
    elif body.answer == "passed":
        services.pass_brief(merchant, brief_id, words=body.words)
    else:
        services.ask_about_brief(merchant, brief_id, words=body.words)
    return Done()


@router.get(
    "/shops/{merchant_id}/briefs/{brief_id}/loop", response={200: LoopOut, **PROBLEMS}, auth=READ
)
def read_loop(request: HttpRequest, merchant_id: Id, brief_id: Id) -> Any:
    """What came of a brief, to the cent."""
    return LoopOut.of(loop_report(shop_of(request, merchant_id), brief_id))
