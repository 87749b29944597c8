"""The loop report: what came of a brief, from its test to the pieces people kept, to the cent."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Self

from django.db.models import Q, Sum

from isotherm.web.desk.briefs import Brief
from isotherm.web.desk.models import Lot
from isotherm.web.desk.queries.inbox import brief_for
from isotherm.web.desk.queries.trail import Trail, trail_of
from isotherm.web.desk.queries.trials import variant_name
from isotherm.web.rooms.models import LiveTest, Vote
from isotherm.web.shop.models import Merchant, MoneyEntry, OrderLine, Product

__all__ = ["SOURCES", "LoopReport", "Tally", "TrialStep", "loop_report"]

SOURCES = ("note", "room", "search", "feed", "direct")
_CAME = (MoneyEntry.Kind.PAID, MoneyEntry.Kind.DEPOSIT)
_WENT = (MoneyEntry.Kind.REFUNDED,)


@dataclasses.dataclass(frozen=True)
class Tally:
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


@dataclasses.dataclass(frozen=True)
class TrialStep:
    """One test of the brief."""

    test: LiveTest
    viewers: int
    """People who saw or chose something."""
    voters: int
    """People who chose something."""
    kept: tuple[str, ...]
    """What was decided to stay, in words."""
    best: str


@dataclasses.dataclass(frozen=True)
class LoopReport:
    """A brief from its test to kept orders; all figures are whole numbers and add up."""

    brief: Brief
    trail: Trail
    tests: tuple[TrialStep, ...]
    lots: tuple[Lot, ...]
    cut_units: int
    cost_fen: int
    """Of the lots that are being cut or have arrived."""
    products: tuple[Product, ...]
    by_source: tuple[tuple[str, Tally], ...]
    total: Tally

    @property
    def margin_fen(self) -> int:
        """Paid less refunded less what the pieces cost."""
        return self.total.net_fen - self.cost_fen


def loop_report(merchant: Merchant, brief_id: str) -> LoopReport:
    """The report of one brief; 404 where the merchant may not see it."""
    line = brief_for(merchant, brief_id)
    trail = trail_of(merchant, brief_id)
    cut = [lot for lot in trail.lots if lot.state != Lot.State.PLANNED]
    by_source = _by_source(trail.products)
    return LoopReport(
        brief=line.brief,
        trail=trail,
        tests=tuple(_trial_step(test) for test in trail.tests),
        lots=trail.lots,
        cut_units=sum(lot.units for lot in cut),
        cost_fen=sum(lot.cost_fen for lot in cut),
        products=trail.products,
        by_source=tuple(by_source.items()),
        total=_total(by_source.values(), trail.products),
    )


def _by_source(products: Iterable[Product]) -> dict[str, Tally]:
    """A tally for each way people found it, those nobody came by left out."""
    lines = OrderLine.objects.filter(product__in=list(products))
    money = MoneyEntry.objects.filter(line__product__in=list(products))
    came = money.values("line__source_kind").annotate(
        revenue=Sum("amount_fen", filter=Q(kind__in=_CAME)),
        refunds=Sum("amount_fen", filter=Q(kind__in=_WENT)),
    )
    rows = lines.values("source_kind", "state", "order_id", "quantity").order_by("pk")
    tallies: dict[str, Tally] = {}
    orders: dict[str, set[str]] = {}
    for row in rows:
        source = row["source_kind"] if row["source_kind"] in SOURCES else "direct"
        tallies[source] = tallies.get(source, Tally()).plus(_pieces(row["state"], row["quantity"]))
        orders.setdefault(source, set()).add(row["order_id"])
    for moves in came:
        kind = moves["line__source_kind"]
        source = kind if kind in SOURCES else "direct"
        moved = Tally(revenue_fen=moves["revenue"] or 0, refunds_fen=-(moves["refunds"] or 0))
        tallies[source] = tallies[source].plus(moved)
    return {
        source: dataclasses.replace(tallies[source], orders=len(orders[source]))
        for source in SOURCES
        if source in tallies
    }


def _pieces(state: str, quantity: int | None) -> Tally:
    """Where the pieces of one line are."""
    units, lines = quantity or 0, OrderLine.State
    if state == lines.CANCELLED:
        return Tally(cancelled=units)
    if state == lines.KEPT:
        return Tally(ordered=units, kept=units)
    if state == lines.RETURNED:
        return Tally(ordered=units, returned=units)
    return Tally(ordered=units, under_way=units)


def _total(tallies: Iterable[Tally], products: Iterable[Product]) -> Tally:
    """All sources together; an order that used two of them is still one."""
    summed = Tally()
    for tally in tallies:
        summed = summed.plus(tally)
    lines = OrderLine.objects.filter(product__in=list(products))
    return dataclasses.replace(summed, orders=lines.values("order_id").distinct().count())


def _trial_step(test: LiveTest) -> TrialStep:
    from isotherm.web.rooms.queries import decision

    found = decision(test)
    names = {one.option_id: variant_name(one.attributes) for one in found.options}
    people = Vote.objects.filter(test=test, member__isnull=False)
    return TrialStep(
        test=test,
        viewers=people.values("member_id").distinct().count(),
        voters=people.exclude(stake="seen").values("member_id").distinct().count(),
        kept=tuple(names[o.option_id] for o in found.options if o.verdict == "keep"),
        best=names.get(found.best or "", ""),
    )
