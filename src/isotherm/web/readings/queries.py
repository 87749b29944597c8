"""What the last finished reading says, for every page: read once a process, looked up at once."""

from __future__ import annotations

import dataclasses
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection

from isotherm.web.readings.models import ReadingRun

if TYPE_CHECKING:
    from isotherm.reading import Shelf

__all__ = [
    "brief",
    "briefs_for",
    "finished_runs",
    "forget",
    "groups",
    "is_sensitive",
    "last_reading",
    "last_run",
    "members_of",
    "named_strata",
    "named_stratum",
    "rows",
    "strata_of",
    "stratum",
    "weight_of",
]

Row = dict[str, Any]
Found = TypeVar("Found")
Tables = Callable[[str], list[Row]]  # the rows of a table by its name

_LOOK_S = 1.0  # seconds for which a process believes what it saw of the runs
_MANIFEST = "reading.json"  # a folder that has it is a finished reading
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


def last_reading() -> Shelf | None:
    """The tables of the last finished reading."""
    run = last_run()
    if run is None:
        return None
    from isotherm.reading import Shelf  # the whole engine comes with it

    return Shelf.of_reading(Path(settings.HOME) / run.folder)


def rows(table_name: str) -> list[Row]:
    """The rows of one of its tables, maps as JSON text; not to be changed. Empty without one."""
    return _once(f"rows {table_name}", lambda table: table(table_name), [])


def strata_of(member_id: str) -> list[Row]:
    """The strata a member is in, strongest first: their rows with the member's ``weight``.

    Without those whose words touch illness, pregnancy, religion and the like: nobody is told that
    they were put among such people.
    """
    own = _once("strata of members", _strata_by_member, dict[str, list[tuple[Row, float]]]())
    return [row | {"weight": weight} for row, weight in own.get(member_id, [])]


def stratum(stratum_id: str) -> Row | None:
    """The row of a stratum; operators may know each, others ask for `named_stratum`."""
    return _by_id("strata", "stratum_id").get(stratum_id)


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
    return [run for run in runs if (Path(settings.HOME) / run.folder / _MANIFEST).is_file()]


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
        fresh = _Seen(time.monotonic(), run, {})
    _seen[:] = [fresh]
    return fresh


def _is_same(before: ReadingRun | None, now: ReadingRun | None) -> bool:
    if before is None or now is None:
        return before is now
    return (before.pk, before.folder) == (now.pk, now.folder)


def _once(name: str, make: Callable[[Tables], Found], nothing: Found) -> Found:
    """Something worked out of the tables of the last reading, once a reading."""
    seen = _now()
    if seen.run is None:
        return nothing
    if name not in seen.made:
        folder = Path(settings.HOME) / seen.run.folder
        seen.made[name] = make(lambda table: _read(folder / f"{table}.parquet"))
    made: Found = seen.made[name]
    return made


def _read(path: Path) -> list[Row]:
    found: list[Row] = pq.ParquetFile(path).read().to_pylist()
    return found


def _by_id(table: str, key: str) -> dict[str, Row]:
    return _once(
        f"{table} by id",
        lambda read: {row[key]: row for row in read(table) if row[key]},
        {},
    )


def is_sensitive(stratum: Row) -> bool:
    """Whether the words of a stratum touch what must not be said of people."""
    from isotherm.text import sensitive_topics

    return bool(sensitive_topics(f"{stratum['name']} {stratum['terms']}"))


def _named_strata(read: Tables) -> dict[str, Row]:
    return {row["stratum_id"]: row for row in read("strata") if not is_sensitive(row)}


def _strata_by_member(read: Tables) -> dict[str, list[tuple[Row, float]]]:
    strata = _named_strata(read)
    found: dict[str, list[tuple[Row, float]]] = defaultdict(list)
    for row in read("memberships"):
        if row["stratum_id"] in strata and row["weight"] >= _BELONGS:
            found[row["actor_id"]].append((strata[row["stratum_id"]], row["weight"]))
    for own in found.values():
        own.sort(key=lambda one: (-one[1], one[0]["stratum_id"]))
    return dict(found)


def _members_by_stratum(read: Tables) -> dict[str, list[str]]:
    """Members of leaves, and of each stratum above them."""
    parents = {row["stratum_id"]: row["parent_id"] for row in read("strata")}
    found: dict[str, set[str]] = defaultdict(set)
    for row in read("memberships"):
        if row["weight"] < _BELONGS:
            continue
        here = row["stratum_id"]
        while here and row["actor_id"] not in found[here]:
            found[here].add(row["actor_id"])
            here = parents.get(here) or ""
    return {stratum_id: sorted(members) for stratum_id, members in found.items()}


def _briefs_by_merchant(read: Tables) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in read("briefs"):
        found[row["merchant_id"] or ""].append(row)
    return dict(found)
