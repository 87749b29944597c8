"""What follows when a payment is paid, fails, or goes back."""

from __future__ import annotations

from isotherm.web.shop.ledger import credit_line, enter, received_for
from isotherm.web.shop.line_steps import CANCELLABLE, cancel_line, step, walk
from isotherm.web.shop.models import Deposit, MoneyEntry, OrderLine, Payment
from isotherm.web.shop.neighbours import tell_rooms
from isotherm.web.shop.payments.begin import due_by_line
from isotherm.web.shop.payments.refunds import book_refund, refund_part, refund_stake
from isotherm.web.shop.standing import settle

__all__ = ["book_failed", "book_paid", "book_told_refund"]


def book_failed(payment: Payment) -> None:
    """Nothing was paid; the order still waits."""
    Payment.objects.filter(pk=payment.pk, state=Payment.State.PENDING).update(
        state=Payment.State.FAILED
    )


def book_paid(payment: Payment) -> None:
    """The money is here: it goes to the lines it was for; what is not needed any more goes back."""
    Payment.objects.filter(pk=payment.pk).update(state=Payment.State.PAID)
    if payment.deposit_id:
        _book_deposit(payment)
        return
    of_order = OrderLine.objects.filter(order_id=payment.order_id).select_related("product")
    lines = {line.pk: line for line in of_order}
    due, sold = due_by_line(list(lines.values())), list[OrderLine]()
    for line_id, amount in sorted(payment.covers.items()):
        line = lines[line_id]
        is_deposit = line.deposit_fen > 0 and line.state == OrderLine.State.PLACED
        kind = MoneyEntry.Kind.DEPOSIT if is_deposit else MoneyEntry.Kind.PAID
        enter(kind, amount, order_id=line.order_id, line_id=line_id, payment=payment)
        if due.get(line_id) == amount:
            if line.state == OrderLine.State.PLACED:
                sold.append(line)
            _go_on(line)
            _return_stake(payment, line)
        else:
            refund_part(payment, amount, line=line)
            step(line, "paid_back")
    if payment.order is not None:
        settle(payment.order)
    tell_rooms(sold)


def book_told_refund(payment: Payment, amount_fen: int) -> None:
    """The provider gave money back by itself: lines not yet sent are cancelled for it."""
    if payment.deposit_id:
        book_refund(payment, amount_fen, line=None)
        if payment.refunded_fen + amount_fen == payment.amount_fen:
            Deposit.objects.filter(pk=payment.deposit_id).update(state=Deposit.State.REFUNDED)
        return
    for line in OrderLine.objects.filter(order_id=payment.order_id).order_by("pk"):
        part = min(amount_fen, received_for(line.pk).get(payment.pk, 0))
        if part <= 0:
            continue
        book_refund(payment, part, line=line)
        amount_fen -= part
        if line.state in CANCELLABLE and not received_for(line.pk):
            cancel_line(line)
        else:
            _forgive(line, part)
    if payment.order is not None:
        settle(payment.order)


def _book_deposit(payment: Payment) -> None:
    """A stake on a thing; one that was taken back meanwhile goes back at once."""
    enter(MoneyEntry.Kind.DEPOSIT, payment.amount_fen, order_id=None, payment=payment)
    pending = Deposit.objects.filter(pk=payment.deposit_id, state=Deposit.State.PENDING)
    if not pending.update(state=Deposit.State.HELD):
        refund_part(payment, payment.amount_fen, line=None)


def _go_on(line: OrderLine) -> None:
    """A line that was paid takes its next step."""
    if line.state == OrderLine.State.PLACED and line.deposit_fen:
        walk(line, OrderLine.State.DEPOSITED)
    else:
        walk(line, OrderLine.State.PAID)


def _return_stake(payment: Payment, line: OrderLine) -> None:
    """Whoever paid for a thing in full gets back what they staked on its being made."""
    member_id = payment.order.member_id if payment.order else None
    if line.state != OrderLine.State.PAID or member_id is None or line.product is None:
        return
    if line.product.option_id:
        refund_stake(member_id, f"option:{line.product.option_id}")


def _forgive(line: OrderLine, part: int) -> None:
    """What went back is no longer owed."""
    if received_for(line.pk):
        enter(MoneyEntry.Kind.CREDITED, -part, order_id=line.order_id, line_id=line.pk)
    else:
        credit_line(line)
