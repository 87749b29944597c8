"""Pieces: what lies on the shelf, what goes out, what comes back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, groupby

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from isotherm.web.desk.queries.returns import returned_by_stratum
from isotherm.web.desk.queries.today import low_stock
from isotherm.web.desk.views.doors import A_PAGE, desk_page, pieces, shop_of
from isotherm.web.shop import services as shop
from isotherm.web.shop.models import Sku
from isotherm.web.shop.queries import Shelf, line_to_cancel, lines_of, lines_on_shelf
from isotherm.web.shop.queries.goods import by_size
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.once import do_once_for_form
from isotherm.web.site.paging import page_of
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import as_id

__all__ = ["back", "cancel", "change_stock", "orders", "returns", "send", "stock"]

_MOST_AT_ONCE = 100
_SHELVES: tuple[Shelf, ...] = ("send", "coming", "sent", "done")  # returns have their own page


@require_GET
@audience(Audience.MERCHANT)
def stock(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """Every size: on the shelf, promised, free."""
    merchant = shop_of(request, merchant_id)
    said = request.GET.get("q", "").strip()[:80]
    skus = Sku.objects.filter(product__merchant=merchant).select_related("product")
    if said:
        skus = skus.filter(product__title__icontains=said)
    counted = skus.annotate(free=F("on_hand") - F("reserved"))
    page = page_of(
        request, counted.order_by("-product__listed_at", "product_id", "pk"), size=A_PAGE
    )
    shelves = [sorted(skus, key=by_size) for _, skus in groupby(page, lambda sku: sku.product_id)]
    told = {"page": page, "skus": chain.from_iterable(shelves), "said": said}
    return desk_page(request, "stock", merchant, {**told, "low": low_stock(merchant)})


@require_POST
@audience(Audience.MERCHANT)
def change_stock(request: HttpRequest, merchant_id: str, sku_id: str) -> HttpResponse:
    """Pieces arrived, or the shelf was counted and found otherwise; once for each form."""
    merchant = shop_of(request, merchant_id)
    act, words = request.POST.get("act", ""), request.POST.get("words", "")
    units = pieces(request)

    def do() -> str:
        change = {"act": act, "words": words, "door": "desk"}
        return shop.change_stock(merchant, sku_id, units=units, **change).pk

    do_once_for_form(request, "desk.stock", body=[sku_id, act, units, words], do=do)
    messages.success(request, _("Noted."))
    return redirect("desk:stock", merchant_id)


@require_GET
@audience(Audience.MERCHANT)
def orders(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """Lines to send, and those on their way or done."""
    merchant, shelf = shop_of(request, merchant_id), _shelf_asked_for(request)
    page = page_of(request, lines_on_shelf(merchant, shelf), size=A_PAGE)
    told = {"page": page, "shelf": shelf, "shelves": _SHELVES}
    return desk_page(request, "orders", merchant, told)


@require_POST
@audience(Audience.MERCHANT)
def send(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """Send lines, several at once, each order with its own parcel number.

    Each line that cannot be sent is told of, the others go.
    """
    merchant = shop_of(request, merchant_id)
    chosen = request.POST.getlist("line")
    if not chosen:
        raise Refusal(_("Please choose what to send."), code="none", status=422)
    if len(chosen) > _MOST_AT_ONCE:
        words = _("At most %(n)d lines are sent at once; nothing was sent.")
        raise Refusal(words % {"n": _MOST_AT_ONCE}, code="too_many", status=422)
    order_of = dict(
        lines_of(merchant).filter(pk__in=map(as_id, chosen)).values_list("pk", "order_id")
    )

    def ship(line_id: str) -> object:
        parcel = request.POST.get(f"parcel-{order_of.get(line_id, '')}", "")
        return shop.ship_line(merchant, line_id, parcel=parcel)

    sent = _each(request, chosen, ship)
    if sent:
        told = ngettext("%(n)d line is on its way.", "%(n)d lines are on their way.", sent)
        messages.success(request, told % {"n": sent})
    return redirect("desk:orders", merchant_id)


@require_http_methods(["GET", "POST"])
@audience(Audience.MERCHANT)
def cancel(request: HttpRequest, merchant_id: str, line_id: str) -> HttpResponse:
    """A line cannot be sent: first what follows from it; then, with words for the buyer, once."""
    merchant, shelf = shop_of(request, merchant_id), _shelf_asked_for(request)
    if request.method == "GET":
        line, back_fen = line_to_cancel(merchant, line_id)
        told = {"line": line, "back_fen": back_fen, "shelf": shelf}
        return desk_page(request, "cancel", merchant, told)
    words = request.POST.get("words", "")

    def do() -> str:
        return shop.cancel_line_of(merchant, line_id, words=words).pk

    do_once_for_form(request, "desk.cancel", body=[merchant.pk, line_id, words], do=do)
    messages.success(request, _("Called off; the buyer is told why, and what was paid goes back."))
    return redirect(f"{reverse('desk:orders', args=[merchant_id])}?shelf={shelf}")


@require_GET
@audience(Audience.MERCHANT)
def returns(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """Returns to accept, and what comes back by stratum and size."""
    merchant = shop_of(request, merchant_id)
    told = {
        "page": page_of(request, lines_on_shelf(merchant, "returns"), size=A_PAGE),
        "table": returned_by_stratum(merchant),
    }
    return desk_page(request, "returns", merchant, told)


@require_POST
@audience(Audience.MERCHANT)
def back(request: HttpRequest, merchant_id: str, line_id: str) -> HttpResponse:
    """A return is accepted and refunded, or refused with words."""
    merchant = shop_of(request, merchant_id)
    if request.POST.get("act") == "refuse":
        shop.refuse_return(merchant, line_id, words=request.POST.get("words", ""))
        messages.success(request, _("Refused; the buyer is told why."))
    else:
        shop.accept_return(merchant, line_id)
        messages.success(request, _("Taken back. The money and the pieces are back."))
    return redirect("desk:returns", merchant_id)


def _shelf_asked_for(request: HttpRequest) -> Shelf:
    asked = request.GET.get("shelf")
    return next((one for one in _SHELVES if one == asked), _SHELVES[0])


def _each(request: HttpRequest, chosen: list[str], do: Callable[[str], object]) -> int:
    """Do something for each; how many it could be done for."""
    done = 0
    for line_id in dict.fromkeys(chosen):
        try:
            do(line_id)
            done += 1
        except Refusal as no:
            messages.error(request, no.words)
    return done
