"""Where a merchant stands with a brief: brief, test, lot, shop, kept."""

from __future__ import annotations

import dataclasses

from django.db.models import Q

from isotherm.web.desk.models import BriefAnswer, Lot
from isotherm.web.rooms.models import LiveTest
from isotherm.web.shop.models import Merchant, Outcome, Product

__all__ = ["STEPS", "Trail", "trail_of"]

STEPS = ("brief", "test", "lot", "shop", "kept")


@dataclasses.dataclass(frozen=True)
class Trail:
    """What there is at each step, and the first step that has nothing yet."""

    answer: str
    tests: tuple[LiveTest, ...]
    lots: tuple[Lot, ...]
    products: tuple[Product, ...]
    kept: int

    @property
    def done(self) -> tuple[bool, ...]:
        """Whether each of the five steps was taken."""
        taken = self.answer == "taken"
        return taken, bool(self.tests), bool(self.lots), bool(self.products), self.kept > 0

    @property
    def at(self) -> str:
        """The step to take next; the last one when all are taken."""
        after = [place for place, done in enumerate(self.done) if done]
        return STEPS[min(max(after, default=-1) + 1, len(STEPS) - 1)]

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Each step with ``done``, ``here`` or ``ahead``, as the rail shows it."""
        here = self.at
        marks = ["here" if step == here else "ahead" for step in STEPS]
        return tuple(
            (step, "done" if done and step != here else mark)
            for step, done, mark in zip(STEPS, self.done, marks, strict=True)
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
    return Trail(
        answer=answer.answer if answer else "",
        tests=tuple(LiveTest.objects.filter(**mine).order_by("opened_at", "pk")),
        lots=tuple(lots),
        products=tuple(products.order_by("pk")),
        kept=kept,
    )
