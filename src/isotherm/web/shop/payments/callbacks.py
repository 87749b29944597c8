"""A provider tells us something: checked, taken once, and what follows from it.

What a payment is follows from the set of its events and not from their order: an event that comes
twice, late or first leads to the same books.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from isotherm.web.shop.locks import lock_order_and_stock
from isotherm.web.shop.models import Payment, PaymentEvent
from isotherm.web.shop.payments.booking import book_failed, book_paid, book_told_refund
from isotherm.web.shop.payments.provider import (
    EventKind,
    ProviderEvent,
    SignedMessage,
    provider_named,
)
from isotherm.web.shop.turns import one_turn
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["take_callback"]


def take_callback(provider: str, body: bytes, signature: str) -> dict[str, Any]:
    """Take what a provider says; the same event again changes nothing and is answered alike."""
    try:
        event = provider_named(provider).read(SignedMessage(body, signature))
    except (ValueError, RecursionError) as wrong:
        if wrong.args == ("signature",):
            raise Refusal(_("The signature is wrong."), code="signature", status=403) from wrong
        raise Refusal(_("The message makes no sense."), code="form", status=422) from wrong
    try:
        return _take(provider, event)
    except IntegrityError as twice:
        raise _other_body() from twice


@one_turn
def _take(provider: str, event: ProviderEvent) -> dict[str, Any]:
    payment = _locked(provider, event)
    known = PaymentEvent.objects.filter(pk=event.event_id).first()
    if known is None:
        PaymentEvent.objects.create(
            event_id=event.event_id,
            payment=payment,
            kind=event.kind,
            amount_fen=event.amount_fen,
            at=now(),
        )
        _follow(payment)
    elif (known.payment_id, known.kind) != (payment.pk, event.kind):
        raise _other_body()
    payment.refresh_from_db()
    return {"payment": payment.pk, "state": payment.state}


def _locked(provider: str, event: ProviderEvent) -> Payment:
    """The payment meant, locked after its order; refused where it is not known or not this much."""
    meant = Payment.objects.filter(provider=provider, provider_ref=event.provider_ref)
    payment = meant.only("pk", "order_id").first()
    if payment is None:
        raise Refusal(_("This payment is not known here."), code="unknown", status=404)
    if payment.order_id:
        lock_order_and_stock(payment.order_id)
    locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
    wrong_sum = event.kind is EventKind.PAID and event.amount_fen != locked.amount_fen
    if wrong_sum or event.amount_fen > locked.amount_fen:
        raise Refusal(_("The amount is not what was asked for."), code="amount", status=422)
    return locked


def _other_body() -> Refusal:
    words = _("This event was already used for something else.")
    return Refusal(words, code="other_body", status=422)


def _follow(payment: Payment) -> None:
    """Bring the books to what all events so far say."""
    told = list(payment.events.values_list("kind", "amount_fen"))
    kinds = {kind for kind, _amount in told}
    if EventKind.PAID not in kinds:
        if EventKind.FAILED in kinds:
            book_failed(payment)
        return
    if payment.state in (Payment.State.PENDING, Payment.State.FAILED):
        book_paid(payment)
        payment.refresh_from_db()
    went_back = max((amount for kind, amount in told if kind == EventKind.REFUNDED), default=0)
    if went_back > payment.refunded_fen:
        book_told_refund(payment, went_back - payment.refunded_fen)
