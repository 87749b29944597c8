"""How an author stands: trust in what they showed, and the path from blogger to merchant."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note
from isotherm.web.shop.models import Outcome
from isotherm.web.shop.queries import shops_kept_by
from isotherm.web.shop.queries.outcomes import from_strangers
from isotherm.web.studio.queries.audience import people_of, seed_users
from isotherm.web.studio.queries.questions import asks_received

if TYPE_CHECKING:
    from isotherm.selection.trust import Trust

__all__ = ["PathStep", "Standing", "standing_of"]

# What each step of the path asks for: counts from which a share says something at all.
ASKS, SHOWN, ORDERS, SEEDS = 30, 10, 20, 50
_MOST_PEOPLE = 20_000  # of an author's people, for the mean of what they keep


@dataclasses.dataclass(frozen=True)
class PathStep:
    """One thing on the path: what there is of it, and how much is needed."""

    kind: str
    have: int
    need: int

    @property
    def done(self) -> bool:
        """Whether it is there."""
        return self.have >= self.need

    @property
    def part(self) -> float:
        """How much of it is there, 0..1."""
        return min(self.have / self.need, 1.0)


@dataclasses.dataclass(frozen=True)
class Standing:
    """Trust and the path."""

    trust: Trust | None
    to_buyer: tuple[PathStep, ...]
    to_merchant: tuple[PathStep, ...]
    seed_users: int
    """Rounded down to tens: they are asked through the town and never listed."""


def standing_of(member: Member) -> Standing:
    """What there is, and what is still missing."""
    found = _trust(member)
    shown = Note.objects.filter(author=member, tagged__isnull=False).distinct().count()
    agreed = seed_users(member) // 10 * 10
    kept_well = found is not None and found.verdict != "below" and found.orders >= ORDERS
    return Standing(
        trust=found,
        to_buyer=(
            PathStep("asks", asks_received(member), ASKS),
            PathStep("shown", shown, SHOWN),
            PathStep("orders", found.orders if found else 0, ORDERS),
        ),
        to_merchant=(
            PathStep("trust", int(kept_well), 1),
            PathStep("seeds", agreed, SEEDS),
            PathStep("shop", shops_kept_by(member).count(), 1),
        ),
        seed_users=agreed,
    )


def _trust(member: Member) -> Trust | None:
    """The kept share of what was ordered through the author's notes, against their people's.

    Strangers' orders alone are evidence, and each of them decides once on a product: nobody can buy
    their own way up, or have the same few friends do it.
    """
    notes = Note.objects.filter(author=member).values("pk")
    told = from_strangers(Outcome.objects.filter(kept__isnull=False))
    shown = told.filter(line__source_kind="note", line__source_id__in=notes)
    decided = shown.exclude(member=member).values("member_id", "product_id")
    each = decided.annotate(n=Count("pk"), kept_all=Count("pk", filter=Q(kept=True)))
    mine = (each.filter(kept_all=F("n")).count(), each.count())
    people = _kept(told.filter(member__in=people_of(member)[:_MOST_PEOPLE]))
    everyone = people if people[1] else _kept(told)
    mean = everyone[0] / everyone[1] if everyone[1] else 0.0
    from isotherm.selection.trust import trust_of  # much of the engine comes with it

    return trust_of(*mine, mean=mean)


def _kept(told: QuerySet[Outcome]) -> tuple[int, int]:
    """Kept, of those that are decided."""
    found = told.aggregate(kept=Count("pk", filter=Q(kept=True)), n=Count("pk"))
    return found["kept"], found["n"]
