"""Finished readings as the boards use them: their rows, read from disk once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from isotherm.web.readings import queries as readings
from isotherm.web.readings.models import ReadingRun

if TYPE_CHECKING:
    from isotherm.reading import Shelf

__all__ = ["Reading", "find_row", "finished", "last_finished", "reading_of"]

_KEYS = {"trends": "trend_id", "needs": "need_id", "strata": "stratum_id", "briefs": "brief_id"}
_KEPT = 120  # tables that stay in memory, of all readings together

Row = dict[str, Any]

# Folder and table: when it was written, and its rows.
_held: dict[tuple[str, str], tuple[int, tuple[Row, ...]]] = {}


@dataclasses.dataclass(frozen=True)
class Reading:
    """One finished reading; a table is read once a process, while nobody writes it anew."""

    run_id: str
    folder: str
    as_of: dt.datetime
    ended_at: dt.datetime | None = None

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in the table's order; not to be changed."""
        return _rows(self.folder, table)

    def by_id(self, table: str) -> dict[str, Row]:
        """The rows of a table by their id."""
        return {row[_KEYS[table]]: row for row in self.rows(table)}

    def shelf(self) -> Shelf:
        """Its tables in columns."""
        return _open(self.folder)

    def names(self) -> dict[str, str]:
        """The name of every stratum by its id."""
        return {
            stratum_id: row["name"] or stratum_id
            for stratum_id, row in self.by_id("strata").items()
        }


def reading_of(run: ReadingRun) -> Reading:
    """The reading a finished run ended with."""
    as_of = run.as_of or run.ended_at or run.asked_at
    return Reading(run.pk, str(Path(settings.HOME) / run.folder), as_of, run.ended_at)


def finished(limit: int = 60) -> list[Reading]:
    """The finished readings, oldest first, at most the last ``limit``."""
    return [reading_of(run) for run in reversed(readings.finished_runs(limit))]


def last_finished() -> Reading | None:
    """The last finished reading; None in a town that was never read."""
    run = readings.last_run()
    return reading_of(run) if run else None


def find_row(table: str, identity: str) -> Row | None:
    """The row of the last reading with that id."""
    reading = last_finished()
    return reading.by_id(table).get(identity) if reading else None


def _rows(folder: str, table: str) -> tuple[Row, ...]:
    """The rows of a table; read again where erasing someone has written it anew."""
    written = (Path(folder) / f"{table}.parquet").stat().st_mtime_ns
    found = _held.get((folder, table))
    if found is None or found[0] != written:
        found = (written, tuple(_open(folder)[table].to_pylist()))
        while len(_held) >= _KEPT:
            _held.pop(next(iter(_held)), None)
        _held[folder, table] = found
    return found[1]


def _open(folder: str) -> Shelf:
    from isotherm.reading import Shelf  # loads the engine: a town opens without it

    return Shelf.of_reading(Path(folder))
