"""The forecast ledger: what was foretold, and what came."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from isotherm.web.readings.shelves import Reading, Row

__all__ = ["DUE", "Issue", "Record", "issues_of", "record_of"]

DUE = 0.8  # share of outcomes that p10 to p90 should hold


@dataclasses.dataclass(frozen=True)
class Issue:
    """What was foretold of one subject on one day."""

    subject_id: str
    issued_at: dt.datetime
    rows: Sequence[Row]

    @property
    def days(self) -> int:
        """How many days it foretold."""
        return len(self.rows)

    @property
    def scored(self) -> list[Row]:
        """The days that have come."""
        return [row for row in self.rows if row["outcome"] is not None]

    @property
    def covered(self) -> float | None:
        """Share of those that fell between p10 and p90."""
        return covered_share(self.scored)

    @property
    def peak(self) -> Row:
        """Its highest day."""
        return max(self.rows, key=lambda row: (row["p50"] or 0.0, -(row["horizon"] or 0)))

    @property
    def peak_at(self) -> dt.datetime:
        """The day of it."""
        return self.issued_at + dt.timedelta(days=self.peak["horizon"] or 0)


@dataclasses.dataclass(frozen=True)
class Record:
    """All forecasts together."""

    issued: int
    scored: int
    covered: float | None
    by_week: list[tuple[int, int, float]]  # week ahead, days scored, share held


def covered_share(scored: Sequence[Row]) -> float | None:
    """Share of outcomes between p10 and p90; None where none has come."""
    held = [bool(row["covered"]) for row in scored if row["covered"] is not None]
    return sum(held) / len(held) if held else None


def issues_of(reading: Reading | None) -> list[Issue]:
    """The ledger of a reading, a line for each subject and day of issue."""
    found: dict[tuple[str, dt.datetime], list[Row]] = defaultdict(list)
    for row in reading.rows("forecast_ledger") if reading else ():
        found[(row["subject_id"], row["issued_at"])].append(row)
    return [Issue(subject, at, rows) for (subject, at), rows in found.items()]


def record_of(issues: Sequence[Issue]) -> Record:
    """How well all of them held."""
    scored = [row for issue in issues for row in issue.scored]
    weeks: dict[int, list[Row]] = defaultdict(list)
    for row in scored:
        weeks[(row["horizon"] or 0) // 7 + 1].append(row)
    by_week = [
        (week, len(rows), covered_share(rows) or 0.0) for week, rows in sorted(weeks.items())
    ]
    issued = sum(issue.days for issue in issues)
    return Record(issued, len(scored), covered_share(scored), by_week)
