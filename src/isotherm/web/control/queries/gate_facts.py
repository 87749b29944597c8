"""What the operator should have seen before passing a gate."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from isotherm.web.control.queries.briefs import briefs_about
from isotherm.web.readings.models import Series
from isotherm.web.readings.shelves import Reading, Row
from isotherm.web.shop.models import Merchant, Product

__all__ = ["Goods", "OutsideCount", "goods_for", "hearers_of", "outside_counts"]

_TERMS = 4  # the strongest words of a trend
_WEEKS = dt.timedelta(days=28)
_MOST = 3


@dataclasses.dataclass(frozen=True)
class Goods:
    """Who could supply a trend."""

    on_sale: int  # products whose title holds one of its words
    sellers: int  # shops that sell them
    matched: list[Merchant]  # shops that have a brief on it
    open_to_all: int  # briefs on it for nobody in particular


def goods_for(row: Row, reading: Reading) -> Goods:
    """Goods and shops for a trend: by its words on sale today, and by the briefs written on it."""
    words = Q(pk=None)
    for term in _terms(row):
        words |= Q(title__icontains=term)
    found = Product.objects.on_sale().filter(words)
    sellers = list(found.values_list("merchant_id", flat=True))
    briefs = briefs_about(row["trend_id"], reading)
    ids = {brief["merchant_id"] for brief in briefs if brief["merchant_id"]}
    matched = list(Merchant.objects.filter(pk__in=ids).order_by("name", "pk"))
    open_to_all = sum(not brief["merchant_id"] for brief in briefs)
    return Goods(len(sellers), len({s for s in sellers if s}), matched, open_to_all)


def hearers_of(briefs: Iterable[Row]) -> list[str]:
    """The shops that get one of these briefs: their own, or one that is open to all."""
    to = {brief["merchant_id"] or "" for brief in briefs}
    shops = Merchant.objects.all() if "" in to else Merchant.objects.filter(pk__in=to)
    return list(shops.values_list("pk", flat=True)) if to else []


@dataclasses.dataclass(frozen=True)
class OutsideCount:
    """A ready-made count from outside that speaks of a trend."""

    name: str
    values: list[float]  # by day, the last at the end
    change: float | None  # the last four weeks against the four before, as a share

    @property
    def last(self) -> float:
        """Its latest value."""
        return self.values[-1]


def outside_counts(row: Row) -> list[OutsideCount]:
    """Counts whose name holds one of the trend's words, the strongest word first."""
    known = list(Series.objects.values_list("series_id", "name").distinct())
    terms = _terms(row)
    ranked = [
        (min(i for i, term in enumerate(terms) if term in name), series_id)
        for series_id, name in known
        if any(term in name for term in terms)
    ]
    ids = [series_id for _, series_id in sorted(ranked)[:_MOST]]
    points = defaultdict(list)
    for one in Series.objects.filter(series_id__in=ids).order_by("series_id", "at"):
        points[one.series_id].append(one)
    return [_count(points[series_id]) for series_id in ids]


def _terms(row: Row) -> list[str]:
    terms = [*(row["terms"] or ()), *(row["name"] or "").replace("搜索指数", " ").split()]
    return list(dict.fromkeys(term for term in terms if len(term) > 1))[:_TERMS]


def _count(points: Sequence[Series]) -> OutsideCount:
    end = points[-1].at
    now = [p.value for p in points if p.at > end - _WEEKS]
    before = [p.value for p in points if end - 2 * _WEEKS < p.at <= end - _WEEKS]
    then = sum(before) / len(before) if before else 0.0
    change = sum(now) / len(now) / then - 1 if then else None
    return OutsideCount(points[-1].name, [p.value for p in points[-120:]], change)
