"""The loop report: what came of a brief, from its test to the pieces people kept, to the cent."""

from __future__ import annotations

import dataclasses

from isotherm.web.desk.briefs import Brief
from isotherm.web.desk.models import Lot
from isotherm.web.desk.queries.inbox import brief_for
from isotherm.web.desk.queries.trail import Trail, trail_of
from isotherm.web.desk.queries.trials import variant_name
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.queries.support import people_at
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.shop.queries.sales import Sales, all_sales, sales_by_source

__all__ = ["LoopReport", "TrialStep", "loop_report"]


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
    by_source: tuple[tuple[str, Sales], ...]
    total: Sales

    @property
    def margin_fen(self) -> int:
        """Paid less refunded less what the pieces cost."""
        return self.total.net_fen - self.cost_fen


def loop_report(merchant: Merchant, brief_id: str) -> LoopReport:
    """The report of one brief; 404 where the merchant may not see it."""
    line = brief_for(merchant, brief_id)
    trail = trail_of(merchant, brief_id)
    cut = [lot for lot in trail.lots if lot.state != Lot.State.PLANNED]
    by_source = sales_by_source(trail.products)
    return LoopReport(
        brief=line.brief,
        trail=trail,
        tests=tuple(_trial_step(test) for test in trail.tests),
        lots=trail.lots,
        cut_units=sum(lot.units for lot in cut),
        cost_fen=sum(lot.cost_fen for lot in cut),
        products=trail.products,
        by_source=tuple(by_source.items()),
        total=all_sales(by_source.values(), trail.products),
    )


def _trial_step(test: LiveTest) -> TrialStep:
    from isotherm.web.rooms.queries import decision

    found = decision(test)
    names = {one.option_id: variant_name(one.attributes) for one in found.options}
    viewers, voters = people_at(test)
    return TrialStep(
        test=test,
        viewers=viewers,
        voters=voters,
        kept=tuple(names[o.option_id] for o in found.options if o.verdict == "keep"),
        best=names.get(found.best or "", ""),
    )
