"""What calls for a decision today."""

from __future__ import annotations

from ninja import Schema

__all__ = ["TownTodayOut"]


class FigureOut(Schema):
    """A number, and what it was before."""

    name: str
    value: float | None
    before: float | None


class TownTodayOut(Schema):
    """What calls for a decision today, and how the town is doing."""

    trends: list[str]
    reviews: list[str]
    questions: int
    failed_readings: list[str]
    failed_tasks: int
    new_groups: list[str]
    found: list[FigureOut]
    life: list[FigureOut]
