"""A shop's goods as CSV files of Shopify, in and out."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from ninja import File, Router, Schema, UploadedFile

from isotherm.web.api.access import acting
from isotherm.web.api.fields import Id
from isotherm.web.api.files import file_answer
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.shop.shopify import MOST_BYTES, export_inventory, export_products, import_products
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.streams import table_answer

__all__ = ["router"]

router = Router(tags=["desk"])


class FaultOut(Schema):
    """One place in a file that cannot be used."""

    line: int
    column: str
    found: str
    expected: str


class BroughtOut(Schema):
    """The account of a file: every row was taken or has a fault."""

    rows: int
    taken: int
    products_made: int
    products_changed: int
    stock_changed: int
    faulty: int
    faults: list[FaultOut]


@router.post("/shops/{merchant_id}/csv", response={200: BroughtOut, **PROBLEMS}, auth=WRITE)
def bring_products(request: HttpRequest, merchant_id: Id, file: File[UploadedFile]) -> Any:
    """Bring a product file of Shopify; the same file again changes nothing."""
    merchant = shop_of(request, merchant_id)
    if not file.size:
        raise Refusal(_("Please choose a file."), code="file", status=422)
    acting(request, "goods_in")
    return import_products(merchant, file.read(MOST_BYTES + 1))


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
