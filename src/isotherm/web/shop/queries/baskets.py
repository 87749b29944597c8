"""A member's basket."""

from __future__ import annotations

import dataclasses

from isotherm.web.accounts.models import Member
from isotherm.web.shop.models import Hold, Product
from isotherm.web.shop.services.holds import BASKET, MOST_PIECES
from isotherm.web.shop.words import size_of
from isotherm.web.site.clock import now

__all__ = ["Basket", "BasketLine", "basket_of"]


@dataclasses.dataclass(frozen=True)
class BasketLine:
    """Pieces in the basket."""

    hold: Hold
    product: Product
    size: str
    price_fen: int | None  # of all its pieces
    due_fen: int | None  # of it at checkout: the deposit of a presale
    seconds: int  # left of its hold; 0 where its time is over

    @property
    def choices(self) -> range:
        """How many there can be."""
        return range(1, MOST_PIECES + 1)

    @property
    def on_sale(self) -> bool:
        """Whether it can still be bought."""
        return self.product.is_on_sale and self.price_fen is not None


@dataclasses.dataclass(frozen=True)
class Basket:
    """All lines, and what they cost."""

    lines: list[BasketLine]

    @property
    def total_fen(self) -> int:
        """What the order will cost."""
        return sum(line.price_fen or 0 for line in self.lines)

    @property
    def due_fen(self) -> int:
        """What is to be paid at checkout."""
        return sum(line.due_fen or 0 for line in self.lines)


def basket_of(member: Member) -> Basket:
    """What a member has in the basket, in the order it came there; one query."""
    holds = Hold.objects.filter(member=member, state__in=BASKET).select_related("sku__product")
    return Basket([_line(held) for held in holds.order_by("pk")])


def _line(held: Hold) -> BasketLine:
    product = held.sku.product
    one = held.sku.sells_at_fen
    price = None if one is None else one * held.quantity
    due = price
    if product.status == Product.Status.PRESALE and product.deposit_fen and price is not None:
        due = min(product.deposit_fen * held.quantity, price)
    left = (held.expires_at - now()).total_seconds() if held.state == Hold.State.ACTIVE else 0
    return BasketLine(held, product, size_of(held.sku), price, due, max(int(left), 0))
