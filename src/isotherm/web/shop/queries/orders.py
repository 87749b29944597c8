"""A member's orders."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from isotherm.web.accounts.models import Member
from isotherm.web.shop.ledger import Balance, balance_of
from isotherm.web.shop.line_steps import CANCELLABLE
from isotherm.web.shop.models import Order, OrderLine, Payment
from isotherm.web.shop.payments.begin import due_by_line
from isotherm.web.shop.services.returns import RETURN_WITHIN
from isotherm.web.shop.words import size_of, sku_name
from isotherm.web.shop.worn import asks_fit
from isotherm.web.site.clock import now

__all__ = ["LineShown", "OrderPage", "order_page", "orders_of"]

_ONCE = dt.timedelta(minutes=1)
_S = OrderLine.State


@dataclasses.dataclass(frozen=True)
class LineShown:
    """A line with what its buyer can do now."""

    line: OrderLine
    size: str
    fit: str  # told before

    @property
    def asks_fit(self) -> bool:
        """It is worn by size, so how it fits is worth asking."""
        return asks_fit(self.line)

    @property
    def can_arrive(self) -> bool:
        """It was sent and not said to have arrived."""
        return self.line.state == _S.SHIPPED

    @property
    def can_go_back(self) -> bool:
        """It is here, and the days for sending it back are not over."""
        arrived = self.line.delivered_at
        return self.line.state == _S.DELIVERED and (
            arrived is None or arrived + RETURN_WITHIN >= now()
        )

    @property
    def choices(self) -> range:
        """How many pieces can go back, all of them first."""
        return range(self.line.quantity or 0, 0, -1)

    @property
    def can_be_kept(self) -> bool:
        """It is there, or its fit can still be told."""
        return self.line.state == _S.DELIVERED or (
            self.line.state == _S.KEPT
            and not self.fit
            and not self.line.order.imported
            and self.asks_fit
        )


@dataclasses.dataclass
class StepShown:
    """One step of the way, of all lines that took it at once."""

    kind: str
    words: str
    at: dt.datetime
    items: list[str]
    pieces: int


@dataclasses.dataclass(frozen=True)
class OrderPage:
    """One order, its lines, its way so far and its money."""

    order: Order
    lines: list[LineShown]
    steps: list[StepShown]
    balance: Balance
    due_fen: int
    payment_failed: bool
    """What is due was tried to be paid, and the last attempt came to nothing."""

    @property
    def kept_until(self) -> dt.datetime | None:
        """Until when its pieces wait for money; None where nothing is due or nothing runs out."""
        waits = self.order.state == Order.State.PLACED and not self.balance.received_fen
        return self.order.pay_by if self.due_fen and waits else None

    @property
    def pieces(self) -> int:
        """In all its lines."""
        return sum(shown.line.quantity or 0 for shown in self.lines)

    @property
    def can_be_cancelled(self) -> bool:
        """Something in it is not sent yet."""
        return not self.order.imported and any(
            shown.line.state in CANCELLABLE for shown in self.lines
        )


def orders_of(member: Member) -> QuerySet[Order]:
    """A member's orders with their lines, the newest first."""
    lines = ("lines__product", "lines__sku")
    return member.orders.order_by("-at", "-pk").prefetch_related(*lines)


def order_page(member: Member, order_id: str) -> OrderPage:
    """One of a member's orders; another's is not there."""
    order = member.orders.filter(pk=order_id).first()
    if order is None:
        raise Http404
    lines = list(
        order.lines.select_related("product", "sku")
        .prefetch_related("outcomes")
        .order_by(Coalesce("part_of_id", "pk"), "pk")
    )
    for line in lines:
        line.order = order
    due = {} if order.imported else due_by_line(lines)
    return OrderPage(
        order=order,
        lines=[_shown(line) for line in lines],
        steps=_steps(order),
        balance=balance_of(order),
        due_fen=sum(due.values()),
        payment_failed=bool(due) and _has_failed(order),
    )


def _has_failed(order: Order) -> bool:
    last = order.payments.order_by("-pk").first()
    return last is not None and last.state == Payment.State.FAILED


def _steps(order: Order) -> list[StepShown]:
    """The way so far; what several lines did within a minute is one step."""
    shown: list[StepShown] = []
    for step in order.steps.select_related("line__sku__product").order_by("at", "pk"):
        item = sku_name(step.line.sku) if step.line and step.line.sku else ""
        if item and step.quantity:
            item += f" ×{step.quantity}"
        last = shown[-1] if shown else None
        same = last is not None and (last.kind, last.words) == (step.kind, step.words)
        if last is None or not same or step.at - last.at >= _ONCE:
            last = StepShown(step.kind, step.words, step.at, [], 0)
            shown.append(last)
        last.items.extend([item] if item else [])
        last.pieces += step.quantity or 0
    return shown


def _shown(line: OrderLine) -> LineShown:
    told = next((outcome.fit for outcome in line.outcomes.all()), "")
    return LineShown(line, size_of(line.sku) if line.sku else "", told)
