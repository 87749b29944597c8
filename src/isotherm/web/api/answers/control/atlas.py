"""The map: places, and what became of each over the readings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

__all__ = ["PastOut", "PlaceOut", "PlacePageOut"]


class PlaceOut(Schema):
    """A place of the map: a stratum that holds no others, and how its warmth changed."""

    row: dict[str, Any]
    before: float | None
    change: float | None


class PastOut(Schema):
    """A stratum at one reading, and what became of it there."""

    run_id: str
    as_of: dt.datetime
    row: dict[str, Any] | None
    events: list[dict[str, Any]]

    @staticmethod
    def of(past: Any) -> dict[str, Any]:
        """A moment of ``history_of``."""
        told = {"run_id": past.reading.run_id, "as_of": past.reading.as_of}
        return told | {"row": past.row, "events": past.events}


class PlacePageOut(Schema):
    """A stratum over the readings, the oldest first."""

    stratum_id: str
    history: list[PastOut]
    shops: dict[str, int]
