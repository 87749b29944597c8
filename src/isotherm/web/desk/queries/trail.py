"""Where a merchant stands with a brief: brief, test, lot, shop, kept."""

from __future__ import annotations

import dataclasses

from django.db.models import Q

from isotherm.web.desk.models import BriefAnswer, Lot
from isotherm.web.rooms.models import LiveTest
from isotherm.web.shop.models import Merchant, Outcome, Product
from isotherm.web.site.clock import now

__all__ = ["STEPS", "Trail", "trail_of"]

STEPS = ("brief", "test", "lot", "shop", "kept")


@dataclasses.dataclass(frozen=True)
class Trail:
    """What there is at each step, and the step that is being taken."""

    answer: str
    tests: tuple[LiveTest, ...]
    lots: tuple[Lot, ...]
    products: tuple[Product, ...]
    kept: int
    is_voted_on: bool = False
    """Whether a test still runs."""

    @property
    def done(self) -> tuple[bool, ...]:
        """Whether each of the five steps is over.

        A test is over when it is closed or a lot came of it, a lot when its pieces are here or are
        sold ahead: until then the brief stands there.
        """
        listed = bool(self.products)
        return (
            self.answer == "taken",
            bool(self.tests) and (bool(self.lots) or not self.is_voted_on),
            listed or any(lot.state == Lot.State.ARRIVED for lot in self.lots),
            listed,
            self.kept > 0,
        )

    @property
    def at(self) -> str:
        """The step to take next; the last one when all are taken."""
        after = [place for place, done in enumerate(self.done) if done]
        return STEPS[min(max(after, default=-1) + 1, len(STEPS) - 1)]

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Each step with ``done``, ``here`` or ``ahead``, as the rail shows it."""
        here = STEPS.index(self.at)
        return tuple(
            (step, "done" if place < here else "here" if place == here else "ahead")
            for place, step in enumerate(STEPS)
        )


def trail_of(merchant: Merchant, brief_id: str) -> Trail:
    """All that came of a brief so far."""
    answer = BriefAnswer.objects.filter(merchant=merchant, brief_id=brief_id).first()
    mine = {"merchant": merchant, "brief_id": brief_id}
    lots = Lot.objects.filter(**mine).select_related("option", "product").order_by("at", "pk")
    products = Product.objects.filter(
        Q(**mine) | Q(pk__in=[lot.product_id for lot in lots if lot.product_id])
    ).distinct()
    kept = Outcome.objects.filter(product__in=products, kept=True).count()
    tests = tuple(LiveTest.objects.filter(**mine).order_by("opened_at", "pk"))
    return Trail(
        answer=answer.answer if answer else "",
        tests=tests,
        lots=tuple(lots),
        products=tuple(products.order_by("pk")),
        kept=kept,
        is_voted_on=any(test.is_open(now()) for test in tests),
    )
