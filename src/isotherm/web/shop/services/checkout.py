"""From basket to order: once, whole, at the price that was shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import lock_member
from isotherm.web.shop.models import Hold, MoneyEntry, Order, OrderLine, OrderStep, Product, Sku
from isotherm.web.shop.payments.begin import PAY_WITHIN
from isotherm.web.shop.services.holds import BASKET, reserve
from isotherm.web.shop.turns import patiently
from isotherm.web.shop.words import sku_name
from isotherm.web.site.clock import now
from isotherm.web.site.once import do_once
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import one_line

__all__ = ["checkout"]

MOST_UNPAID = 3  # orders of one member: each keeps its pieces from others for half an hour
_FEWEST_DIGITS = 5  # of a phone number; how it is written is the buyer's own
_SHORTEST_ADDRESS = 4  # characters: a town and a house
_ADDRESS = {"name": 40, "phone": 24, "address": 200}  # all that is asked, longest text each


@patiently
def checkout(
    member: Member,
    *,
    once_key: str,
    address: Mapping[str, str],
    seen_total_fen: int | None = None,
) -> Order:
    """Make an order of the member's basket.

    The same ``once_key`` again gives the same order. A line whose hold is over is reserved again;
    where that fails the sentence names the item and nothing else is touched. ``seen_total_fen`` is
    what the page showed: another sum by now is refused rather than charged.
    """
    sent_to = _checked(address)
    answer = do_once(
        "checkout",
        once_key,
        member_id=member.pk,
        body={"address": sent_to, "seen": seen_total_fen},
        do=lambda: {"order_id": _place(member, sent_to, seen_total_fen).pk},
    )
    return Order.objects.get(pk=answer["order_id"], member=member)


def _place(member: Member, address: dict[str, str], seen_total_fen: int | None) -> Order:
    lock_member(member)
    basket = Hold.objects.filter(member=member, state__in=BASKET).select_related("sku__product")
    holds = list(basket.order_by("sku_id"))
    if not holds:
        raise Refusal(_("Your basket is empty."), code="empty_basket")
    _require_paid(member)
    prices = _agreed_prices(holds, seen_total_fen)
    _take_holds(holds)
    at = now()
    order = Order.objects.create(
        member=member,
        at=at,
        total_fen=sum(prices.values()),
        pay_by=at + PAY_WITHIN,
        address=address,
    )
    lines = [
        _line(order, held, number, price_fen=prices[held.pk])
        for number, held in enumerate(holds, 1)
    ]
    OrderLine.objects.bulk_create(lines)
    MoneyEntry.objects.bulk_create(
        MoneyEntry(
            order=order,
            line=line,
            kind=MoneyEntry.Kind.CHARGED,
            amount_fen=line.price_fen or 0,
            at=at,
        )
        for line in lines
    )
    OrderStep.objects.create(order=order, kind="placed", at=at)
    return order


def _require_paid(member: Member) -> None:
    """Refuse one order more of whoever has let too many lie: a shelf could be held by one alone."""
    placed = Order.objects.filter(member=member, imported=False)
    unpaid = placed.filter(lines__state=OrderLine.State.PLACED).distinct().count()
    if unpaid >= MOST_UNPAID:
        words = _("%(n)s of your orders are not paid yet. Please pay them or call them off first.")
        raise Refusal(words % {"n": unpaid}, code="unpaid")


def _agreed_prices(holds: list[Hold], seen_total_fen: int | None) -> dict[str, int]:
    """What each hold costs; another sum than the buyer saw is refused."""
    prices = {held.pk: _price(held.sku) * held.quantity for held in holds}
    if seen_total_fen is not None and seen_total_fen != sum(prices.values()):
        words = _("A price has changed since you looked. Please look at the basket again.")
        raise Refusal(words, code="price_changed")
    return prices


def _take_holds(holds: list[Hold]) -> None:
    """Make the holds the order's: the pieces stay promised. What was let go is held anew."""
    active = [held.pk for held in holds if held.state == Hold.State.ACTIVE]
    mine = Hold.objects.filter(pk__in=active, state=Hold.State.ACTIVE)
    if len(active) == len(holds) == mine.update(state=Hold.State.TAKEN):
        return
    still = Hold.objects.filter(pk__in=[held.pk for held in holds], state=Hold.State.TAKEN)
    taken = set(still.values_list("pk", flat=True))
    for held in holds:
        if held.pk not in taken:
            reserve(held.sku, held.quantity, reference=f"hold:{held.pk}")
            Hold.objects.filter(pk=held.pk).update(state=Hold.State.TAKEN)


def _line(order: Order, held: Hold, number: int, *, price_fen: int) -> OrderLine:
    product = held.sku.product
    deposit = product.deposit_fen if product.status == Product.Status.PRESALE else None
    return OrderLine(
        order=order,
        line_id=str(number),
        sku=held.sku,
        product=product,
        quantity=held.quantity,
        price_fen=price_fen,
        deposit_fen=min((deposit or 0) * held.quantity, price_fen),
        source_kind=held.source_kind,
        source_id=held.source_id,
    )


def _price(sku: Sku) -> int:
    """Of one piece; the same for everybody."""
    price = sku.sells_at_fen
    if price is None or not sku.product.is_on_sale:
        words = _("%(item)s is no longer on sale. Please take it out of the basket.")
        raise Refusal(words % {"item": sku_name(sku)}, code="not_listed")
    return price


def _checked(address: Mapping[str, str]) -> dict[str, str]:
    """What a parcel needs, and nothing else."""
    asked = _("Please give a name, a phone number and an address.")
    told = {
        field: one_line(str(address.get(field, "")), most, required=asked)
        for field, most in _ADDRESS.items()
    }
    if len(told["address"]) < _SHORTEST_ADDRESS:
        words = _("No parcel finds this address. Please give the town, the street and the number.")
        raise Refusal(words, code="address", status=422)
    if sum(sign.isdigit() for sign in told["phone"]) < _FEWEST_DIGITS:
        words = _("Nobody can be called there. Please give the phone number in digits.")
        raise Refusal(words, code="phone", status=422)
    return told
