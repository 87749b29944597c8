"""What the last finished reading says, for every page: worked out once a process."""

from __future__ import annotations

import dataclasses
import time
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

from isotherm.web.readings.models import FeedList, ReadingRun
from isotherm.web.readings.shelves import Reading, Row, finished_runs, forget_rows, reading_of
from isotherm.web.site.prepared import Prepared

if TYPE_CHECKING:
    from isotherm.reading import Shelf

__all__ = [
    "brief",
    "briefs_for",
    "find_row",
    "forget",
    "groups",
    "is_sensitive",
    "last_finished",
    "last_reading",
    "last_run",
    "members_of",
    "named_strata",
    "named_stratum",
    "ranked_for",
    "rows",
    "strata_of",
    "stratum",
]

Found = TypeVar("Found")

_LOOK_S = 1.0  # seconds for which a process believes what it saw of the runs
_BELONGS = 0.15  # weight from which an actor counts as belonging


@dataclasses.dataclass(frozen=True)
class _Seen:
    """The last finished reading as this process saw it, and what was worked out of it."""

    at: float
    run: ReadingRun | None
    made: dict[str, Any]


_seen: list[_Seen] = []  # at most one; replaced whole, so that threads never see half of it


def last_run() -> ReadingRun | None:
    """The last run that finished and whose reading is there."""
    return _now().run


def last_finished() -> Reading | None:
    """The last finished reading; None in a town that was never read."""
    run = last_run()
    return reading_of(run) if run else None


def last_reading() -> Shelf | None:
    """The tables of the last finished reading, in columns."""
    reading = last_finished()
    return reading.shelf() if reading else None


def rows(table_name: str) -> list[Row]:
    """The rows of one of its tables, maps as JSON text; not to be changed. Empty without one."""
    reading = last_finished()
    return reading.rows(table_name) if reading else []


def find_row(table_name: str, identity: str) -> Row | None:
    """The row of the last reading with that id."""
    reading = last_finished()
    return reading.by_id(table_name).get(identity) if reading else None


def strata_of(member_id: str) -> list[Row]:
    """The strata a member is in, strongest first: their rows with the member's ``weight``.

    Without those whose words touch illness, pregnancy, religion and the like: nobody is told that
    they were put among such people.
    """
    own = _once("strata of members", _strata_by_member, dict[str, list[tuple[Row, float]]]())
    return [row | {"weight": weight} for row, weight in own.get(member_id, [])]


def stratum(stratum_id: str) -> Row | None:
    """The row of a stratum; operators may know each, others ask for `named_stratum`."""
    return find_row("strata", stratum_id)


def named_stratum(stratum_id: str) -> Row | None:
    """The row of a stratum that may be named to anybody."""
    return _once("named strata", _named_strata, dict[str, Row]()).get(stratum_id)


def named_strata() -> list[Row]:
    """Strata that may be named: none whose words touch illness, pregnancy, religion and such."""
    return list(_once("named strata", _named_strata, dict[str, Row]()).values())


def members_of(stratum_id: str) -> list[str]:
    """Who belongs to a stratum or to one below it; operators may know, nobody else."""
    found = _once("members of strata", _members_by_stratum, dict[str, list[str]]())
    return found.get(stratum_id, [])


def ranked_for(member_id: str) -> list[tuple[str, str, str]]:
    """What to show a member first (or anybody, under no name): note, kind of reason, stratum."""
    found = _feed_list(member_id)
    return [tuple(pick) for pick in found[0][0]] if found else []


@Prepared
def _feed_list(member_id: str) -> QuerySet[FeedList, Any]:
    lists = FeedList.objects.filter(member_id__in=["", member_id]).order_by("-member_id")
    return lists.values_list("cards")[:1]  # anybody's is under no name, and comes last


def briefs_for(merchant_id: str) -> list[Row]:
    """The briefs addressed to a merchant and those open to all."""
    by_merchant = _once("briefs by merchant", _briefs_by_merchant, dict[str, list[Row]]())
    return by_merchant.get(merchant_id, []) + by_merchant.get("", [])


def brief(brief_id: str) -> Row | None:
    """The row of a brief."""
    return find_row("briefs", brief_id)


def groups() -> dict[str, str]:
    """The coordinated group of each actor who is in one."""
    return {row["actor_id"]: row["group_id"] for row in rows("coordinated")}


def forget() -> None:
    """Look again at the next question: a reading was finished or changed in this process."""
    _seen.clear()
    forget_rows()


def _now() -> _Seen:
    """What is believed now; inside a transaction nothing is believed unseen."""
    seen = _seen[-1] if _seen else None
    if seen and time.monotonic() - seen.at < _LOOK_S and not connection.in_atomic_block:
        return seen
    run = next(iter(finished_runs(limit=3)), None)
    if seen and _is_same(seen.run, run):
        fresh = dataclasses.replace(seen, at=time.monotonic())
    else:
        forget_rows()  # another is the last, or somebody was erased from this one
        fresh = _Seen(time.monotonic(), run, {})
    _seen[:] = [fresh]
    return fresh


def _is_same(before: ReadingRun | None, now: ReadingRun | None) -> bool:
    if before is None or now is None:
        return before is now
    return (before.pk, before.folder) == (now.pk, now.folder)


def _once(name: str, make: Callable[[Reading], Found], nothing: Found) -> Found:
    """Something worked out of the tables of the last reading, once a reading."""
    seen = _now()
    if seen.run is None:
        return nothing
    if name not in seen.made:
        seen.made[name] = make(reading_of(seen.run))
    made: Found = seen.made[name]
    return made


def is_sensitive(stratum: Row) -> bool:
    """Whether the words of a stratum touch what must not be said of people."""
    from isotherm.text import sensitive_topics

    return bool(sensitive_topics(f"{stratum['name']} {stratum['terms']}"))


def _named_strata(reading: Reading) -> dict[str, Row]:
    return {row["stratum_id"]: row for row in reading.rows("strata") if not is_sensitive(row)}


def _strata_by_member(reading: Reading) -> dict[str, list[tuple[Row, float]]]:
    strata = _named_strata(reading)
    found: dict[str, list[tuple[Row, float]]] = defaultdict(list)
    for row in reading.rows("memberships"):
        if row["stratum_id"] in strata and row["weight"] >= _BELONGS:
            found[row["actor_id"]].append((strata[row["stratum_id"]], row["weight"]))
    for own in found.values():
        own.sort(key=lambda one: (-one[1], one[0]["stratum_id"]))
    return dict(found)


def _members_by_stratum(reading: Reading) -> dict[str, list[str]]:
    """Members of leaves, and of each stratum above them."""
    parents = {row["stratum_id"]: row["parent_id"] for row in reading.rows("strata")}
    found: dict[str, set[str]] = defaultdict(set)
    for row in reading.rows("memberships"):
        if row["weight"] < _BELONGS:
            continue
        here = row["stratum_id"]
        while here and row["actor_id"] not in found[here]:
            found[here].add(row["actor_id"])
            here = parents.get(here) or ""
    return {stratum_id: sorted(members) for stratum_id, members in found.items()}


def _briefs_by_merchant(reading: Reading) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in reading.rows("briefs"):
        found[row["merchant_id"] or ""].append(row)
    return dict(found)
