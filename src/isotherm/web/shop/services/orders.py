"""An order on its way: sent, arrived, or called off before it was sent."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.shop.line_steps import CANCELLABLE, cancel_line, require_unsent, walk
from isotherm.web.shop.locks import lock_order_and_stock
from isotherm.web.shop.models import Merchant, Order, OrderLine
from isotherm.web.shop.neighbours import tell_member
from isotherm.web.shop.payments.refunds import refund_line
from isotherm.web.shop.standing import settle
from isotherm.web.shop.stock import send
from isotherm.web.shop.turns import one_turn
from isotherm.web.shop.words import product_name
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = [
    "cancel_line_of",
    "cancel_order",
    "confirm_delivery",
    "find_line_of",
    "find_line_sold_by",
    "ship_line",
    "sweep_orders",
    "tell_buyer",
]

_LONGEST_PARCEL = 120
_LONGEST_WORDS = 180  # why a shop cannot send


@one_turn
def cancel_order(member: Member, order_id: str) -> Order:
    """Call off what is not sent yet; what was paid for it goes back."""
    mine = Order.objects.filter(pk=order_id, member=member, imported=False)
    if not mine.exists():
        raise Refusal(_("This order is not there."), code="unknown", status=404)
    order = lock_order_and_stock(order_id)
    lines = list(order.lines.filter(state__in=CANCELLABLE).order_by("pk"))
    if not lines:
        words = _("This order has been sent already. You can send it back once it is there.")
        raise Refusal(words, code="moved_on")
    for line in lines:
        _call_off(line)
    settle(order)
    return order


@one_turn
def cancel_line_of(merchant: Merchant, line_id: str, *, words: str) -> OrderLine:
    """The shop cannot send a line and says why: the buyer is told and gets the money back."""
    line = find_line_sold_by(merchant, line_id)
    require_unsent(line)
    name, required = _("What you say"), _("Please say why.")
    said = one_line(words, _LONGEST_WORDS, name=name, required=required)
    _call_off(line, words=said)
    settle(line.order)
    tell_buyer(line, "line_cancelled", words=said)
    return line


@one_turn
def ship_line(merchant: Merchant, line_id: str, *, parcel: str = "") -> OrderLine:
    """The shop sends a line: its pieces leave the shelf, the buyer is told."""
    line = find_line_sold_by(merchant, line_id)
    said = one_line(parcel, _LONGEST_PARCEL, name=_("The parcel number"))
    walk(line, OrderLine.State.SHIPPED, words=said)
    if line.sku_id and line.quantity:
        send(line.sku_id, line.quantity, reference=f"line:{line.pk}")
    settle(line.order)
    tell_buyer(line, "line_shipped")
    return line


@one_turn
def confirm_delivery(member: Member, line_id: str) -> OrderLine:
    """The buyer has it."""
    line = find_line_of(member, line_id)
    walk(line, OrderLine.State.DELIVERED)
    settle(line.order)
    return line


def sweep_orders() -> int:
    """Let go orders that nobody paid in time; how many."""
    late = Order.objects.filter(state=Order.State.PLACED, imported=False, pay_by__lte=now())
    return sum(_let_go(order_id) for order_id in list(late.values_list("pk", flat=True)))


@one_turn
def _let_go(order_id: str) -> bool:
    order = lock_order_and_stock(order_id)
    lines = list(order.lines.filter(state=OrderLine.State.PLACED).order_by("pk"))
    for line in lines:
        cancel_line(line)
    settle(order)
    if lines:
        tell_buyer(lines[0], "order_let_go")
    return bool(lines)


def find_line_of(member: Member, line_id: str) -> OrderLine:
    """A line of the member's own orders, locked; another's is not there."""
    mine = OrderLine.objects.filter(pk=line_id, order__member=member, order__imported=False)
    return _locked(mine.values_list("order_id", flat=True).first(), line_id)


def find_line_sold_by(merchant: Merchant, line_id: str) -> OrderLine:
    """A line the shop sold, locked; another shop's is not there."""
    ours = OrderLine.objects.filter(pk=line_id, product__merchant=merchant, order__imported=False)
    return _locked(ours.values_list("order_id", flat=True).first(), line_id)


def tell_buyer(line: OrderLine, kind: str, *, words: str = "") -> None:
    """A notice for who bought it, with what the shop says to it."""
    item = product_name(line.product) if line.product else ""
    said = {"words": words} if words else {}
    tell_member(
        line.order.member_id,
        kind,
        about={"item": item, "order_id": line.order_id} | said,
        url=reverse("shop:order", args=[line.order_id]),
    )


def _locked(order_id: str | None, line_id: str) -> OrderLine:
    if order_id is None:
        raise Refusal(_("This order is not there."), code="unknown", status=404)
    lock_order_and_stock(order_id)
    return OrderLine.objects.select_related("order", "product").get(pk=line_id)


def _call_off(line: OrderLine, *, words: str = "") -> None:
    cancel_line(line, words=words)
    refund_line(line)
