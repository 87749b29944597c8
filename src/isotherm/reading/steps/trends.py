"""Trends: what is warming up."""

from __future__ import annotations

from isotherm.reading.plan import Inputs, Made, Step
from isotherm.trends import find_trends

__all__ = ["STEP"]


def _run(inputs: Inputs) -> Made:
    found = find_trends(
        inputs.record,
        coordinated=inputs.tables["coordinated"],
        memberships=inputs.tables["memberships"],
        settings=inputs.settings.trends,
    )
    return Made({"trends_found": found.trends, "trend_days": found.days}, found.missing)


STEP = Step(
    "trends",
    "what is warming up",
    ("coordinated", "memberships"),
    ("trends_found", "trend_days"),
    _run,
)
