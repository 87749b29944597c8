"""The basket, and from it to an order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Hold, Order
from isotherm.web.shop.payments import begin_payment, provider_named
from isotherm.web.shop.queries import basket_of
from isotherm.web.shop.services import checkout, hold, release
from isotherm.web.shop.services.holds import BASKET
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited
from isotherm.web.site.numbers import whole
from isotherm.web.site.once import ONCE_FIELD
from isotherm.web.site.refusals import Refusal

__all__ = ["basket", "change_line", "checkout_page", "release_line"]

_ADDRESS = ("name", "phone", "address")


@audience(Audience.MEMBER)
@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    """What lies in the basket, and for how long."""
    return _show(request)


@audience(Audience.MEMBER)
@require_POST
def change_line(request: HttpRequest, hold_id: str) -> HttpResponse:
    """Another number of pieces, or the same held anew."""
    member = member_of(request)
    line = get_object_or_404(Hold, pk=hold_id, member=member, state__in=BASKET)
    said = request.POST.get("quantity", "")
    wanted = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0
    hold(member, line.sku_id, quantity=wanted)
    return _after(request)


@audience(Audience.MEMBER)
@require_POST
def release_line(request: HttpRequest, hold_id: str) -> HttpResponse:
    """Take a line out."""
    release(member_of(request), hold_id)
    return _after(request)


@audience(Audience.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def checkout_page(request: HttpRequest) -> HttpResponse:
    """Where it is sent to; then the order is made and its payment begins."""
    member = member_of(request)
    if request.method != "POST":
        if not basket_of(member).lines:
            return redirect("shop:basket")
        return _checkout_form(request, _last_address(member))
    address = {field: request.POST.get(field, "") for field in _ADDRESS}
    try:
        limited("checkout", member.pk)
        order = checkout(
            member,
            once_key=request.POST.get(ONCE_FIELD, ""),
            address=address,
            seen_total_fen=_seen(request),
        )
    except Refusal as no:
        return _checkout_form(request, address, refused=no)
    return _to_payment(member, order)


def _to_payment(member: Member, order: Order) -> HttpResponse:
    """On to paying; an order asked for again that is paid already is shown."""
    if order.state != Order.State.PLACED:
        return redirect("shop:order", order.pk)
    payment = begin_payment(member, order.pk)
    return redirect(provider_named(payment.provider).pay_url(payment))


def _checkout_form(
    request: HttpRequest, address: dict[str, str], *, refused: Refusal | None = None
) -> HttpResponse:
    context = {
        "basket": basket_of(member_of(request)),
        "address": address,
        "refused": refused,
    }
    status = refused.status if refused else 200
    return render(request, "shop/checkout.html", context, status=status)


def _last_address(member: Member) -> dict[str, str]:
    """Where the last order went; nothing where there was none."""
    ours = member.orders.filter(imported=False).order_by("-at").values_list("address", flat=True)
    told = ours.first() or {}
    return {field: str(told.get(field, "")) for field in _ADDRESS}


def _seen(request: HttpRequest) -> int:
    """The sum the page showed; one that is no number agrees with no basket."""
    total = whole(request.POST.get("total", ""), least=0, most=10**15)
    return -1 if total is None else total


def _after(request: HttpRequest) -> HttpResponse:
    return _show(request) if is_fragment(request) else redirect("shop:basket")


def _show(request: HttpRequest) -> HttpResponse:
    page = "shop/_basket.html" if is_fragment(request) else "shop/basket.html"
    return render(request, page, {"basket": basket_of(member_of(request))})
