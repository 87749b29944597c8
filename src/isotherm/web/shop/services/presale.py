"""Presale: a deposit now, the rest when it is made, to the end of the stock."""

from __future__ import annotations

from isotherm.web.shop.line_steps import walk
from isotherm.web.shop.locks import lock_order_and_stock
from isotherm.web.shop.models import OrderLine, Product
from isotherm.web.shop.services.orders import tell_buyer
from isotherm.web.shop.standing import settle
from isotherm.web.shop.turns import one_turn

__all__ = ["ask_balance"]


def ask_balance(product: Product) -> int:
    """A presale product is made: everyone who paid a deposit is asked for the rest; how many lines.

    The product is sold like any other from now on.
    """
    Product.objects.filter(pk=product.pk, status=Product.Status.PRESALE).update(
        status=Product.Status.LISTED
    )
    waiting = product.lines.filter(state=OrderLine.State.DEPOSITED, order__imported=False)
    found = list(waiting.order_by("pk").values_list("pk", "order_id"))
    return sum(_ask(line_id, order_id) for line_id, order_id in found)


@one_turn
def _ask(line_id: str, order_id: str) -> bool:
    order = lock_order_and_stock(order_id)
    line = order.lines.select_related("order", "product").get(pk=line_id)
    if line.state != OrderLine.State.DEPOSITED:
        return False
    walk(line, OrderLine.State.BALANCE_DUE)
    if line.deposit_fen == line.price_fen:
        walk(line, OrderLine.State.PAID)
    settle(order)
    tell_buyer(line, "balance_due")
    return True
