"""Needs with the operator's reviews."""

from __future__ import annotations

import dataclasses
import json

from isotherm.web.control.models import NeedReview
from isotherm.web.control.queries.shelves import Reading, Row

__all__ = ["NeedLine", "need_line", "need_lines"]


@dataclasses.dataclass(frozen=True)
class NeedLine:
    """A need and, where it is sensitive, what the operator decided."""

    row: Row
    review: NeedReview | None

    @property
    def is_sensitive(self) -> bool:
        """Whether it stays in the house until a person has looked at it."""
        return bool(self.row["review"] == "needed")

    @property
    def waits(self) -> bool:
        """Whether it calls for a review."""
        return self.is_sensitive and self.review is None

    @property
    def may_be_briefed(self) -> bool:
        """Whether merchants may hear of it."""
        passed = self.review is not None and self.review.passed
        return not self.is_sensitive or passed

    @property
    def reasons(self) -> list[tuple[str, float]]:
        """Why it is unmet, each reason with the share of the failure it explains."""
        told = json.loads(self.row["why"] or "{}")
        return sorted(((k, float(v)) for k, v in told.items()), key=lambda kv: (-kv[1], kv[0]))


def need_lines(reading: Reading | None) -> list[NeedLine]:
    """Every need of the reading."""
    reviews = {review.pk: review for review in NeedReview.objects.select_related("by")}
    rows = reading.rows("needs") if reading else ()
    return [NeedLine(row, reviews.get(row["need_id"])) for row in rows]


def need_line(need_id: str, reading: Reading | None) -> NeedLine | None:
    """One need of the reading."""
    row = reading.by_id("needs").get(need_id) if reading else None
    if row is None:
        return None
    return NeedLine(row, NeedReview.objects.select_related("by").filter(pk=need_id).first())
