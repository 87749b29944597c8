"""What the people of a shop do: briefs, stock, orders to send, webhooks."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers import Done
from isotherm.web.api.answers_shop import LineOut, SkuOut
from isotherm.web.api.fields import Id, Line, Page
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.webhooks import EVENTS, add_webhook, stop_webhook, webhooks_of
from isotherm.web.desk import services as desk
from isotherm.web.desk.queries import InboxLine, inbox, loop_report
from isotherm.web.shop import services as shop
from isotherm.web.shop.models import Merchant, OrderLine, Sku
from isotherm.web.shop.queries import require_shop
from isotherm.web.shop.queries.sales import Sales
from isotherm.web.shop.queries.shops import Role

__all__ = ["router"]

router = Router(tags=["desk"])
_READ, _WRITE = Scope("shop:read"), Scope("shop:write")
_PAGE = 50
Answer = Literal["taken", "passed", "asked"]


class BriefOut(Schema):
    """A brief as it stands for a shop; nothing in it is about fewer than fifty people."""

    brief_id: str
    name: str
    standing: str
    answer: str
    days_left: int | None
    brief: dict[str, Any]

    @staticmethod
    def of(line: InboxLine) -> dict[str, Any]:
        """A line of the inbox as plain values."""
        return {
            "brief_id": line.brief.brief_id,
            "name": line.brief.name,
            "standing": line.standing,
            "answer": line.answered,
            "days_left": line.days_left,
            "brief": line.brief.as_json(),
        }


class AnswerIn(Schema):
    """What a shop says to a brief."""

    answer: Answer
    words: Line = ""


class TallyOut(Schema):
    """Pieces and money, by where they came from."""

    source: str
    orders: int
    ordered: int
    kept: int
    returned: int
    revenue_fen: int
    refunds_fen: int

    @staticmethod
    def of(source: str, tally: Sales) -> dict[str, Any]:
        """A tally as plain values."""
        return {"source": source, **dataclasses.asdict(tally)}


class LoopOut(Schema):
    """A brief from its test to kept orders."""

    brief_id: str
    cut_units: int
    cost_fen: int
    margin_fen: int
    total: TallyOut
    by_source: list[TallyOut]


class UnitsIn(Schema):
    """Pieces that arrived."""

    units: int = Field(ge=1, le=100_000)
    reference: Line = Field("", max_length=60)


class WebhookIn(Schema):
    """An address to be told, and of what."""

    url: Line
    events: list[Line] = Field(description=", ".join(EVENTS), max_length=len(EVENTS))


class WebhookOut(Schema):
    """A webhook; its secret is shown when it is made and never again."""

    webhook_id: str
    url: str
    events: list[str]
    at: dt.datetime
    secret: str = ""


@router.get("/shops/{merchant_id}/briefs", response={200: list[BriefOut], **PROBLEMS}, auth=_READ)
def read_briefs(request: HttpRequest, merchant_id: Id) -> Any:
    """The briefs of a shop, the ones to act on first in front."""
    return [BriefOut.of(line) for line in inbox(_shop(request, merchant_id, role="buyer"))]


@router.post(
    "/shops/{merchant_id}/briefs/{brief_id}", response={200: Done, **PROBLEMS}, auth=_WRITE
)
def answer_brief(request: HttpRequest, merchant_id: Id, brief_id: Id, body: AnswerIn) -> Any:
    """Take a brief, pass it with a reason, or ask about it."""
    asks = body.answer == "asked"
    merchant = _shop(request, merchant_id, role="buyer" if asks else "keeper")
    if body.answer == "taken":
        desk.take_brief(merchant, brief_id)
    elif body.answer == "passed":
        desk.pass_brief(merchant, brief_id, words=body.words)
    else:
        desk.ask_about_brief(merchant, brief_id, words=body.words)
    return Done()


@router.get(
    "/shops/{merchant_id}/briefs/{brief_id}/loop", response={200: LoopOut, **PROBLEMS}, auth=_READ
)
def read_loop(request: HttpRequest, merchant_id: Id, brief_id: Id) -> Any:
    """What came of a brief, to the cent."""
    report = loop_report(_shop(request, merchant_id), brief_id)
    return {
        "brief_id": brief_id,
        "cut_units": report.cut_units,
        "cost_fen": report.cost_fen,
        "margin_fen": report.margin_fen,
        "total": TallyOut.of("all", report.total),
        "by_source": [TallyOut.of(source, tally) for source, tally in report.by_source],
    }


@router.get("/shops/{merchant_id}/stock", response={200: list[SkuOut], **PROBLEMS}, auth=_READ)
def read_stock(request: HttpRequest, merchant_id: Id, page: Page = 1) -> Any:
    """What lies on the shelves, fifty sizes a page."""
    skus = Sku.objects.filter(product__merchant=_shop(request, merchant_id)).order_by("pk")
    return [SkuOut.of(sku) for sku in skus[_PAGE * (page - 1) : _PAGE * page]]


@router.post("/shops/{merchant_id}/stock/{sku_id}", response={200: SkuOut, **PROBLEMS}, auth=_WRITE)
def receive_stock(request: HttpRequest, merchant_id: Id, sku_id: Id, body: UnitsIn) -> Any:
    """Book pieces that arrived."""
    skus = Sku.objects.filter(product__merchant=_shop(request, merchant_id))
    sku = get_object_or_404(skus, pk=sku_id)
    shop.receive_stock(sku, units=body.units, reference=body.reference)
    sku.refresh_from_db()
    return SkuOut.of(sku)


@router.get("/shops/{merchant_id}/to-send", response={200: list[LineOut], **PROBLEMS}, auth=_READ)
def lines_to_send(request: HttpRequest, merchant_id: Id, page: Page = 1) -> Any:
    """Paid lines that wait to be sent, the oldest first, fifty a page."""
    waiting = OrderLine.objects.filter(
        product__merchant=_shop(request, merchant_id), state=OrderLine.State.PAID
    ).order_by("order__at", "pk")
    return [LineOut.of(line) for line in waiting[_PAGE * (page - 1) : _PAGE * page]]


@router.post(
    "/shops/{merchant_id}/lines/{line_id}/send", response={200: LineOut, **PROBLEMS}, auth=_WRITE
)
def ship(request: HttpRequest, merchant_id: Id, line_id: Id) -> Any:
    """Say that a line was sent."""
    return LineOut.of(shop.ship_line(_shop(request, merchant_id), line_id))


@router.post(
    "/shops/{merchant_id}/lines/{line_id}/take-back",
    response={200: LineOut, **PROBLEMS},
    auth=_WRITE,
)
def accept_return(request: HttpRequest, merchant_id: Id, line_id: Id) -> Any:
    """Take a returned line back; its money goes back to the buyer."""
    return LineOut.of(shop.accept_return(_shop(request, merchant_id), line_id))


@router.get(
    "/shops/{merchant_id}/webhooks", response={200: list[WebhookOut], **PROBLEMS}, auth=_READ
)
def read_webhooks(request: HttpRequest, merchant_id: Id) -> Any:
    """The addresses that are told what happens."""
    return [
        {"webhook_id": one.pk, "url": one.url, "events": one.events, "at": one.at}
        for one in webhooks_of(_shop(request, merchant_id))
    ]


@router.post("/shops/{merchant_id}/webhooks", response={201: WebhookOut, **PROBLEMS}, auth=_WRITE)
def make_webhook(request: HttpRequest, merchant_id: Id, body: WebhookIn) -> Any:
    """Tell an address; its messages are signed with the secret given here once."""
    made = add_webhook(_shop(request, merchant_id), url=body.url, events=body.events)
    told = {
        "webhook_id": made.pk,
        "url": made.url,
        "events": made.events,
        "at": made.at,
        "secret": made.secret,
    }
    return Status(201, told)


@router.delete(
    "/shops/{merchant_id}/webhooks/{webhook_id}", response={200: Done, **PROBLEMS}, auth=_WRITE
)
def end_webhook(request: HttpRequest, merchant_id: Id, webhook_id: Id) -> Any:
    """Tell an address nothing more."""
    stop_webhook(_shop(request, merchant_id), webhook_id)
    return Done()


def _shop(request: HttpRequest, merchant_id: str, *, role: Role = "keeper") -> Merchant:
    return require_shop(caller(request), merchant_id, role=role)
