"""What is to be paid of an order, and one attempt to pay it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Deposit, Order, OrderLine, Payment
from isotherm.web.shop.payments.provider import provider_in_use, provider_named
from isotherm.web.shop.turns import one_turn
from isotherm.web.site.clock import now
from isotherm.web.site.ids import new_id
from isotherm.web.site.refusals import Refusal

__all__ = ["PAY_WITHIN", "begin_deposit", "begin_payment", "due_by_line"]

PAY_WITHIN = dt.timedelta(minutes=30)  # after checkout; then the pieces are let go


def due_by_line(lines: list[OrderLine]) -> dict[str, int]:
    """What each line asks for now, fen: the deposit of a presale first, its balance once made."""
    due: dict[str, int] = {}
    for line in lines:
        price = line.price_fen or 0
        if line.state == OrderLine.State.PLACED:
            due[line.pk] = line.deposit_fen or price
        elif line.state == OrderLine.State.BALANCE_DUE:
            due[line.pk] = price - line.deposit_fen
    return due


@one_turn
def begin_payment(member: Member, order_id: str) -> Payment:
    """Begin to pay what an order asks for now; begun already, the same attempt goes on."""
    provider = provider_in_use()
    provider_named(provider)
    order = _locked(member, order_id)
    due = due_by_line(list(order.lines.order_by("pk")))
    if not due:
        raise Refusal(_("There is nothing to pay for this order."), code="nothing_due")
    begun = order.payments.filter(state=Payment.State.PENDING, provider=provider).order_by("-pk")
    for payment in begun:
        if payment.covers == due:
            return payment
    return Payment.objects.create(
        order=order,
        provider=provider,
        provider_ref=new_id(),
        amount_fen=sum(due.values()),
        covers=due,
        at=now(),
    )


def begin_deposit(deposit: Deposit) -> Payment:
    """An attempt to take a deposit; part of the caller's transaction."""
    provider = provider_in_use()
    provider_named(provider)
    return Payment.objects.create(
        deposit=deposit,
        provider=provider,
        provider_ref=new_id(),
        amount_fen=deposit.amount_fen,
        at=now(),
    )


def _locked(member: Member, order_id: str) -> Order:
    mine = Order.objects.select_for_update(no_key=True).filter(member=member, imported=False)
    order = mine.filter(pk=order_id).first()
    if order is None:
        raise Refusal(_("This order is not there."), code="unknown", status=404)
    return order
