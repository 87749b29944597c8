"""A shop's goods: changed, taken off, cut again, and the wishes they answer."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from isotherm.web.api.answers.desk import FittingWishOut, LotOut
from isotherm.web.api.answers.shop import OwnProductOut
from isotherm.web.api.fields import Fen, Id, Line, OnceKey, Text
from isotherm.web.api.once import made_once
from isotherm.web.api.paging import each, in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.desk import services as desk
from isotherm.web.desk.models import Lot
from isotherm.web.desk.queries.wishes import fitting_wishes
from isotherm.web.shop import services
from isotherm.web.shop.models import Merchant, Product

__all__ = ["router"]

router = Router(tags=["desk"])
Said = Annotated[Line, StringConstraints(max_length=80)]


class ProductIn(Schema):
    """What a product says and costs from now on."""

    title: Line
    description: Text = ""
    price_fen: Fen


class PiecesIn(Schema):
    """How many pieces to cut."""

    units: int = Field(ge=1, le=1_000_000)


class AnsweredWishesIn(Schema):
    """The wishes a product answers."""

    wish_ids: list[Id] = Field(min_length=1, max_length=500)


class AnsweredOut(Schema):
    """How many of them were still open."""

    answered: int


@router.get(
    "/shops/{merchant_id}/products", response={200: list[OwnProductOut], **PROBLEMS}, auth=READ
)
@in_pages()
def own_products(request: HttpRequest, merchant_id: Id, q: Said = "") -> Any:
    """The shop's goods, on sale or not, the latest first."""
    mine = _goods(shop_of(request, merchant_id, role="buyer"))
    return (mine.filter(title__icontains=q) if q else mine).order_by("-listed_at", "pk")


@router.get(
    "/shops/{merchant_id}/products/{product_id}",
    response={200: OwnProductOut, **PROBLEMS},
    auth=READ,
)
def own_product(request: HttpRequest, merchant_id: Id, product_id: Id) -> Any:
    """One of the shop's goods."""
    return _own(shop_of(request, merchant_id), product_id)


@router.put(
    "/shops/{merchant_id}/products/{product_id}",
    response={200: OwnProductOut, **PROBLEMS},
    auth=WRITE,
)
def edit_product(request: HttpRequest, merchant_id: Id, product_id: Id, body: ProductIn) -> Any:
    """Change what a product says and costs; orders placed keep their price."""
    merchant = shop_of(request, merchant_id)
    services.edit_product(merchant, product_id, **body.dict())
    return _own(merchant, product_id)


@router.post(
    "/shops/{merchant_id}/products/{product_id}/off",
    response={200: OwnProductOut, **PROBLEMS},
    auth=WRITE,
)
def take_off(request: HttpRequest, merchant_id: Id, product_id: Id) -> Any:
    """Sell a product no more; what was ordered is still to be sent."""
    merchant = shop_of(request, merchant_id)
    services.take_off_sale(merchant, product_id)
    return _own(merchant, product_id)


@router.post(
    "/shops/{merchant_id}/products/{product_id}/reorder",
    response={201: LotOut, **PROBLEMS},
    auth=WRITE,
)
def reorder(
    request: HttpRequest, merchant_id: Id, product_id: Id, body: PiecesIn, idempotency_key: OnceKey
) -> Any:
    """Plan to cut a product again, in the sizes of its last lot."""
    merchant = shop_of(request, merchant_id)

    def do() -> str:
        return desk.plan_reorder(merchant, product_id, units=body.units).pk

    told = [merchant.pk, product_id, body.units]
    made = made_once(request, "reorder", key=idempotency_key, body=told, do=do)
    return Status(201, get_object_or_404(Lot, pk=made, merchant=merchant))


@router.get(
    "/shops/{merchant_id}/products/{product_id}/wishes",
    response={200: list[FittingWishOut], **PROBLEMS},
    auth=READ,
)
@in_pages(told=each(FittingWishOut.of))
def read_fitting(request: HttpRequest, merchant_id: Id, product_id: Id) -> Any:
    """Open wishes that share words with a product, the best fitting first."""
    return fitting_wishes(_own(shop_of(request, merchant_id), product_id))


@router.post(
    "/shops/{merchant_id}/products/{product_id}/wishes",
    response={200: AnsweredOut, **PROBLEMS},
    auth=WRITE,
)
def answer_wishes(
    request: HttpRequest, merchant_id: Id, product_id: Id, body: AnsweredWishesIn
) -> Any:
    """Tell those who wished for it that a product is there."""
    merchant = shop_of(request, merchant_id)
    ids = body.wish_ids
    return {"answered": desk.answer_fitting_wishes(merchant, product_id, wish_ids=ids)}


def _goods(merchant: Merchant) -> Any:
    return Product.objects.filter(merchant=merchant).prefetch_related("skus")


def _own(merchant: Merchant, product_id: str) -> Product:
    return get_object_or_404(_goods(merchant), pk=product_id)
