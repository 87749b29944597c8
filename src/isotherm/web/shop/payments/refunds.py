"""Money that goes back: written in our ledger first, then told to the provider until it knows."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from isotherm.web.shop.ledger import enter, received_for
from isotherm.web.shop.models import Deposit, MoneyEntry, OrderLine, Payment
from isotherm.web.shop.payments.provider import provider_named

__all__ = ["refund_line", "refund_part", "refund_stake", "tell_refunds"]


def refund_line(line: OrderLine) -> int:
    """Give back all that was received for a line; how much that was, fen."""
    left = received_for(line.pk)
    payments = Payment.objects.select_for_update(no_key=True).filter(pk__in=left).order_by("pk")
    for payment in payments:
        refund_part(payment, left[payment.pk], line=line)
    return sum(left.values())


def refund_stake(member_id: str, reference: str) -> bool:
    """Give back what someone staked on a thing, once; whether there was something."""
    stakes = Deposit.objects.select_for_update(no_key=True).filter(
        member_id=member_id,
        reference=reference,
        state__in=(Deposit.State.PENDING, Deposit.State.HELD),
    )
    deposit = stakes.first()
    if deposit is None:
        return False
    was_held = deposit.state == Deposit.State.HELD
    deposit.state = Deposit.State.REFUNDED
    deposit.save(update_fields=["state"])
    if was_held:
        for payment in deposit.payments.filter(state=Payment.State.PAID).order_by("pk"):
            refund_part(payment, payment.amount_fen - payment.refunded_fen, line=None)
    return True


def refund_part(payment: Payment, amount_fen: int, *, line: OrderLine | None) -> None:
    """Give back a part of a payment; told to its provider after this transaction."""
    if not amount_fen:
        return
    book_refund(payment, amount_fen, line=line)
    transaction.on_commit(lambda: _tell(payment.pk), robust=True)


def book_refund(payment: Payment, amount_fen: int, *, line: OrderLine | None) -> None:
    """Write that money went back. The database refuses more than was paid."""
    Payment.objects.filter(pk=payment.pk).update(refunded_fen=F("refunded_fen") + amount_fen)
    Payment.objects.filter(pk=payment.pk, refunded_fen=F("amount_fen")).update(
        state=Payment.State.REFUNDED
    )
    enter(
        MoneyEntry.Kind.REFUNDED,
        -amount_fen,
        order_id=payment.order_id,
        line_id=line.pk if line else None,
        payment=payment,
    )


def tell_refunds() -> int:
    """Tell providers of refunds they may not know of, after a crash; how many were told."""
    untold = Payment.objects.filter(refunded_fen__gt=F("refund_told_fen")).order_by("pk")
    payment_ids = list(untold.values_list("pk", flat=True))
    for payment_id in payment_ids:
        _tell(payment_id)
    return len(payment_ids)


def _tell(payment_id: str) -> None:
    """Ask for the sum, so that asking twice sends nothing twice."""
    payment = Payment.objects.get(pk=payment_id)
    if payment.refund_told_fen >= payment.refunded_fen:
        return
    provider_named(payment.provider).refund(payment, payment.refunded_fen)
    known = Payment.objects.filter(pk=payment_id, refund_told_fen__lt=payment.refunded_fen)
    known.update(refund_told_fen=payment.refunded_fen)
