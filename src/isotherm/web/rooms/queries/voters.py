"""Which strata vote in a test: shares of large cells, never persons."""

from __future__ import annotations

import dataclasses

from django.db.models import Min

from isotherm.web.readings.crowds import FLOOR, share_of_crowd, whole_crowds
from isotherm.web.rooms.models import LiveTest, Vote

__all__ = ["StratumShare", "strata_of_voters"]


@dataclasses.dataclass(frozen=True)
class StratumShare:
    """One stratum among the voters of a test."""

    stratum_id: str
    name: str
    share: float
    """Of the voters counted, to the nearest twentieth."""


def strata_of_voters(test: LiveTest) -> tuple[StratumShare, ...]:
    """Strata with at least 50 of the voters, largest first; nothing in a small room.

    Only whole fifties of voters are counted, in the order in which they came: between two looks at
    least fifty join, so that nobody's stratum can be told from the difference.
    """
    cast = Vote.objects.filter(test=test, member__isnull=False).exclude(stake="seen")
    came = cast.values("member_id").annotate(first=Min("at")).order_by("first", "member_id")
    voters = list(came.values_list("member_id", flat=True))
    counted = whole_crowds(voters)
    if not counted:
        return ()
    cells: dict[str, int] = {}
    names: dict[str, str] = {}
    told = set(counted)
    from isotherm.web.readings import queries

    for row in queries.named_strata():
        members = told.intersection(queries.members_of(row["stratum_id"]))
        if len(members) >= FLOOR:
            cells[row["stratum_id"]] = len(members)
            names[row["stratum_id"]] = row["name"]
    shares = [
        StratumShare(stratum_id, names[stratum_id], share_of_crowd(n, len(counted)))
        for stratum_id, n in cells.items()
    ]
    return tuple(sorted(shares, key=lambda one: (-one.share, one.stratum_id)))
