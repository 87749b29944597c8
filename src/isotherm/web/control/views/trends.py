"""The trend desk."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.control import services
from isotherm.web.control.drawing.curve import draw_curve
from isotherm.web.control.drawing.sparkline import draw_sparkline
from isotherm.web.control.models import TrendFile
from isotherm.web.control.queries.briefs import briefs_about
from isotherm.web.control.queries.gate_facts import goods_for, hearers_of, outside_counts
from isotherm.web.control.queries.notes import notes_shown
from isotherm.web.control.queries.trends import (
    decisions_on,
    deeds_for,
    trend_line,
    trend_lines,
)
from isotherm.web.control.views.acts import act
from isotherm.web.control.views.listing import Listing
from isotherm.web.readings.queries import last_finished
from isotherm.web.readings.shelves import Reading, Row
from isotherm.web.site.audiences import Audience, audience

__all__ = [
    "name_view",
    "origin_view",
    "pass_gate_view",
    "publish_view",
    "trend_desk",
    "trend_list",
    "withdraw_view",
]

_STAGES = ("emerging", "growing", "surging", "mature", "fading")
_SPARK_DAYS = 60


@audience(Audience.OPERATOR)
@require_GET
def trend_list(request: HttpRequest) -> HttpResponse:
    """Every trend of the last reading, those that wait for a decision first."""
    reading = last_finished()
    lines = trend_lines(reading)
    stage, state = request.GET.get("stage", ""), request.GET.get("state", "")
    shown = [
        line
        for line in lines
        if (not stage or (line.row or {}).get("stage") == stage)
        and (not state or line.state == state)
    ]
    listing = Listing(request, shown, keys=_KEYS, first="-waits")
    days = _days_of(reading, {line.trend_id for line in listing})
    rows = [(line, draw_sparkline(days[line.trend_id][-_SPARK_DAYS:])) for line in listing]
    told = {
        "listing": listing,
        "rows": rows,
        "reading": reading,
        "stages": _STAGES,
        "states": TrendFile.State.values,
        "stage": stage,
        "state": state,
        "waiting": sum(line.waits for line in lines),
    }
    return render(request, "control/trends.html", told)


def _of_row(column: str) -> Any:
    return lambda line: (line.row or {}).get(column)


_KEYS = {
    "waits": lambda line: (line.waits, (line.row or {}).get("reply_n_eff") or 0.0),
    "name": lambda line: line.name,
    "stage": lambda line: _STAGES.index(line.row["stage"]) if line.row else None,
    "repliers": _of_row("reply_n_eff"),
    "authors": _of_row("n_eff"),
    "detected": _of_row("detected_at"),
    "peak": _of_row("peak_p50"),
    "gates": lambda line: line.passed,
}


def _days_of(reading: Reading | None, trend_ids: set[str]) -> dict[str, list[float | None]]:
    days: dict[str, list[float | None]] = defaultdict(list)
    for row in reading.rows("trend_days") if reading else ():
        if row["trend_id"] in trend_ids:
            days[row["trend_id"]].append(row["repliers"])
    return days


@audience(Audience.OPERATOR)
@require_GET
def trend_desk(request: HttpRequest, trend_id: str) -> HttpResponse:
    """One trend: its evidence, its gates, and what was decided."""
    reading = last_finished()
    line = trend_line(trend_id, reading)
    if line is None:
        raise Http404
    told: dict[str, Any] = {
        "line": line,
        "reading": reading,
        "names": reading.names() if reading else {},
        "decisions": decisions_on(trend_id),
        "deeds": deeds_for(trend_id),
        "is_heard": bool(hearers_of(briefs_about(trend_id, reading))),
    }
    if line.row is not None and reading is not None:
        told |= _evidence(line.row, reading)
    return render(request, "control/trend.html", told)


def _evidence(row: Row, reading: Reading) -> dict[str, Any]:
    mine = [
        [one for one in reading.rows(table) if one["trend_id"] == row["trend_id"]]
        for table in ("trend_days", "trend_forecasts")
    ]
    curve = draw_curve(*mine, as_of=reading.as_of, detected_at=row["detected_at"])
    outside = outside_counts(row)
    return {
        "row": row,
        "curve": curve,
        "goods": goods_for(row, reading),
        "outside": [(one, draw_sparkline(one.values)) for one in outside],
        "notes": notes_shown(row["note_ids"] or (), limit=6),
    }


def _back(trend_id: str) -> str:
    return reverse("control:trend", args=[trend_id])


@audience(Audience.OPERATOR)
@require_POST
def pass_gate_view(request: HttpRequest, trend_id: str) -> HttpResponse:
    """Pass a gate or close it."""

    def do() -> None:
        services.pass_gate(
            services.open_file(trend_id),
            request.POST.get("gate", ""),
            passed=request.POST.get("passed") == "yes",
            words=request.POST.get("words", ""),
            by=member_of(request),
        )

    return act(request, do, done=_("Decided. It stands in the log."), back=_back(trend_id))


@audience(Audience.OPERATOR)
@require_POST
def name_view(request: HttpRequest, trend_id: str) -> HttpResponse:
    """Name a trend."""

    def do() -> None:
        file = services.open_file(trend_id)
        services.name_trend(file, request.POST.get("name", ""), by=member_of(request))

    return act(request, do, done=_("The name is kept."), back=_back(trend_id))


@audience(Audience.OPERATOR)
@require_POST
def origin_view(request: HttpRequest, trend_id: str) -> HttpResponse:
    """Say whether a trend was found or made."""

    def do() -> None:
        file = services.open_file(trend_id)
        said = request.POST.get("words", "")
        services.say_origin(file, request.POST.get("origin", ""), by=member_of(request), words=said)

    return act(request, do, done=_("It is on record."), back=_back(trend_id))


@audience(Audience.OPERATOR)
@require_POST
def publish_view(request: HttpRequest, trend_id: str) -> HttpResponse:
    """Open a trend's briefs to merchants."""
    knowing = request.POST.get("knowing_nobody_hears") == "yes"

    def do() -> None:
        file = services.open_file(trend_id)
        services.publish(file, by=member_of(request), knowing_nobody_hears=knowing)

    done = _("Published. Merchants with a brief on it can see it now.")
    if knowing:
        done = _("Published. No shop has a brief on it yet; a later reading may write one.")
    return act(request, do, done=done, back=_back(trend_id))


@audience(Audience.OPERATOR)
@require_POST
def withdraw_view(request: HttpRequest, trend_id: str) -> HttpResponse:
    """Close a trend's briefs."""

    def do() -> None:
        file, said = services.open_file(trend_id), request.POST.get("words", "")
        services.withdraw(file, words=said, by=member_of(request))

    done = _("Withdrawn. A shop that took its brief is told.")
    return act(request, do, done=done, back=_back(trend_id))
