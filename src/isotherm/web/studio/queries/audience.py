"""Who answers an author, by stratum: shares with their doubt, never persons.

People are counted in whole fifties, in the order in which they first came: between two looks at
least fifty join, so that nobody's stratum can be told from the difference. A stratum of fewer than
ten of them, or of less than a twentieth, is not shown; shares are told to the nearest twentieth.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import Min

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Reaction, Reply
from isotherm.web.readings.crowds import STEPS, share_of_crowd, whole_crowds

__all__ = [
    "LEAST_CELL",
    "Audience",
    "AudienceStratum",
    "audience_of",
    "people_of",
    "seed_users",
]

LEAST_CELL = 10  # people of a stratum that is shown
_MOST_SHOWN = 8
_DELIBERATE = ("like", "save", "share")


@dataclasses.dataclass(frozen=True)
class AudienceStratum:
    """One stratum among the people who answer an author."""

    stratum_id: str
    name: str
    share: float
    low: float
    high: float
    """Nine in ten such intervals hold the true share; rounded outward."""


@dataclasses.dataclass(frozen=True)
class Audience:
    """An author's people."""

    counted: int
    """People counted, in whole fifties."""
    strata: tuple[AudienceStratum, ...]
    rest: float
    """Share of people in small strata, or in none."""


def audience_of(member: Member) -> Audience:
    """The strata of those who replied, liked, saved, shared or followed, the largest first."""
    from isotherm.web.readings import queries as readings

    people = people_of(member)
    counted = whole_crowds(people)
    told: Counter[str] = Counter()
    names: dict[str, str] = {}
    for one in counted:
        strata = readings.strata_of(one)
        if strata:
            told[strata[0]["stratum_id"]] += 1
            names[strata[0]["stratum_id"]] = strata[0]["name"]
    shown = [
        _stratum(stratum_id, names[stratum_id], n, of=len(counted))
        for stratum_id, n in sorted(told.items(), key=lambda one: (-one[1], one[0]))
        if n >= LEAST_CELL and n / len(counted) * STEPS >= 1
    ][:_MOST_SHOWN]
    return Audience(len(counted), tuple(shown), max(1 - sum(one.share for one in shown), 0.0))


def people_of(member: Member) -> list[str]:
    """Ids of an author's people in the order in which they first came; for counting alone."""
    first: dict[str, dt.datetime] = {}
    for member_id, at in _contacts(member):
        if member_id and at and member_id != member.pk:
            first[member_id] = min(first.get(member_id, at), at)
    return sorted(first, key=lambda one: (first[one], one))


def seed_users(member: Member) -> int:
    """How many of an author's people, in whole fifties, agreed to be asked beforehand."""
    agreed = set(Member.objects.filter(seed_user=True).values_list("pk", flat=True))
    return len(agreed.intersection(whole_crowds(people_of(member))))


def _contacts(member: Member) -> Iterable[tuple[str | None, dt.datetime | None]]:
    """Each person with when they first replied, reacted or followed."""
    replies = Reply.objects.filter(note__author=member)
    yield from replies.order_by().values_list("member_id").annotate(Min("at"))
    liked = Reaction.objects.filter(note__author=member, kind__in=_DELIBERATE)
    yield from liked.order_by().values_list("member_id").annotate(Min("at"))
    follows = Reaction.objects.filter(followed=member, kind="follow")
    yield from follows.order_by().values_list("member_id").annotate(Min("at"))


def _stratum(stratum_id: str, name: str, n: int, *, of: int) -> AudienceStratum:
    from isotherm.inference import beta_interval  # SciPy comes with it

    low, high = (float(end) for end in beta_interval(n, of))
    return AudienceStratum(
        stratum_id=stratum_id,
        name=name,
        share=share_of_crowd(n, of),
        low=int(low * STEPS) / STEPS,
        high=min(-(-high * STEPS // 1) / STEPS, 1.0),
    )
