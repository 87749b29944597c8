"""Pieces on the shelf: received and counted."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from isotherm.web.api.answers.shop import StockOut
from isotherm.web.api.fields import Id, Line, OnceKey
from isotherm.web.api.once import made_once
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.shop import services
from isotherm.web.shop.models import Sku

__all__ = ["router"]

router = Router(tags=["desk"])


class PiecesMovedIn(Schema):
    """Pieces that arrived, or so many as the shelf was found to hold."""

    act: Literal["receive", "count"] = "receive"
    units: int = Field(ge=0, le=9_999_999)
    words: Annotated[Line, StringConstraints(max_length=120)] = Field(
        "", description="a delivery note; for a count, why"
    )


@router.get("/shops/{merchant_id}/stock", response={200: list[StockOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_stock(request: HttpRequest, merchant_id: Id) -> Any:
    """What lies on the shelves, size by size."""
    skus = Sku.objects.filter(product__merchant=shop_of(request, merchant_id))
    return skus.order_by("-product__listed_at", "product_id", "pk")


@router.post(
    "/shops/{merchant_id}/stock/{sku_id}", response={200: StockOut, **PROBLEMS}, auth=WRITE
)
def change_stock(
    request: HttpRequest,
    merchant_id: Id,
    sku_id: Id,
    body: PiecesMovedIn,
    idempotency_key: OnceKey,
) -> Any:
    """Book pieces that arrived, or what a count of the shelf found."""
    merchant = shop_of(request, merchant_id)

    def do() -> str:
        return services.change_stock(merchant, sku_id, **body.dict(), door="api").pk

    told = [merchant.pk, sku_id, body.dict()]
    changed = made_once(request, "stock", key=idempotency_key, body=told, do=do)
    return get_object_or_404(Sku, product__merchant=merchant, pk=changed)
