"""An author's and a buyer's desk: their people, what those ask, boards."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.community import ReplyOut
from isotherm.web.api.answers.studio import (
    AudienceOut,
    BoardOut,
    BoardPageOut,
    QuestionGroupOut,
    StandingOut,
    TasteOut,
)
from isotherm.web.api.fields import Id, Line, OnceKey, Text
from isotherm.web.api.once import made_once
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community.models import Reply
from isotherm.web.community.services import reply
from isotherm.web.studio import services
from isotherm.web.studio.models import Selection
from isotherm.web.studio.queries.audience import audience_of
from isotherm.web.studio.queries.questions import question_groups
from isotherm.web.studio.queries.standing import standing_of
from isotherm.web.studio.queries.taste import taste_of

__all__ = ["router"]

router = Router(tags=["studio"])
_READ, _WRITE = Scope("studio:read"), Scope("studio:write")


class AnsweredIn(Schema):
    """What you answer."""

    text: Text


class BoardIn(Schema):
    """Where the candidates come from, and how many to keep."""

    source: Literal["shop", "new", "csv"] = Field(
        description="the goods of a shop, the newest of all, or rows you bring"
    )
    merchant_id: Id | None = Field(None, description="for shop")
    csv: str = Field("", max_length=services.MOST_BYTES, description="for csv: product_id, title")
    name: Line = Field("", description="for csv: what to call them")
    keep: int = Field(5, ge=1, le=services.MOST_KEPT)


@router.get("/studio/audience", response={200: AudienceOut, **PROBLEMS}, auth=_READ)
def read_audience(request: HttpRequest) -> Any:
    """Your people as strata with intervals; never persons."""
    return audience_of(caller(request))


@router.get("/studio/standing", response={200: StandingOut, **PROBLEMS}, auth=_READ)
def read_standing(request: HttpRequest) -> Any:
    """How far your choices are trusted, and what is missing on the path to buyer and merchant."""
    return standing_of(caller(request))


@router.get("/studio/taste", response={200: TasteOut, **PROBLEMS}, auth=_READ)
def read_taste(request: HttpRequest) -> Any:
    """What you choose beside what your people kept, and how it moved."""
    return taste_of(caller(request))


@router.get("/studio/questions", response={200: list[QuestionGroupOut], **PROBLEMS}, auth=_READ)
@in_pages()
def read_questions(request: HttpRequest) -> Any:
    """Open questions under your notes, grouped as needs, the largest group first."""
    return question_groups(caller(request))


@router.post(
    "/studio/questions/{reply_id}/answer", response={201: ReplyOut, **PROBLEMS}, auth=_WRITE
)
def answer_question(
    request: HttpRequest, reply_id: Id, body: AnsweredIn, idempotency_key: OnceKey
) -> Any:
    """Answer a question under a note of yours."""
    member = acting(request, "reply")
    asked = get_object_or_404(Reply, pk=reply_id, note__author=member)

    def do() -> str:
        return reply(member, asked.note_id, text=body.text, parent_id=asked.pk).pk

    told = [reply_id, body.text]
    made = made_once(request, "answer", key=idempotency_key, body=told, do=do)
    return Status(201, get_object_or_404(Reply, pk=made))


@router.get("/studio/boards", response={200: list[BoardOut], **PROBLEMS}, auth=_READ)
@in_pages()
def read_boards(request: HttpRequest) -> Any:
    """Your boards, the newest first."""
    plain = _boards(request).defer("judged", "candidates", "trust", "missing", "left_out")
    return plain.order_by("-asked_at", "pk")


@router.post("/studio/boards", response={201: BoardOut, **PROBLEMS}, auth=_WRITE)
def make_board(request: HttpRequest, body: BoardIn, idempotency_key: OnceKey) -> Any:
    """Choose a few of many candidates; the board is judged in the background."""
    member = caller(request)

    def do() -> str:
        if body.source == "csv":
            raw = body.csv.encode("utf-8", "replace")
            return services.board_from_csv(member, raw, keep=body.keep, name=body.name).pk
        if body.source == "shop":
            shop_id = body.merchant_id or ""
            return services.board_from_shop(member, shop_id, keep=body.keep).pk
        return services.board_from_new(member, keep=body.keep).pk

    made = made_once(request, "board", key=idempotency_key, body=body.dict(), do=do)
    return Status(201, get_object_or_404(_boards(request), pk=made))


@router.get("/studio/boards/{board_id}", response={200: BoardPageOut, **PROBLEMS}, auth=_READ)
def read_board(request: HttpRequest, board_id: Id) -> Any:
    """A board of yours, with a reason for each pick and rejection; until it is done, its state."""
    return get_object_or_404(_boards(request), pk=board_id)


def _boards(request: HttpRequest) -> Any:
    return Selection.objects.filter(member=caller(request))
