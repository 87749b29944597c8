"""Briefs about the same need or trend, gathered: merchants differ, the goods do not."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Sequence

from isotherm.report.findings import Row

__all__ = ["Offer", "gather_offers"]

_LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclasses.dataclass(frozen=True)
class Offer:
    """All briefs of one subject; ``lead`` stands for them: the open one, or else the earliest."""

    lead: Row
    briefs: tuple[Row, ...]

    @property
    def act_by(self) -> dt.datetime | None:
        """The earliest last day to act."""
        return min((row["act_by"] for row in self.briefs if row["act_by"]), default=None)

    def tiers(self) -> list[tuple[str, dt.date, int]]:
        """Tier, day and how many briefs, by day."""
        counted = Counter(
            (row["act_by"].date(), row["tier"] or "") for row in self.briefs if row["act_by"]
        )
        return [(tier, day, count) for (day, tier), count in sorted(counted.items())]

    def merchants(self) -> int:
        """For how many merchants there is a brief of their own."""
        return len({row["merchant_id"] for row in self.briefs if row["merchant_id"]})


def gather_offers(briefs: Sequence[Row]) -> list[Offer]:
    """One offer for each need or trend that briefs serve, by the last day to act on its lead."""
    subjects: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(briefs, key=_rank):
        subject = (row["subject_kind"] or "", row["subject_id"] or row["brief_id"])
        subjects.setdefault(subject, []).append(row)
    offers = [Offer(_lead(rows), tuple(rows)) for rows in subjects.values()]
    return sorted(offers, key=lambda offer: _rank(offer.lead))


def _rank(row: Row) -> tuple[dt.datetime, float, str]:
    return row["act_by"] or _LATEST, -(row["kept_units_p50"] or 0.0), row["brief_id"]


def _lead(rows: Sequence[Row]) -> Row:
    return next((row for row in rows if not row["merchant_id"]), rows[0])
