"""Groups that act as one: who they are, what gave them away, what they touched."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Count, QuerySet

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, Reaction, Reply
from isotherm.web.desk.queries.trials import name_test
from isotherm.web.readings.shelves import Reading, Row
from isotherm.web.rooms.models import LiveTest, Vote

__all__ = [
    "Group",
    "TestTouched",
    "groups_of",
    "members_named",
    "new_groups",
    "notes_touched",
    "tests_touched",
]


@dataclasses.dataclass(frozen=True)
class Group:
    """Accounts that act as one, and so weigh as one."""

    group_id: str
    rows: Sequence[Row]
    is_new: bool = False

    @property
    def size(self) -> int:
        """How many accounts."""
        return len(self.rows)

    @property
    def actor_ids(self) -> list[str]:
        """Which accounts."""
        return [row["actor_id"] for row in self.rows]

    @property
    def score(self) -> float:
        """How sure it is, 0 to 1."""
        return sum(row["score"] or 0.0 for row in self.rows) / len(self.rows)

    @property
    def weight(self) -> float:
        """What they count for together."""
        return sum(row["weight"] or 0.0 for row in self.rows)

    @property
    def why(self) -> str:
        """What gave them away."""
        return str(self.rows[0]["why"] or "")


def groups_of(reading: Reading | None, before: Reading | None = None) -> list[Group]:
    """The groups of a reading, the largest first; ``before`` decides which are new."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in reading.rows("coordinated") if reading else ():
        found[row["group_id"]].append(row)
    known = {row["actor_id"] for row in before.rows("coordinated")} if before else None
    groups = [
        Group(group_id, rows, known is not None and not _is_known(rows, known))
        for group_id, rows in found.items()
    ]
    return sorted(groups, key=lambda group: (-group.size, group.group_id))


def _is_known(rows: Sequence[Row], known: set[str]) -> bool:
    """A group is one that was seen before when at least half of its accounts were."""
    return sum(row["actor_id"] in known for row in rows) * 2 >= len(rows)


def new_groups(groups: Sequence[Group]) -> list[Group]:
    """Those that the reading before did not have."""
    return [group for group in groups if group.is_new]


@dataclasses.dataclass(frozen=True)
class TestTouched:
    """A test a group voted in: how many of all votes were theirs, and so count as one person's."""

    test_id: str
    title: str
    votes: int
    of: int


def tests_touched(actor_ids: Sequence[str]) -> list[TestTouched]:
    """The tests these accounts voted in, most votes first."""
    mine = _counted(Vote.objects.filter(member_id__in=list(actor_ids)))
    everyone = _counted(Vote.objects.filter(test_id__in=list(mine)))
    tests = LiveTest.objects.select_related("note").prefetch_related("options").in_bulk(list(mine))
    found = [
        TestTouched(test_id, name_test(tests[test_id]), votes, everyone[test_id])
        for test_id, votes in mine.items()
    ]
    return sorted(found, key=lambda one: (-one.votes, one.test_id))


def _counted(votes: QuerySet[Vote]) -> dict[str, int]:
    return dict(votes.values_list("test_id").annotate(Count("id")).order_by())


def notes_touched(actor_ids: Sequence[str], limit: int = 8) -> list[dict[str, object]]:
    """The notes these accounts replied or reacted to most, with how often."""
    touched: dict[str, int] = defaultdict(int)
    for model in (Reply, Reaction):
        rows = model._default_manager.filter(member_id__in=list(actor_ids)).exclude(note=None)
        for row in rows.values("note_id").annotate(n=Count("id")):
            touched[row["note_id"]] += row["n"]
    ranked = sorted(touched.items(), key=lambda item: (-item[1], item[0]))[:limit]

    notes = Note.objects.in_bulk([note_id for note_id, _ in ranked])
    return [{"note": notes[pk], "times": n} for pk, n in ranked if pk in notes]


def members_named(actor_ids: Sequence[str]) -> dict[str, Member]:
    """The accounts of a group as members, those that still are."""
    return Member.objects.in_bulk(list(actor_ids))
