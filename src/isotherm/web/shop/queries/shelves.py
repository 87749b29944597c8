"""A shop's sold lines by what is to be done with them."""

from __future__ import annotations

from typing import Literal

from django.db.models import QuerySet
from django.http import Http404

from isotherm.web.shop.ledger import received_for
from isotherm.web.shop.line_steps import require_unsent
from isotherm.web.shop.models import Merchant, OrderLine

__all__ = ["Shelf", "line_to_cancel", "lines_of", "lines_on_shelf"]

Shelf = Literal["send", "coming", "sent", "returns", "done"]

_S = OrderLine.State
_SHELVES: dict[Shelf, tuple[str, ...]] = {
    "send": (_S.PAID,),
    "coming": (_S.DEPOSITED, _S.BALANCE_DUE, _S.PLACED),
    "sent": (_S.SHIPPED, _S.DELIVERED),
    "returns": (_S.RETURN_ASKED,),
    "done": (_S.KEPT, _S.RETURNED, _S.CANCELLED),
}
_OLDEST_FIRST = ("send", "returns")  # somebody waits


def lines_of(merchant: Merchant) -> QuerySet[OrderLine]:
    """What this town sold for a shop, with its order and its thing; imported orders are told."""
    mine = OrderLine.objects.filter(product__merchant=merchant, order__imported=False)
    return mine.select_related("order", "product", "sku")


def line_to_cancel(merchant: Merchant, line_id: str) -> tuple[OrderLine, int]:
    """A line that is not sent yet, and what its buyer gets back when it is called off, fen."""
    line = lines_of(merchant).filter(pk=line_id).first()
    if line is None:
        raise Http404
    require_unsent(line)
    return line, sum(received_for(line.pk).values())


def lines_on_shelf(merchant: Merchant, shelf: Shelf) -> QuerySet[OrderLine]:
    """Lines to send or to take back, the oldest first; the others, the newest first."""
    order = "order__at" if shelf in _OLDEST_FIRST else "-order__at"
    return lines_of(merchant).filter(state__in=_SHELVES[shelf]).order_by(order, "order_id", "pk")
