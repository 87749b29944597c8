"""What the last finished reading says, for every page: read once a process, looked up at once."""

from __future__ import annotations

import dataclasses
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from isotherm.errors import ReadingError
from isotherm.reading import MANIFEST, Shelf
from isotherm.web.readings.models import ReadingRun

__all__ = [
    "brief",
    "briefs_for",
    "finished_runs",
    "forget",
    "groups",
    "last_reading",
    "last_run",
    "members_of",
    "rows",
    "strata_of",
    "stratum",
    "weight_of",
]

Row = dict[str, Any]
Found = TypeVar("Found")

_LOOK_S = 1.0  # seconds for which a process believes what it saw of the runs
_BELONGS = 0.15  # weight from which an actor counts as belonging


@dataclasses.dataclass(frozen=True)
class _Seen:
    """The last finished reading as this process saw it, and what was worked out of it."""

    at: float
    run: ReadingRun | None
    shelf: Shelf | None
    made: dict[str, Any]


_seen: list[_Seen] = []  # at most one; replaced whole, so that threads never see half of it


def last_run() -> ReadingRun | None:
    """The last run that finished and whose reading is there."""
    return _now().run


def last_reading() -> Shelf | None:
    """The tables of the last finished reading."""
    return _now().shelf


def rows(table_name: str) -> list[Row]:
    """The rows of one of its tables, maps as JSON text; not to be changed. Empty without one."""
    return _once(f"rows {table_name}", lambda shelf: shelf[table_name].to_pylist(), [])


def strata_of(member_id: str) -> list[Row]:
    """The strata a member is in, strongest first: their rows with the member's ``weight``."""
    own = _once("strata of members", _strata_by_member, dict[str, list[tuple[Row, float]]]())
    return [row | {"weight": weight} for row, weight in own.get(member_id, [])]


def stratum(stratum_id: str) -> Row | None:
    """The row of a stratum."""
    return _by_id("strata", "stratum_id").get(stratum_id)


def members_of(stratum_id: str) -> list[str]:
    """Who belongs to a stratum or to one below it; operators may know, nobody else."""
    found = _once("members of strata", _members_by_stratum, dict[str, list[str]]())
    return found.get(stratum_id, [])


def briefs_for(merchant_id: str) -> list[Row]:
    """The briefs addressed to a merchant and those open to all."""
    by_merchant = _once("briefs by merchant", _briefs_by_merchant, dict[str, list[Row]]())
    return by_merchant.get(merchant_id, []) + by_merchant.get("", [])


def brief(brief_id: str) -> Row | None:
    """The row of a brief."""
    return _by_id("briefs", "brief_id").get(brief_id)


def weight_of(member_id: str) -> float:
    """What a member counts for: 1, or less where they act as one with others."""
    found = _by_id("coordinated", "actor_id").get(member_id)
    return 1.0 if found is None or found["weight"] is None else float(found["weight"])


def groups() -> dict[str, str]:
    """The coordinated group of each actor who is in one."""
    return {actor: row["group_id"] for actor, row in _by_id("coordinated", "actor_id").items()}


def finished_runs(limit: int = 30) -> list[ReadingRun]:
    """The runs whose readings are there, what was read latest first.

    A replay of a past day stands in its place among them: it is never the last.
    """
    done = ReadingRun.objects.filter(state="done").exclude(folder="")
    runs = done.order_by("-as_of", "-ended_at", "-id")[:limit]
    return [run for run in runs if (Path(settings.HOME) / run.folder / MANIFEST).is_file()]


def forget() -> None:
    """Look again at the next question: a reading was finished or changed in this process."""
    _seen.clear()


def _now() -> _Seen:
    """What is believed now; inside a transaction nothing is believed unseen."""
    seen = _seen[-1] if _seen else None
    if seen and time.monotonic() - seen.at < _LOOK_S and not connection.in_atomic_block:
        return seen
    run = next(iter(finished_runs(limit=3)), None)
    if seen and _is_same(seen.run, run):
        fresh = dataclasses.replace(seen, at=time.monotonic())
    else:
        fresh = _Seen(time.monotonic(), run, _shelf(run), {})
    _seen[:] = [fresh]
    return fresh


def _is_same(before: ReadingRun | None, now: ReadingRun | None) -> bool:
    if before is None or now is None:
        return before is now
    return (before.pk, before.folder) == (now.pk, now.folder)


def _shelf(run: ReadingRun | None) -> Shelf | None:
    if run is None:
        return None
    try:
        return Shelf.of_reading(Path(settings.HOME) / run.folder)
    except ReadingError:
        return None


def _once(name: str, make: Callable[[Shelf], Found], nothing: Found) -> Found:
    """Something worked out of the last reading, once a reading."""
    seen = _now()
    if seen.shelf is None:
        return nothing
    if name not in seen.made:
        seen.made[name] = make(seen.shelf)
    made: Found = seen.made[name]
    return made


def _by_id(table: str, key: str) -> dict[str, Row]:
    return _once(
        f"{table} by id",
        lambda shelf: {row[key]: row for row in shelf[table].to_pylist() if row[key]},
        {},
    )


def _strata_by_member(shelf: Shelf) -> dict[str, list[tuple[Row, float]]]:
    strata = {row["stratum_id"]: row for row in shelf["strata"].to_pylist()}
    found: dict[str, list[tuple[Row, float]]] = defaultdict(list)
    for row in shelf["memberships"].to_pylist():
        if row["stratum_id"] in strata and row["weight"] >= _BELONGS:
            found[row["actor_id"]].append((strata[row["stratum_id"]], row["weight"]))
    for own in found.values():
        own.sort(key=lambda one: (-one[1], one[0]["stratum_id"]))
    return dict(found)


def _members_by_stratum(shelf: Shelf) -> dict[str, list[str]]:
    """Members of leaves, and of each stratum above them."""
    parents = {row["stratum_id"]: row["parent_id"] for row in shelf["strata"].to_pylist()}
    found: dict[str, set[str]] = defaultdict(set)
    for row in shelf["memberships"].to_pylist():
        if row["weight"] < _BELONGS:
            continue
        here = row["stratum_id"]
        while here and row["actor_id"] not in found[here]:
            found[here].add(row["actor_id"])
            here = parents.get(here) or ""
    return {stratum_id: sorted(members) for stratum_id, members in found.items()}


def _briefs_by_merchant(shelf: Shelf) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in shelf["briefs"].to_pylist():
        found[row["merchant_id"] or ""].append(row)
    return dict(found)
