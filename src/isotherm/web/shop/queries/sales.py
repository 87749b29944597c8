"""What was sold of some products, by the way people found them: pieces and money, to the cent."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from typing import Self

from django.db.models import Q, Sum

from isotherm.web.shop.models import MoneyEntry, OrderLine, Product
from isotherm.web.shop.sources import SOURCES

__all__ = ["Sales", "all_sales", "sales_by_source"]

_CAME = (MoneyEntry.Kind.PAID, MoneyEntry.Kind.DEPOSIT)
_WENT = (MoneyEntry.Kind.REFUNDED,)


@dataclasses.dataclass(frozen=True)
class Sales:
    """Pieces and money of some order lines; ``ordered`` is kept, returned and under way."""

    orders: int = 0
    ordered: int = 0
    kept: int = 0
    returned: int = 0
    under_way: int = 0
    cancelled: int = 0
    revenue_fen: int = 0
    """What was paid, deposits among it, before refunds."""
    refunds_fen: int = 0

    @property
    def net_fen(self) -> int:
        """What stayed of the money."""
        return self.revenue_fen - self.refunds_fen

    @property
    def kept_share(self) -> float | None:
        """Kept of what is decided; none before anything is."""
        decided = self.kept + self.returned
        return self.kept / decided if decided else None

    def plus(self, other: Self) -> Self:
        """Both together; orders are counted anew by whoever knows them."""
        names = [field.name for field in dataclasses.fields(self)]
        return type(self)(**{n: getattr(self, n) + getattr(other, n) for n in names})


def sales_by_source(products: Collection[Product]) -> dict[str, Sales]:
    """The sales by each way people found it, those nobody came by left out."""
    lines = OrderLine.objects.filter(product__in=list(products))
    money = MoneyEntry.objects.filter(line__product__in=list(products))
    came = money.values("line__source_kind").annotate(
        revenue=Sum("amount_fen", filter=Q(kind__in=_CAME)),
        refunds=Sum("amount_fen", filter=Q(kind__in=_WENT)),
    )
    rows = lines.values("source_kind", "state", "order_id", "quantity").order_by("pk")
    found: dict[str, Sales] = {}
    orders: dict[str, set[str]] = {}
    for row in rows:
        source = row["source_kind"] if row["source_kind"] in SOURCES else "direct"
        found[source] = found.get(source, Sales()).plus(_pieces(row["state"], row["quantity"]))
        orders.setdefault(source, set()).add(row["order_id"])
    for moves in came:
        kind = moves["line__source_kind"]
        source = kind if kind in SOURCES else "direct"
        moved = Sales(revenue_fen=moves["revenue"] or 0, refunds_fen=-(moves["refunds"] or 0))
        found[source] = found[source].plus(moved)
    return {
        source: dataclasses.replace(found[source], orders=len(orders[source]))
        for source in SOURCES
        if source in found
    }


def _pieces(state: str, quantity: int | None) -> Sales:
    """Where the pieces of one line are."""
    units, lines = quantity or 0, OrderLine.State
    if state == lines.CANCELLED:
        return Sales(cancelled=units)
    if state == lines.KEPT:
        return Sales(ordered=units, kept=units)
    if state == lines.RETURNED:
        return Sales(ordered=units, returned=units)
    return Sales(ordered=units, under_way=units)


def all_sales(sales: Iterable[Sales], products: Collection[Product]) -> Sales:
    """All sources together; an order that used two of them is still one."""
    summed = Sales()
    for one in sales:
        summed = summed.plus(one)
    lines = OrderLine.objects.filter(product__in=list(products))
    return dataclasses.replace(summed, orders=lines.values("order_id").distinct().count())
