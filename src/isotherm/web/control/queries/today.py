"""What calls for a decision today, and how the town is doing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from isotherm.web.community.models import Note, Reply
from isotherm.web.control.queries.strata import leaves_of
from isotherm.web.readings.shelves import Reading, Row
from isotherm.web.shop.models import Order
from isotherm.web.site.clock import now

__all__ = ["Figure", "life_figures", "reading_figures"]

_WEEK = dt.timedelta(days=7)


@dataclasses.dataclass(frozen=True)
class Figure:
    """A number, what it was before, and where it leads."""

    name: str  # a key the page has words for
    value: float | None
    before: float | None

    @property
    def change(self) -> float | None:
        """By how much it changed; None where there is no before."""
        if self.value is None or self.before is None:
            return None
        return self.value - self.before


def reading_figures(reading: Reading, before: Reading | None) -> list[Figure]:
    """What the last reading found against the one before."""
    now_found, found_before = _found(reading), _found(before) if before else {}
    return [Figure(name, value, found_before.get(name)) for name, value in now_found.items()]


def _found(reading: Reading) -> dict[str, float]:
    needs = reading.rows("needs")
    return {
        "strata": float(len(leaves_of(reading))),
        "rising": float(len(_rising(reading.rows("trends")))),
        "needs": float(len(needs)),
        "unmet": sum(row["unmet_units"] or 0.0 for row in needs),
    }


def _rising(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["stage"] in ("emerging", "growing", "surging")]


def life_figures() -> list[Figure]:
    """What happened in the last seven days against the seven before."""
    kinds: tuple[tuple[str, Any], ...] = (("notes", Note), ("replies", Reply), ("orders", Order))
    at = now()
    return [
        Figure(name, _between(model, at - _WEEK, at), _between(model, at - 2 * _WEEK, at - _WEEK))
        for name, model in kinds
    ]


def _between(model: Any, start: dt.datetime, end: dt.datetime) -> float:
    return float(model.objects.filter(at__gt=start, at__lte=end).count())
