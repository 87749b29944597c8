"""A shop's goods as CSV files of Shopify, in and out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from isotherm.web.accounts.asking import member_of
from isotherm.web.desk.queries import goods_files
from isotherm.web.desk.services import take_goods_file
from isotherm.web.desk.views.doors import desk_page, shop_of
from isotherm.web.shop.shopify import MOST_BYTES, export_inventory, export_products
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.streams import table_answer

__all__ = ["exchange", "export", "goods_file"]

_SHOWN = 5  # files brought before


@require_http_methods(["GET", "POST"])
@audience(Audience.MERCHANT)
def exchange(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """Bring a file of goods or of stock; its own page tells how far it is and what came of it.

    The same file again changes nothing: it says what is to be, not what is to be added.
    """
    merchant = shop_of(request, merchant_id)
    if request.method == "GET":
        return desk_page(
            request, "exchange", merchant, {"files": goods_files(merchant.pk)[:_SHOWN]}
        )
    brought = request.FILES.get("file")
    if brought is None or not brought.size:
        raise Refusal(_("Please choose a file."), code="file", status=422)
    member = member_of(request)
    limited("goods_in", member.pk)
    data, name = brought.read(MOST_BYTES + 1), brought.name or ""
    file = take_goods_file(member, merchant.pk, name=name, data=data)
    return redirect("desk:goods-file", merchant.pk, file.pk)


@require_GET
@audience(Audience.MERCHANT)
def goods_file(request: HttpRequest, merchant_id: str, file_id: str) -> HttpResponse:
    """One file of the shop; while it is being brought the page asks again by itself."""
    merchant = shop_of(request, merchant_id)
    file = get_object_or_404(goods_files(merchant.pk), pk=file_id)
    template = "_goods_file" if is_fragment(request) else "goods_file"
    return desk_page(request, template, merchant, {"file": file})


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
