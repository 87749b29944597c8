"""Trends: what is warming up, in notes and in ready-made counts."""

from __future__ import annotations

import pyarrow as pa

from isotherm.reading.plan import Inputs, Made, Step
from isotherm.trends import TREND_DAYS, find_series_trends, judge_candidates

__all__ = ["STEP"]


def _run(inputs: Inputs) -> Made:
    found = judge_candidates(
        inputs.record,
        inputs.tables["trend_candidates"],
        coordinated=inputs.tables["coordinated"],
        settings=inputs.settings.trends,
    )
    if not inputs.record.has("series", "at"):
        return Made({"trends_found": found.trends, "trend_days": found.days}, found.missing)
    counted = find_series_trends(inputs.record, inputs.settings.trends)
    trends = pa.concat_tables([found.trends, counted.trends]).sort_by("trend_id")
    days = pa.concat_tables([found.days, _as_trend_days(counted.days)])
    order = [("trend_id", "ascending"), ("at", "ascending")]
    made = {"trends_found": trends, "trend_days": days.sort_by(order)}
    return Made(made, found.missing + counted.missing)


def _as_trend_days(days: pa.Table) -> pa.Table:
    """A series' values stand where a trend of notes has its repliers; it has no notes."""
    notes = pa.nulls(days.num_rows, pa.int64())
    return pa.table([days["trend_id"], days["at"], days["value"], notes], schema=TREND_DAYS)


STEP = Step(
    "trends",
    "what is warming up",
    ("coordinated", "trend_candidates"),
    ("trends_found", "trend_days"),
    _run,
)
