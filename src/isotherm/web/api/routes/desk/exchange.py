"""A shop's goods as CSV files of Shopify, in and out."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Router, Status, UploadedFile

from isotherm.web.api.access import acting
from isotherm.web.api.answers.desk import GoodsFileOut, GoodsFilePageOut
from isotherm.web.api.fields import Id
from isotherm.web.api.files import file_answer
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.desk.queries import goods_files
from isotherm.web.desk.services import take_goods_file
from isotherm.web.shop.shopify import MOST_BYTES, export_inventory, export_products
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.streams import table_answer

__all__ = ["router"]

router = Router(tags=["desk"])


@router.post("/shops/{merchant_id}/csv", response={202: GoodsFileOut, **PROBLEMS}, auth=WRITE)
def bring_products(request: HttpRequest, merchant_id: Id, file: File[UploadedFile]) -> Any:
    """Bring a product or stock file of Shopify; it is brought in the background.

    The same file again changes nothing, and while it is under way it is the same job.
    """
    merchant = shop_of(request, merchant_id)
    if not file.size:
        raise Refusal(_("Please choose a file."), code="file", status=422)
    member = acting(request, "goods_in")
    data, name = file.read(MOST_BYTES + 1), file.name or ""
    return Status(202, take_goods_file(member, merchant.pk, name=name, data=data))


@router.get(
    "/shops/{merchant_id}/csv/brought", response={200: list[GoodsFileOut], **PROBLEMS}, auth=READ
)
@in_pages()
def read_brought(request: HttpRequest, merchant_id: Id) -> Any:
    """Files the shop brought, the newest first, without what was wrong in them."""
    return goods_files(shop_of(request, merchant_id).pk)


@router.get(
    "/shops/{merchant_id}/csv/brought/{file_id}",
    response={200: GoodsFilePageOut, **PROBLEMS},
    auth=READ,
)
def read_brought_file(request: HttpRequest, merchant_id: Id, file_id: Id) -> Any:
    """One file: how far it is, what came of it, and what could not be used."""
    return get_object_or_404(goods_files(shop_of(request, merchant_id).pk), pk=file_id)


@router.get(
    "/shops/{merchant_id}/csv/{kind}",
    response={200: None, **PROBLEMS},
    auth=READ,
    openapi_extra=file_answer("text/csv"),
)
def take_products(
    request: HttpRequest, merchant_id: Id, kind: Literal["products", "inventory"]
) -> StreamingHttpResponse:
    """The shop's products, or its stock, as a file that Shopify reads."""
    merchant = shop_of(request, merchant_id)
    acting(request, "goods_out")
    lines = (export_products if kind == "products" else export_inventory)(merchant)
    return table_answer(lines)
