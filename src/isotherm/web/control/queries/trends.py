"""The trend desk: what a reading found, beside what the operator made of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from isotherm.web.control.models import GATES, Decision, Gate, Push, TrendFile
from isotherm.web.readings.queries import last_finished
from isotherm.web.readings.shelves import Reading, Row

__all__ = [
    "Deed",
    "TrendLine",
    "decisions_on",
    "deeds_for",
    "published_trends",
    "pushes_of",
    "trend_line",
    "trend_lines",
]

_PAST = ("mature", "fading")


@dataclasses.dataclass(frozen=True)
class TrendLine:
    """A trend as the reading has it and the operator's file on it; either may be missing."""

    trend_id: str
    row: Row | None
    file: TrendFile | None
    gates: dict[str, Gate]
    as_of: dt.datetime | None = None  # of the reading

    @property
    def name(self) -> str:
        """The operator's name, else the reading's."""
        given = self.file.name if self.file else ""
        return given or str((self.row or {}).get("name") or self.trend_id)

    @property
    def state(self) -> str:
        """How far the operator has brought it."""
        return self.file.state if self.file else TrendFile.State.DRAFT.value

    @property
    def origin(self) -> str:
        """Found or made: the operator's word, else the reading's."""
        said = self.file.origin if self.file else ""
        return said or str((self.row or {}).get("origin") or "")

    @property
    def passed(self) -> int:
        """How many gates it has passed."""
        return sum(gate.passed for gate in self.gates.values())

    @property
    def is_count(self) -> bool:
        """Whether it is a ready-made count, which nobody here carries."""
        return bool(self.row) and self.row["reply_n_eff"] is None  # type: ignore[index]  # bool says so

    @property
    def is_late(self) -> bool:
        """Whether its peak is likelier over than to come."""
        row = self.row or {}
        peak = row.get("peak_p50")
        if row.get("stage") not in _PAST:
            return False
        return row["stage"] == "fading" or not (peak and self.as_of and peak >= self.as_of)

    @property
    def waits(self) -> bool:
        """Whether it calls for a decision: a resonance before its peak that is not decided yet."""
        if self.row is None or self.is_count or self.is_late:
            return False
        closed = any(not gate.passed for gate in self.gates.values())
        return self.state == "draft" and not closed

    @property
    def missing(self) -> int:
        """How many gates still stand before it."""
        return len(GATES) - self.passed

    def steps(self) -> list[tuple[str, Gate | None]]:
        """The three gates in their order, with what was decided at each."""
        return [(kind, self.gates.get(kind)) for kind in GATES]


def trend_lines(reading: Reading | None) -> list[TrendLine]:
    """Every trend of the reading, and those the operator has a file on that it knows no more."""
    rows = reading.by_id("trends") if reading else {}
    files = {file.pk: file for file in TrendFile.objects.prefetch_related("gates")}
    ids = [*rows, *(pk for pk in sorted(files) if pk not in rows)]
    as_of = reading.as_of if reading else None
    return [_line(pk, rows.get(pk), files.get(pk), as_of=as_of) for pk in ids]


def trend_line(trend_id: str, reading: Reading | None) -> TrendLine | None:
    """One trend; None where neither the reading nor a file knows it."""
    row = reading.by_id("trends").get(trend_id) if reading else None
    file = TrendFile.objects.prefetch_related("gates__by").filter(pk=trend_id).first()
    as_of = reading.as_of if reading else None
    return _line(trend_id, row, file, as_of=as_of) if row or file else None


def _line(
    trend_id: str, row: Row | None, file: TrendFile | None, *, as_of: dt.datetime | None
) -> TrendLine:
    gates = {gate.kind: gate for gate in file.gates.all()} if file else {}
    return TrendLine(trend_id, row, file, gates, as_of)


def decisions_on(subject_id: str, limit: int = 50) -> list[Decision]:
    """What was decided on a trend, need or brief, the latest first."""
    return list(
        Decision.objects.filter(subject_id=subject_id)
        .select_related("by")
        .order_by("-at", "-id")[:limit]
    )


def pushes_of(subject_id: str) -> list[Push]:
    """What was done for a trend, in order."""
    return list(Push.objects.filter(subject_id=subject_id).order_by("at", "id"))


@dataclasses.dataclass(frozen=True)
class Deed:
    """Something done for a trend, and when it was over."""

    kind: str  # named, briefed, boosted
    at: dt.datetime
    until: dt.datetime | None
    """Of a trend that was briefed: when it was withdrawn; None while it holds."""


def deeds_for(trend_id: str) -> list[Deed]:
    """What was done for a trend, in order; what merchants were told holds until it is withdrawn."""
    decided = Decision.objects.filter(subject_id=trend_id, kind=Decision.Kind.WITHDRAWN)
    ends = list(decided.order_by("at", "id").values_list("at", flat=True))
    return [
        Deed(push.kind, push.at, next((end for end in ends if end >= push.at), None))
        if push.kind == "briefed"
        else Deed(push.kind, push.at, None)
        for push in pushes_of(trend_id)
    ]


def published_trends() -> list[dict[str, Any]]:
    """The trends merchants may know of, the latest published first.

    Each with ``trend_id``, ``name``, ``origin``, ``published_at`` and ``row`` (the reading's, None
    where the last reading knows it no more).
    """
    reading = last_finished()
    rows = reading.by_id("trends") if reading else {}
    files = TrendFile.objects.filter(state=TrendFile.State.PUBLISHED).order_by(
        "-published_at", "pk"
    )
    lines = [_line_without_gates(file, rows.get(file.pk)) for file in files]
    return [
        {
            "trend_id": line.trend_id,
            "name": line.name,
            "origin": line.origin,
            "published_at": line.file.published_at if line.file else None,
            "row": line.row,
        }
        for line in lines
    ]


def _line_without_gates(file: TrendFile, row: Row | None) -> TrendLine:
    return TrendLine(file.pk, row, file, {})
