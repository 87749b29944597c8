"""The ledger of money: what an order costs, what came in, what went back.

Two sums belong to each order: what is owed (charged and credited) and what was received (deposit,
paid and refunded). An order is settled when they are equal; each line of it by itself, too.
"""

from __future__ import annotations

import dataclasses

from django.db.models import Q, Sum

from isotherm.web.shop.models import MoneyEntry, Order, OrderLine, Payment
from isotherm.web.site.clock import now

__all__ = [
    "OWED",
    "RECEIVED",
    "Balance",
    "balance_of",
    "credit_line",
    "enter",
    "received_for",
    "share_out",
]

OWED = (MoneyEntry.Kind.CHARGED, MoneyEntry.Kind.CREDITED)
RECEIVED = (MoneyEntry.Kind.DEPOSIT, MoneyEntry.Kind.PAID, MoneyEntry.Kind.REFUNDED)


@dataclasses.dataclass(frozen=True)
class Balance:
    """What an order costs, what was received for it and what went back, fen."""

    owed_fen: int
    received_fen: int  # less what went back
    refunded_fen: int = 0

    @property
    def paid_fen(self) -> int:
        """All that was paid, whatever went back later."""
        return self.received_fen + self.refunded_fen


def enter(
    kind: MoneyEntry.Kind,
    amount_fen: int,
    *,
    order_id: str | None,
    line_id: str | None = None,
    payment: Payment | None = None,
) -> None:
    """Write one entry; nothing moved is not written."""
    if amount_fen:
        MoneyEntry.objects.create(
            order_id=order_id,
            line_id=line_id,
            payment=payment,
            kind=kind,
            amount_fen=amount_fen,
            at=now(),
        )


def balance_of(order: Order) -> Balance:
    """The order's sums."""
    sums = order.money.aggregate(
        owed=Sum("amount_fen", filter=Q(kind__in=OWED)),
        received=Sum("amount_fen", filter=Q(kind__in=RECEIVED)),
        refunded=Sum("amount_fen", filter=Q(kind=MoneyEntry.Kind.REFUNDED)),
    )
    return Balance(sums["owed"] or 0, sums["received"] or 0, -(sums["refunded"] or 0))


def received_for(line_id: str) -> dict[str, int]:
    """What is left of the money received for a line, by payment, in the order it came."""
    sums = (
        MoneyEntry.objects.filter(line_id=line_id, kind__in=RECEIVED, payment__isnull=False)
        .values_list("payment_id")
        .annotate(left=Sum("amount_fen"))
        .order_by("payment_id")
    )
    return {str(payment_id): left for payment_id, left in sums if left}


def credit_line(line: OrderLine) -> None:
    """Nothing is owed for this line any more."""
    owed = MoneyEntry.objects.filter(line=line, kind__in=OWED).aggregate(left=Sum("amount_fen"))
    left = owed["left"] or 0
    enter(MoneyEntry.Kind.CREDITED, -left, order_id=line.order_id, line_id=line.pk)


def share_out(line: OrderLine, part: OrderLine) -> None:
    """Give a part of a line its share of what the line costs and of what came in for it.

    Moves within an order: every sum of it stays. A share is rounded once, over all that there is;
    so each of the two is as settled as the line was, to the cent.
    """
    pieces = (line.quantity or 0) + (part.quantity or 0)

    def share(fen: int) -> int:
        return fen * (part.quantity or 0) // pieces

    sums = MoneyEntry.objects.filter(line=line, kind__in=OWED).aggregate(
        charged=Sum("amount_fen", filter=Q(kind=MoneyEntry.Kind.CHARGED)), owed=Sum("amount_fen")
    )
    charged, owed = share(sums["charged"] or 0), share(sums["owed"] or 0)
    _move(MoneyEntry.Kind.CHARGED, charged, line, part)
    _move(MoneyEntry.Kind.CREDITED, owed - charged, line, part)
    before = 0
    for payment_id, left in received_for(line.pk).items():
        brought = MoneyEntry.objects.filter(line=line, payment_id=payment_id, amount_fen__gt=0)
        entry = brought.select_related("payment").order_by("pk")[0]
        kind = MoneyEntry.Kind(entry.kind)
        _move(kind, share(before + left) - share(before), line, part, payment=entry.payment)
        before += left


def _move(
    kind: MoneyEntry.Kind,
    amount_fen: int,
    line: OrderLine,
    part: OrderLine,
    *,
    payment: Payment | None = None,
) -> None:
    """From a line to a part of it."""
    enter(kind, -amount_fen, order_id=line.order_id, line_id=line.pk, payment=payment)
    enter(kind, amount_fen, order_id=line.order_id, line_id=part.pk, payment=payment)
