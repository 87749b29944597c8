"""What calls for a decision, and how the town is doing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from isotherm.web.api.answers.control import TownTodayOut
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ
from isotherm.web.control.queries.fairness import open_questions
from isotherm.web.control.queries.integrity import groups_of, new_groups
from isotherm.web.control.queries.jobs import failed_readings, job_counts
from isotherm.web.control.queries.needs import need_lines
from isotherm.web.control.queries.today import life_figures, reading_figures
from isotherm.web.control.queries.trends import trend_lines
from isotherm.web.readings.shelves import finished

__all__ = ["router"]

router = Router(tags=["control"])


@router.get("/today", response={200: TownTodayOut, **PROBLEMS}, auth=READ)
def read_today(request: HttpRequest) -> Any:
    """What waits for you, and a few numbers with what they were before."""
    readings = finished(limit=2)
    last = readings[-1] if readings else None
    before = readings[0] if readings[1:] else None
    return {
        "trends": [line.trend_id for line in trend_lines(last) if line.waits],
        "reviews": [line.row["need_id"] for line in need_lines(last) if line.waits],
        "questions": len(open_questions()),
        "failed_readings": [run.pk for run in failed_readings()],
        "failed_tasks": job_counts()["failed"],
        "new_groups": [group.group_id for group in new_groups(groups_of(last, before))],
        "found": reading_figures(last, before) if last else [],
        "life": life_figures(),
    }
