"""How the feed shares out looks, and how forecasts have held."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

__all__ = ["ExposureOut", "ForecastOut"]


class ExposureOut(Schema):
    """The feed of the four weeks before a moment."""

    at: dt.datetime
    impressions: int
    author_gini: float | None
    small_share: float | None
    small_notes: float | None
    cold_start: float | None
    seen_new: float | None
    tail: float | None


class ForecastOut(Schema):
    """What was foretold of one subject on one day, and how much of it held so far."""

    subject_id: str
    issued_at: dt.datetime
    days: int
    scored: int
    covered: float | None
    peak_at: dt.datetime

    @staticmethod
    def resolve_scored(issue: Any) -> int:
        """Days that have come."""
        return len(issue.scored)
