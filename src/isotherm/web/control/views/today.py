"""The operator's first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from isotherm.web.control.models import Decision
from isotherm.web.control.queries.fairness import open_questions
from isotherm.web.control.queries.integrity import groups_of, new_groups
from isotherm.web.control.queries.jobs import failed_readings, job_counts
from isotherm.web.control.queries.needs import need_lines
from isotherm.web.control.queries.strata import Warming, warmings
from isotherm.web.control.queries.today import life_figures, reading_figures
from isotherm.web.control.queries.trends import trend_lines
from isotherm.web.readings.shelves import Reading, finished
from isotherm.web.site.audiences import Audience, audience

__all__ = ["today"]

_SHOWN = 4


@audience(Audience.OPERATOR)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """What calls for a decision, and a few numbers with their change."""
    readings = finished(limit=2)
    reading = readings[-1] if readings else None
    before = readings[0] if readings[1:] else None
    waiting = _waiting(reading, before)
    told = {
        "reading": reading,
        **waiting,
        "quiet": not any(waiting.values()),
        "found": reading_figures(reading, before) if reading else [],
        "life": life_figures(),
        "moved": _moved(reading, before),
        "decisions": list(Decision.objects.select_related("by").order_by("-at", "-id")[:6]),
    }
    return render(request, "control/today.html", told)


def _waiting(reading: Reading | None, before: Reading | None) -> dict[str, Any]:
    trends = [line for line in trend_lines(reading) if line.waits]
    trends.sort(key=lambda line: -((line.row or {}).get("reply_n_eff") or 0.0))
    return {
        "trends": trends,
        "questions": open_questions(),
        "reviews": [line for line in need_lines(reading) if line.waits],
        "failed": failed_readings(),
        "failed_tasks": job_counts()["failed"],
        "groups": new_groups(groups_of(reading, before)),
    }


def _moved(reading: Reading | None, before: Reading | None) -> list[Warming]:
    """The places that warmed or cooled most since the reading before; else the warmest."""
    if reading is None:
        return []
    places = warmings(reading, before)
    known = [one for one in places if one.change is not None]
    return sorted(known, key=lambda one: -abs(one.change or 0.0))[:6] if known else places[:6]
