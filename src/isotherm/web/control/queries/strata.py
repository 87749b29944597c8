"""A stratum as the operator sees it: over readings, and with all that touches it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import Any

from isotherm.web.readings.shelves import Reading, Row
from isotherm.web.shop.models import Merchant

__all__ = ["Past", "Warming", "history_of", "leaves_of", "matched_merchants", "warmings"]


def leaves_of(reading: Reading) -> list[Row]:
    """The strata that hold no others, the largest first: the places of the map."""
    rows = reading.rows("strata")
    parents = {row["parent_id"] for row in rows}
    leaves = [row for row in rows if row["stratum_id"] not in parents]
    return sorted(leaves, key=lambda row: (-(row["size"] or 0), row["stratum_id"]))


@dataclasses.dataclass(frozen=True)
class Warming:
    """How much warmer a place is than at the reading before."""

    row: Row
    before: float | None

    @property
    def change(self) -> float | None:
        """By which share its warmth changed."""
        now = self.row["temperature"]
        return now / self.before - 1 if now is not None and self.before else None


def warmings(reading: Reading, before: Reading | None) -> list[Warming]:
    """The places of a reading from warm to cold, each with its warmth at the one before."""
    known = before.by_id("strata") if before else {}
    rows = [
        Warming(row, known.get(row["stratum_id"], {}).get("temperature"))
        for row in leaves_of(reading)
    ]
    return sorted(rows, key=lambda one: -(one.row["temperature"] or 0.0))


@dataclasses.dataclass(frozen=True)
class Past:
    """A stratum at one reading, and what became of it there."""

    reading: Reading
    row: Row | None
    events: list[Row]


def history_of(stratum_id: str, readings: Sequence[Reading]) -> list[Past]:
    """The stratum at each reading, oldest first."""
    return [
        Past(
            reading,
            reading.by_id("strata").get(stratum_id),
            [
                row
                for row in reading.rows("lineage")
                if stratum_id in (row["stratum_id"], row["previous_id"])
            ],
        )
        for reading in readings
    ]


def matched_merchants(stratum_id: str, reading: Reading, limit: int = 12) -> list[dict[str, Any]]:
    """The shops with most briefs for a stratum."""
    counts = Counter(
        row["merchant_id"]
        for row in reading.rows("briefs")
        if row["merchant_id"] and stratum_id in (row["stratum_ids"] or ())
    )
    shops = Merchant.objects.in_bulk(list(counts))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        {"shop": shops[merchant_id], "briefs": count}
        for merchant_id, count in ranked
        if merchant_id in shops
    ][:limit]
