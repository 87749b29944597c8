"""Finished readings as pages use them: their rows, read from disk once a process."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings

from isotherm.web.readings.models import ReadingRun

if TYPE_CHECKING:
    from isotherm.reading import Shelf

__all__ = ["Reading", "Row", "finished", "finished_runs", "forget_rows", "reading_of"]

_MANIFEST = "reading.json"  # a folder that has it is a finished reading
_KEPT = 120  # tables that stay in memory, of all readings together
_KEYS = {
    "trends": "trend_id",
    "needs": "need_id",
    "strata": "stratum_id",
    "briefs": "brief_id",
    "coordinated": "actor_id",
}

Row = dict[str, Any]
_Read = TypeVar("_Read")


@dataclasses.dataclass(frozen=True)
class Reading:
    """One finished reading. What lies in its folder never changes.

    Erasing somebody puts another folder in its place.
    """

    run_id: str
    folder: Path
    as_of: dt.datetime
    ended_at: dt.datetime | None = None

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, in the table's order, maps as JSON text; not to be changed."""
        return self._where_it_lies(_rows, table)

    def by_id(self, table: str) -> dict[str, Row]:
        """The rows of a table by their id; not to be changed."""
        return self._where_it_lies(_by_id, table)

    def _where_it_lies(self, read: Callable[[Path, str], _Read], table: str) -> _Read:
        try:
            return read(self.folder, table)
        except FileNotFoundError:  # somebody was erased since it was asked where that is
            return read(reading_of(ReadingRun.objects.get(pk=self.run_id)).folder, table)

    def shelf(self) -> Shelf:
        """Its tables in columns."""
        from isotherm.reading import Shelf  # the whole engine comes with it

        return Shelf.of_reading(self.folder)

    def names(self) -> dict[str, str]:
        """The name of every stratum by its id."""
        return {
            stratum_id: row["name"] or stratum_id
            for stratum_id, row in self.by_id("strata").items()
        }


def reading_of(run: ReadingRun) -> Reading:
    """The reading a finished run ended with."""
    as_of = run.as_of or run.ended_at or run.asked_at
    return Reading(run.pk, Path(settings.HOME) / run.folder, as_of, run.ended_at)


def finished_runs(limit: int = 30) -> list[ReadingRun]:
    """The runs whose readings are there, what was read latest first.

    A replay of a past day stands in its place among them: it is never the last.
    """
    done = ReadingRun.objects.filter(state="done").exclude(folder="")
    runs = done.order_by("-as_of", "-ended_at", "-id")[:limit]
    return [run for run in runs if (Path(settings.HOME) / run.folder / _MANIFEST).is_file()]


def finished(limit: int = 60) -> list[Reading]:
    """The finished readings, oldest first, at most the last ``limit``."""
    return [reading_of(run) for run in reversed(finished_runs(limit))]


def forget_rows() -> None:
    """Let go of what was read."""
    _rows.cache_clear()
    _by_id.cache_clear()


@lru_cache(maxsize=_KEPT)
def _rows(folder: Path, table: str) -> list[Row]:
    import pyarrow.parquet as pq  # a town that was never read does without it

    found: list[Row] = pq.ParquetFile(folder / f"{table}.parquet").read().to_pylist()
    return found


@lru_cache(maxsize=_KEPT)
def _by_id(folder: Path, table: str) -> dict[str, Row]:
    return {row[_KEYS[table]]: row for row in _rows(folder, table)}
