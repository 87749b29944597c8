"""Paying: the rehearsal's page, and the door where providers tell us what happened."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.shop.models import Payment
from isotherm.web.shop.payments import EventKind, provider_named, take_callback
from isotherm.web.shop.payments.rehearsal import Rehearsal
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.refusals import Refusal

__all__ = ["callback", "pay"]


@audience(Audience.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, payment_id: str) -> HttpResponse:
    """The rehearsal's page: the buyer pays or lets it fail, through the door all use."""
    provider_named(Rehearsal.name)
    mine = Payment.objects.select_related("order").filter(
        pk=payment_id, order__member=member_of(request), provider=Rehearsal.name
    )
    payment = mine.first()
    if payment is None or payment.order is None:
        raise Http404
    if request.method == "POST":
        wanted = EventKind.PAID if request.POST.get("answer") == "pay" else EventKind.FAILED
        message = Rehearsal().tell(payment, wanted)
        take_callback(Rehearsal.name, message.body, message.signature)
        return redirect("shop:order", payment.order_id)
    if payment.state != Payment.State.PENDING:
        return redirect("shop:order", payment.order_id)
    return render(request, "shop/pay.html", {"payment": payment, "order": payment.order})


@csrf_exempt
@audience(Audience.EVERYONE)
@require_POST
def callback(request: HttpRequest, provider: str) -> HttpResponse:
    """What a provider says, signed in the header ``X-Signature``; answered in JSON."""
    try:
        told = take_callback(provider, request.body, request.headers.get("X-Signature", ""))
    except Refusal as no:
        return JsonResponse({"error": no.words, "code": no.code}, status=no.status)
    return JsonResponse(told)
