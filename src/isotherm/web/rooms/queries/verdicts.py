"""What a test has decided so far: one voice a person, one for a coordinated group."""

from __future__ import annotations

import functools
import time
from typing import TYPE_CHECKING, Any

from isotherm.web.rooms.models import LiveTest, Option, Vote
from isotherm.web.rooms.queries.groups import coordinated_groups

if TYPE_CHECKING:
    from isotherm.livetest import Decision, Test

__all__ = ["decision", "test_of", "votes_of", "votes_set_aside"]

_FRESH_S = 1.0  # how long a decision is given again without counting anew


def decision(test: LiveTest) -> Decision:
    """Verdicts on the votes so far, right at whatever moment and however often one looks."""
    changes = LiveTest.objects.values_list("changes", flat=True).get(pk=test.pk)
    return _decided(test.pk, changes, int(time.monotonic() / _FRESH_S))


def test_of(test_id: str) -> Test:
    """The test with its options and votes, coordinated voters grouped."""
    from isotherm.livetest import Test  # heavy; a socket or a list of rooms has no need of it

    options = {o.pk: o.attributes for o in Option.objects.filter(test_id=test_id).order_by("pk")}
    votes = votes_of(test_id)
    groups = coordinated_groups(test_id, frozenset(v["actor_id"] for v in votes if v["actor_id"]))
    return Test(options, groups=groups).record(votes)


def votes_of(test_id: str) -> list[dict[str, Any]]:
    """The votes of a test as the engine reads them."""
    rows = Vote.objects.filter(test_id=test_id).order_by("pk")
    names = ("option_id", "actor_id", "at", "stake", "value")
    cells = rows.values_list("option_id", "member_id", "at", "stake", "value")
    return [dict(zip(names, row, strict=True)) for row in cells]


def votes_set_aside(test: LiveTest) -> int:
    """Voters of a test who act as one with others and so count together as one."""
    cast = Vote.objects.filter(test=test, member__isnull=False)
    voters = frozenset(cast.values_list("member_id", flat=True).distinct())
    groups = coordinated_groups(test.pk, voters)
    return len(groups)


@functools.lru_cache(maxsize=64)
def _decided(test_id: str, changes: int, moment: int) -> Decision:
    return test_of(test_id).decide()
