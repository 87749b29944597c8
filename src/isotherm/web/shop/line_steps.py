"""The way of an order's line: which step may follow which, and what each one leaves behind."""

from __future__ import annotations

from django.utils.translation import gettext as _

from isotherm.web.shop.ledger import credit_line
from isotherm.web.shop.models import OrderLine, OrderStep, StockEntry
from isotherm.web.shop.neighbours import announce_line
from isotherm.web.shop.stock import give_back
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["CANCELLABLE", "cancel_line", "require_next", "require_unsent", "step", "walk"]

_S = OrderLine.State
_NEXT: dict[str, tuple[str, ...]] = {
    _S.PLACED: (_S.DEPOSITED, _S.PAID, _S.CANCELLED),
    _S.DEPOSITED: (_S.BALANCE_DUE, _S.CANCELLED),
    _S.BALANCE_DUE: (_S.PAID, _S.CANCELLED),
    _S.PAID: (_S.SHIPPED, _S.CANCELLED),
    _S.SHIPPED: (_S.DELIVERED, _S.RETURN_ASKED, _S.KEPT),
    _S.DELIVERED: (_S.RETURN_ASKED, _S.KEPT),
    _S.RETURN_ASKED: (_S.RETURNED, _S.DELIVERED, _S.KEPT),
    _S.RETURNED: (),
    _S.KEPT: (),
    _S.CANCELLED: (),
}
_ANNOUNCED = (_S.PAID, _S.SHIPPED, _S.RETURN_ASKED, _S.RETURNED, _S.KEPT)
CANCELLABLE = (_S.PLACED, _S.DEPOSITED, _S.BALANCE_DUE, _S.PAID)  # still on the shelf


def walk(line: OrderLine, to: OrderLine.State, *, words: str = "", told: str = "") -> None:
    """Take a step; a step that cannot follow is refused.

    The timeline says where it led, or what is ``told`` instead.
    """
    require_next(line, to)
    line.state = to
    if to == _S.SHIPPED:
        line.shipped_at = now()
    if to == _S.DELIVERED and line.delivered_at is None:
        line.delivered_at = now()
    line.save(update_fields=["state", "shipped_at", "delivered_at"])
    step(line, told or to, words=words)
    if to in _ANNOUNCED:
        announce_line(line)


def require_next(line: OrderLine, to: OrderLine.State) -> None:
    """Refuse a step that cannot follow."""
    if to not in _NEXT[line.state]:
        said = _("This is not possible any more: the order has moved on. Please look again.")
        raise Refusal(said, code="moved_on")


def step(line: OrderLine, kind: str, *, words: str = "") -> None:
    """One line of the timeline."""
    OrderStep.objects.create(
        order_id=line.order_id,
        line=line,
        kind=kind,
        words=words,
        quantity=line.quantity,
        at=now(),
    )


def require_unsent(line: OrderLine) -> None:
    """Refuse what cannot be called off any more, and say where it is instead."""
    if line.state == _S.CANCELLED:
        raise Refusal(_("This has been called off already."), code="moved_on")
    if line.state not in CANCELLABLE:
        said = _("This has been sent already; what was sent comes back as a return.")
        raise Refusal(said, code="moved_on")


def cancel_line(line: OrderLine, *, words: str = "") -> None:
    """Its pieces are free again and nothing is owed for it. Money is given back by the caller."""
    walk(line, _S.CANCELLED, words=words)
    if line.sku_id and line.quantity:
        give_back(
            line.sku_id,
            line.quantity,
            kind=StockEntry.Kind.CANCELLED,
            reference=f"line:{line.pk}",
        )
    credit_line(line)
