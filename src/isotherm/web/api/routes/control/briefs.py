"""What merchants ask about their briefs, and how evenly briefs are spread."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from isotherm.web.api.access import caller
from isotherm.web.api.answers.control import QuestionAskedOut, ShareOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import RowId, Text
from isotherm.web.api.paging import each, in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ, WRITE
from isotherm.web.control import services
from isotherm.web.control.queries.fairness import brief_shares, open_questions
from isotherm.web.readings.queries import last_finished

__all__ = ["router"]

router = Router(tags=["control"])


class ReplyToShopIn(Schema):
    """What is answered."""

    words: Text


@router.get("/questions", response={200: list[QuestionAskedOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_questions(request: HttpRequest) -> Any:
    """What shops asked about their briefs and was not answered yet, the oldest first."""
    return open_questions()


@router.post("/questions/{answer_id}/answer", response={200: Done, **PROBLEMS}, auth=WRITE)
def answer_question(request: HttpRequest, answer_id: RowId, body: ReplyToShopIn) -> Any:
    """Answer a shop's question; its keepers are told, and the same answer is told once."""
    services.answer_question(answer_id, words=body.words, by=caller(request))
    return Done()


@router.get("/brief-shares", response={200: list[ShareOut], **PROBLEMS}, auth=READ)
@in_pages(told=each(ShareOut.of))
def read_shares(request: HttpRequest) -> Any:
    """How many briefs each shop got in the last reading, and what it said."""
    return brief_shares(last_finished())
