"""Goods, a member's basket and orders."""

from __future__ import annotations

from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Header, Router, Schema, Status
from pydantic import Field

from isotherm.web.accounts.models import Member
from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers import Done
from isotherm.web.api.answers_shop import HoldOut, LineOut, OrderOut, ProductOut
from isotherm.web.api.fields import Id, Line, OnceKey, Page
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.shop import services
from isotherm.web.shop.models import Hold, Order, Product
from isotherm.web.shop.services.holds import BASKET

__all__ = ["router"]

router = Router(tags=["shop"])
_GOODS, _READ, _WRITE = Scope("community:read"), Scope("orders:read"), Scope("orders:write")
_PAGE = 50
Source = Literal["note", "room", "search", "feed", "direct"]


class HoldIn(Schema):
    """Pieces to keep in the basket."""

    sku_id: Id
    quantity: int = Field(ge=1, le=99)
    source_kind: Source = "direct"
    source_id: Line = Field("", max_length=64)


class AddressIn(Schema):
    """Where an order goes."""

    name: Line = Field(max_length=40)
    phone: Line = Field(max_length=24)
    address: Line


class ReturnIn(Schema):
    """Why something goes back."""

    reason: Literal["fit", "look", "fabric", "fault", "late", "mind"]
    fit: Literal["", "small", "true", "large"] = ""
    words: Line = ""


@router.get("/products", response={200: list[ProductOut], **PROBLEMS}, auth=_GOODS)
def newest_products(request: HttpRequest, page: Page = 1) -> Any:
    """What is on sale, the newest first, fifty a page."""
    goods = Product.objects.on_sale().prefetch_related("skus")
    return [
        ProductOut.of(one)
        for one in goods.order_by("-listed_at", "pk")[_PAGE * (page - 1) : _PAGE * page]
    ]


@router.get("/products/{product_id}", response={200: ProductOut, **PROBLEMS}, auth=_GOODS)
def read_product(request: HttpRequest, product_id: Id) -> Any:
    """One product with its sizes and how many are free."""
    goods = Product.objects.on_sale().prefetch_related("skus")
    return ProductOut.of(get_object_or_404(goods, pk=product_id))


@router.get("/basket", response={200: list[HoldOut], **PROBLEMS}, auth=_READ)
def read_basket(request: HttpRequest) -> Any:
    """What is held for you."""
    held = Hold.objects.filter(member=caller(request), state__in=BASKET)
    return [HoldOut.of(one) for one in held.order_by("at", "pk")]


@router.put("/basket", response={200: HoldOut, **PROBLEMS}, auth=_WRITE)
def hold(request: HttpRequest, body: HoldIn) -> Any:
    """Keep so many pieces of a size for a quarter of an hour."""
    return HoldOut.of(services.hold(caller(request), **body.dict()))


@router.delete("/basket/{hold_id}", response={200: Done, **PROBLEMS}, auth=_WRITE)
def release(request: HttpRequest, hold_id: Id) -> Any:
    """Let pieces go again."""
    services.release(caller(request), hold_id)
    return Done()


@router.post("/orders", response={201: OrderOut, **PROBLEMS}, auth=_WRITE)
def check_out(request: HttpRequest, body: AddressIn, idempotency_key: Header[OnceKey]) -> Any:
    """Order what is in the basket; the same Idempotency-Key again gives the same order."""
    member = acting(request, "checkout")
    order = services.checkout(member, once_key=idempotency_key, address=body.dict())
    return Status(201, OrderOut.of(_orders(member).get(pk=order.pk)))


@router.get("/orders", response={200: list[OrderOut], **PROBLEMS}, auth=_READ)
def read_orders(request: HttpRequest, page: Page = 1) -> Any:
    """Your orders, the newest first, fifty a page."""
    orders = _orders(caller(request)).order_by("-at", "pk")
    return [OrderOut.of(one) for one in orders[_PAGE * (page - 1) : _PAGE * page]]


@router.get("/orders/{order_id}", response={200: OrderOut, **PROBLEMS}, auth=_READ)
def read_order(request: HttpRequest, order_id: Id) -> Any:
    """One of your orders."""
    return OrderOut.of(get_object_or_404(_orders(caller(request)), pk=order_id))


@router.post("/orders/{order_id}/cancel", response={200: Done, **PROBLEMS}, auth=_WRITE)
def cancel_order(request: HttpRequest, order_id: Id) -> Any:
    """Call off what has not been sent."""
    services.cancel_order(caller(request), order_id)
    return Done()


@router.post("/lines/{line_id}/return", response={200: LineOut, **PROBLEMS}, auth=_WRITE)
def ask_return(request: HttpRequest, line_id: Id, body: ReturnIn) -> Any:
    """Ask to send something back, with the reason."""
    return LineOut.of(services.ask_return(caller(request), line_id, **body.dict()))


def _orders(member: Member) -> QuerySet[Order]:
    return Order.objects.filter(member=member).prefetch_related("lines")
