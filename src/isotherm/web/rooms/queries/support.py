"""How much a tested option was wanted: who put a size or money behind it, and which sizes."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, Q

from isotherm.web.rooms.models import LiveTest, Option, Vote
from isotherm.web.rooms.queries.groups import coordinated_groups
from isotherm.web.rooms.queries.verdicts import decision

__all__ = ["Support", "people_at", "support_of", "verdict_of"]

_STAKED = ("size", "deposit", "pay")


@dataclasses.dataclass(frozen=True)
class Support:
    """What the votes say of one option; coordinated accounts count once a group."""

    buyers: int
    """Voters who chose a size or put money down."""
    viewers: int
    """Voters who saw it."""
    size_votes: Mapping[str, float]


def support_of(option: Option) -> Support:
    """Count an option's voters; where nobody wrote down who saw it, every voter of the test did."""
    cast = Vote.objects.filter(test_id=option.test_id, member__isnull=False).order_by("at", "pk")
    rows = list(cast.values_list("option_id", "member_id", "stake", "value"))
    groups = coordinated_groups(option.test_id, frozenset(who for _option, who, _s, _v in rows))
    voters, seen, staked, sizes = set(), set(), set(), {}
    for option_id, who, stake, value in rows:
        voter = groups.get(who, who)
        voters.add(voter)
        if option_id != option.pk:
            continue
        seen.add(voter)
        if stake in _STAKED:
            staked.add(voter)
        if stake == "size" and value.strip():
            sizes[voter] = value.strip().upper()
    shown = any(stake == "seen" for _option, _who, stake, _value in rows)
    viewers = len(seen if shown else voters)
    return Support(len(staked), viewers, dict(sorted(Counter(sizes.values()).items())))


def verdict_of(test: LiveTest, option_id: str) -> str:
    """Keep, drop or undecided, as the votes say now."""
    return next(
        (o.verdict for o in decision(test).options if o.option_id == option_id), "undecided"
    )


def people_at(test: LiveTest) -> tuple[int, int]:
    """How many people saw or chose something in a test, and how many of them chose.

    Coordinated accounts are one person a group.
    """
    cast = Vote.objects.filter(test=test, member__isnull=False).order_by()
    came = dict(cast.values_list("member_id").annotate(n=Count("pk", filter=~Q(stake="seen"))))
    groups = coordinated_groups(test.pk, frozenset(came))
    chose = {groups.get(who, who) for who, stakes in came.items() if stakes}
    return len({groups.get(who, who) for who in came}), len(chose)
