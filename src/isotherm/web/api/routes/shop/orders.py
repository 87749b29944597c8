"""A member's orders, and what is done with what arrived."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.answers.shop import LineOut, OrderOut, OrderPageOut, PaymentOut
from isotherm.web.api.fields import Fen, Id, Line, LineId, OnceKey
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.shop import services
from isotherm.web.shop.payments import begin_payment
from isotherm.web.shop.queries import order_page, orders_of

__all__ = ["router"]

router = Router(tags=["shop"])
_READ, _WRITE = Scope("orders:read"), Scope("orders:write")
Fit = Literal["", "small", "true", "large"]


class AddressIn(Schema):
    """Where an order goes, and the sum you agree to."""

    name: Line = Field(max_length=40)
    phone: Line = Field(max_length=24)
    address: Line
    seen_total_fen: Fen | None = Field(None, description="another sum by now is refused")


class ReturnIn(Schema):
    """Why something goes back."""

    reason: Literal["fit", "look", "fabric", "fault", "late", "mind"]
    fit: Fit = ""
    words: Line = ""
    quantity: int | None = Field(None, ge=1, le=2**31 - 1, description="pieces; all, if not said")


class KeepIn(Schema):
    """How what one keeps fits."""

    fit: Fit = ""


@router.get("/orders", response={200: list[OrderOut], **PROBLEMS}, auth=_READ)
@in_pages()
def read_orders(request: HttpRequest) -> Any:
    """Your orders, the newest first."""
    return orders_of(caller(request))


@router.post("/orders", response={201: OrderOut, **PROBLEMS}, auth=_WRITE)
def check_out(request: HttpRequest, body: AddressIn, idempotency_key: OnceKey) -> Any:
    """Order what is in the basket; the same Idempotency-Key again gives the same order."""
    member, address = acting(request, "checkout"), body.dict()
    seen = address.pop("seen_total_fen")
    order = services.checkout(
        member, once_key=idempotency_key, address=address, seen_total_fen=seen
    )
    return Status(201, get_object_or_404(orders_of(member), pk=order.pk))


@router.get("/orders/{order_id}", response={200: OrderPageOut, **PROBLEMS}, auth=_READ)
def read_order(request: HttpRequest, order_id: Id) -> Any:
    """One of your orders, with its way so far and what is to be paid."""
    page = order_page(caller(request), order_id)
    order = {name: getattr(page.order, name) for name in ("pk", "at", "state", "total_fen")}
    lines = [shown.line for shown in page.lines]
    names = ("steps", "due_fen", "kept_until", "payment_failed", "can_be_cancelled")
    return order | {"lines": lines} | {name: getattr(page, name) for name in names}


@router.post("/orders/{order_id}/pay", response={200: PaymentOut, **PROBLEMS}, auth=_WRITE)
def pay(request: HttpRequest, order_id: Id) -> Any:
    """Begin to pay what an order asks for now; its buyer pays on the provider's page."""
    return begin_payment(caller(request), order_id)


@router.post("/orders/{order_id}/cancel", response={200: Done, **PROBLEMS}, auth=_WRITE)
def cancel_order(request: HttpRequest, order_id: Id) -> Any:
    """Call off what has not been sent."""
    services.cancel_order(caller(request), order_id)
    return Done()


@router.post("/lines/{line_id}/arrived", response={200: LineOut, **PROBLEMS}, auth=_WRITE)
def arrived(request: HttpRequest, line_id: LineId) -> Any:
    """Say that something is here."""
    return services.confirm_delivery(caller(request), line_id)


@router.post("/lines/{line_id}/return", response={200: LineOut, **PROBLEMS}, auth=_WRITE)
def ask_return(request: HttpRequest, line_id: LineId, body: ReturnIn) -> Any:
    """Ask to send something back, or some pieces of it, with the reason.

    The line is those pieces from then on; the pieces that stay are a line of their own.
    """
    return services.ask_return(caller(request), line_id, **body.dict())


@router.post("/lines/{line_id}/keep", response={200: LineOut, **PROBLEMS}, auth=_WRITE)
def keep(request: HttpRequest, line_id: LineId, body: KeepIn) -> Any:
    """Keep something, and say how it fits."""
    return services.keep(caller(request), line_id, fit=body.fit)
