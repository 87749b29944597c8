"""What a shop should look at today, in one glance."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.timezone import localtime

from isotherm.web.desk.models import Lot
from isotherm.web.desk.queries.inbox import InboxLine, inbox
from isotherm.web.rooms.models import LiveTest
from isotherm.web.shop.models import Merchant, OrderLine, Sku
from isotherm.web.site.clock import now

__all__ = ["Low", "Today", "low_stock", "todays"]

_SHOWN = 5


@dataclasses.dataclass(frozen=True)
class Low:
    """A product of which so few are free that it is time to cut again."""

    product_id: str
    title: str
    free: int
    reorder_at: int


@dataclasses.dataclass(frozen=True)
class Today:
    """Counts and the first few of each."""

    briefs: tuple[InboxLine, ...]
    n_briefs: int
    to_send: int
    returns: int
    tests: tuple[LiveTest, ...]
    lots: tuple[Lot, ...]
    low: tuple[Low, ...]
    today: dt.date


def todays(merchant: Merchant) -> Today:
    """What waits at the desk."""
    waiting = [line for line in inbox(merchant) if line.waits]
    lines = OrderLine.objects.filter(product__merchant=merchant, order__imported=False)
    states = lines.aggregate(
        to_send=Count("pk", filter=Q(state=OrderLine.State.PAID)),
        returns=Count("pk", filter=Q(state=OrderLine.State.RETURN_ASKED)),
    )
    return Today(
        briefs=tuple(waiting[:_SHOWN]),
        n_briefs=len(waiting),
        to_send=states["to_send"],
        returns=states["returns"],
        tests=tuple(_running(merchant)[:_SHOWN]),
        lots=tuple(_to_cut(merchant)[:_SHOWN]),
        low=low_stock(merchant),
        today=localtime(now()).date(),
    )


def low_stock(merchant: Merchant) -> tuple[Low, ...]:
    """Products at or below the point of reordering of their latest lot, the emptiest first."""
    points: dict[str, int] = {}
    known = Lot.objects.filter(merchant=merchant, product__isnull=False, reorder_at__gt=0)
    for product_id, point in known.order_by("at", "pk").values_list("product_id", "reorder_at"):
        points[str(product_id)] = point
    skus = Sku.objects.filter(product__in=list(points), product__status="listed")
    free = skus.values("product_id", "product__title").annotate(
        free=Sum(F("on_hand") - F("reserved"))
    )
    found = [
        Low(row["product_id"], row["product__title"], row["free"], points[row["product_id"]])
        for row in free
        if row["free"] <= points[row["product_id"]]
    ]
    return tuple(sorted(found, key=lambda low: (low.free, low.product_id)))


def _running(merchant: Merchant) -> QuerySet[LiveTest]:
    return LiveTest.objects.filter(merchant=merchant, closes_at__gt=now()).order_by("closes_at")


def _to_cut(merchant: Merchant) -> QuerySet[Lot]:
    """Lots not here yet, the one that must be cut first in front."""
    coming = Lot.objects.filter(merchant=merchant).exclude(state=Lot.State.ARRIVED)
    return coming.select_related("option").order_by(F("cut_by").asc(nulls_last=True), "at")
