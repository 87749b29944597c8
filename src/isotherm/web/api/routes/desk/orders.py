"""What goes out and what comes back."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import StringConstraints

from isotherm.web.api.answers.desk import ReturnsOut
from isotherm.web.api.answers.shop import LineOut
from isotherm.web.api.fields import Id, Line, LineId
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.desk.queries.returns import returned_by_stratum
from isotherm.web.shop import services
from isotherm.web.shop.queries import Shelf, lines_on_shelf

__all__ = ["router"]

router = Router(tags=["desk"])


class ParcelIn(Schema):
    """The number of the parcel, where it has one."""

    parcel: Annotated[Line, StringConstraints(max_length=120)] = ""


class CancelledIn(Schema):
    """Why a line cannot be sent; the buyer is told."""

    words: Annotated[Line, StringConstraints(max_length=180)]


class RefusedIn(Schema):
    """Why a return is refused; the buyer is told."""

    words: Line


@router.get("/shops/{merchant_id}/lines", response={200: list[LineOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_lines(request: HttpRequest, merchant_id: Id, shelf: Shelf = "send") -> Any:
    """Lines to send, the oldest first; on their way; to be taken back; or done."""
    return lines_on_shelf(shop_of(request, merchant_id), shelf)


@router.post(
    "/shops/{merchant_id}/lines/{line_id}/send", response={200: LineOut, **PROBLEMS}, auth=WRITE
)
def ship(request: HttpRequest, merchant_id: Id, line_id: LineId, body: ParcelIn) -> Any:
    """Say that a line was sent."""
    merchant = shop_of(request, merchant_id)
    return services.ship_line(merchant, line_id, parcel=body.parcel)


@router.post(
    "/shops/{merchant_id}/lines/{line_id}/cancel", response={200: LineOut, **PROBLEMS}, auth=WRITE
)
def cancel(request: HttpRequest, merchant_id: Id, line_id: LineId, body: CancelledIn) -> Any:
    """Say that a line cannot be sent, and why; what was paid for it goes back to the buyer."""
    merchant = shop_of(request, merchant_id)
    return services.cancel_line_of(merchant, line_id, words=body.words)


@router.post(
    "/shops/{merchant_id}/lines/{line_id}/take-back",
    response={200: LineOut, **PROBLEMS},
    auth=WRITE,
)
def accept_return(request: HttpRequest, merchant_id: Id, line_id: LineId) -> Any:
    """Take a returned line back; its money goes back to the buyer."""
    return services.accept_return(shop_of(request, merchant_id), line_id)


@router.post(
    "/shops/{merchant_id}/lines/{line_id}/refuse-return",
    response={200: LineOut, **PROBLEMS},
    auth=WRITE,
)
def refuse_return(request: HttpRequest, merchant_id: Id, line_id: LineId, body: RefusedIn) -> Any:
    """Do not take a line back, and say why."""
    merchant = shop_of(request, merchant_id)
    return services.refuse_return(merchant, line_id, words=body.words)


@router.get("/shops/{merchant_id}/returns", response={200: ReturnsOut, **PROBLEMS}, auth=READ)
def read_returns(request: HttpRequest, merchant_id: Id) -> Any:
    """What comes back by stratum and size; nothing of fewer than fifty people."""
    return returned_by_stratum(shop_of(request, merchant_id))
