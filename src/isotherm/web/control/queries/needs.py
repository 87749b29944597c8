"""Needs with the operator's reviews."""

from __future__ import annotations

import dataclasses
import json

from isotherm.web.control.models import NeedReview
from isotherm.web.control.queries.briefs import open_subjects
from isotherm.web.readings.shelves import Reading, Row

__all__ = ["NeedLine", "need_line", "need_lines"]


@dataclasses.dataclass(frozen=True)
class NeedLine:
    """A need and, where it is sensitive, what the operator decided."""

    row: Row
    review: NeedReview | None
    may_be_briefed: bool
    """Whether merchants may hear of it."""

    @property
    def is_sensitive(self) -> bool:
        """Whether it stays in the house until a person has looked at it."""
        return bool(self.row["review"] == "needed")

    @property
    def waits(self) -> bool:
        """Whether it calls for a review."""
        return self.is_sensitive and self.review is None

    @property
    def reasons(self) -> list[tuple[str, float]]:
        """Why it is unmet, each reason with the share of the failure it explains."""
        told = json.loads(self.row["why"] or "{}")
        return sorted(((k, float(v)) for k, v in told.items()), key=lambda kv: (-kv[1], kv[0]))


def need_lines(reading: Reading | None) -> list[NeedLine]:
    """Every need of the reading."""
    rows = reading.by_id("needs") if reading else {}
    reviews = {review.pk: review for review in NeedReview.objects.select_related("by")}
    may = open_subjects(rows, reading)
    return [NeedLine(row, reviews.get(pk), may_be_briefed=pk in may) for pk, row in rows.items()]


def need_line(need_id: str, reading: Reading | None) -> NeedLine | None:
    """One need of the reading."""
    row = reading.by_id("needs").get(need_id) if reading else None
    if row is None:
        return None
    review = NeedReview.objects.select_related("by").filter(pk=need_id).first()
    return NeedLine(row, review, may_be_briefed=need_id in open_subjects({need_id}, reading))
