"""My orders: where they are, and what can be done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.shop.models import OrderLine
from isotherm.web.shop.payments import begin_payment, provider_named
from isotherm.web.shop.queries import order_page, orders_of
from isotherm.web.shop.services import ask_return, cancel_order, confirm_delivery, keep
from isotherm.web.shop.services.returns import RETURN_WITHIN
from isotherm.web.shop.shown import FITS, REASONS
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.numbers import whole
from isotherm.web.site.paging import page_of

__all__ = [
    "arrived",
    "begin_paying",
    "cancel",
    "keep_line",
    "order",
    "orders",
    "send_back",
]

_PER_PAGE = 12


@audience(Audience.MEMBER)
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """Everything I ordered, the newest first."""
    page = page_of(request, orders_of(member_of(request)), size=_PER_PAGE)
    return render(request, "shop/orders.html", {"page": page})


@audience(Audience.MEMBER)
@require_safe
def order(request: HttpRequest, order_id: str) -> HttpResponse:
    """One order: its way so far, and what can be done with each line."""
    context = {
        "shown": order_page(member_of(request), order_id),
        "fits": FITS.items(),
        "reasons": REASONS.items(),
        "return_days": RETURN_WITHIN.days,
    }
    return render(request, "shop/order.html", context)


@audience(Audience.MEMBER)
@require_POST
def begin_paying(request: HttpRequest, order_id: str) -> HttpResponse:
    """Go to where the order, or the rest of a presale, is paid."""
    payment = begin_payment(member_of(request), order_id)
    return redirect(provider_named(payment.provider).pay_url(payment))


@audience(Audience.MEMBER)
@require_POST
def cancel(request: HttpRequest, order_id: str) -> HttpResponse:
    """Call off what is not sent yet."""
    cancel_order(member_of(request), order_id)
    messages.success(request, _("Called off. What you paid for it is on its way back to you."))
    return redirect("shop:order", order_id)


@audience(Audience.MEMBER)
@require_POST
def arrived(request: HttpRequest, line_id: str) -> HttpResponse:
    """It is here."""
    return _shown(confirm_delivery(member_of(request), line_id))


@audience(Audience.MEMBER)
@require_POST
def send_back(request: HttpRequest, line_id: str) -> HttpResponse:
    """Ask to send it back, or some pieces of it, with a reason."""
    told = request.POST.get("quantity")
    line = ask_return(
        member_of(request),
        line_id,
        reason=request.POST.get("reason", ""),
        fit=request.POST.get("fit", ""),
        words=request.POST.get("words", ""),
        quantity=None if told is None else (whole(told, least=1, most=2**31 - 1) or 0),
    )
    messages.success(request, _("The shop has been asked. You will hear when it is back."))
    return _shown(line)


@audience(Audience.MEMBER)
@require_POST
def keep_line(request: HttpRequest, line_id: str) -> HttpResponse:
    """Keep it, and say how it fits."""
    line = keep(member_of(request), line_id, fit=request.POST.get("fit", ""))
    if request.POST.get("fit"):
        words = _("Thank you. This helps people with a body like yours to choose.")
    else:
        words = _("It is yours. Enjoy it.")
    messages.success(request, words)
    return _shown(line)


def _shown(line: OrderLine) -> HttpResponse:
    return redirect("shop:order", line.order_id)
