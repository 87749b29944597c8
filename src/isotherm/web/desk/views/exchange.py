"""A shop's goods as CSV files of Shopify, in and out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from isotherm.web.accounts.asking import member_of
from isotherm.web.desk.views.doors import desk_page, shop_of
from isotherm.web.shop.shopify import MOST_BYTES, export_inventory, export_products, import_products
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.streams import table_answer

__all__ = ["exchange", "export"]


@require_http_methods(["GET", "POST"])
@audience(Audience.MERCHANT)
def exchange(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """Bring a product file; the page then tells which rows were taken and which were not, and why.

    The same file again changes nothing: it says what is to be, not what is to be added.
    """
    merchant = shop_of(request, merchant_id)
    if request.method == "GET":
        return desk_page(request, "exchange", merchant, {"report": None})
    brought = request.FILES.get("file")
    if brought is None or not brought.size:
        raise Refusal(_("Please choose a file."), code="file", status=422)
    limited("goods_in", member_of(request).pk)
    report = import_products(merchant, brought.read(MOST_BYTES + 1))
    return desk_page(request, "exchange", merchant, {"report": report, "name": brought.name})


@require_GET
@audience(Audience.MERCHANT)
def export(request: HttpRequest, merchant_id: str, kind: str) -> StreamingHttpResponse:
    """The shop's products, or its stock, as a file."""
    merchant = shop_of(request, merchant_id)
    if kind not in ("products", "inventory"):
        raise Http404
    limited("goods_out", member_of(request).pk)
    lines = (export_products if kind == "products" else export_inventory)(merchant)
    answer = table_answer(lines)
    named = f'attachment; filename="{kind}-{now():%Y%m%d}.csv"'
    answer.headers["Content-Disposition"] = named
    return answer
