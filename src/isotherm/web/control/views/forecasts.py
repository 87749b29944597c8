"""The forecast ledger."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from isotherm.web.control.queries.forecasts import DUE, issues_of, record_of
from isotherm.web.control.queries.trends import trend_lines
from isotherm.web.control.views.listing import Listing
from isotherm.web.readings.queries import last_finished
from isotherm.web.site.audiences import Audience, audience

__all__ = ["forecast_list"]

_KEYS = {
    "issued": lambda issue: (issue.issued_at, issue.subject_id),
    "subject": lambda issue: issue.subject_id,
    "days": lambda issue: issue.days,
    "scored": lambda issue: len(issue.scored),
    "covered": lambda issue: issue.covered,
}


@audience(Audience.OPERATOR)
@require_GET
def forecast_list(request: HttpRequest) -> HttpResponse:
    """Every forecast on record, the latest first."""
    reading = last_finished()
    issues = issues_of(reading)
    told = {
        "reading": reading,
        "listing": Listing(request, issues, keys=_KEYS, first="-issued"),
        "record": record_of(issues),
        "due": DUE,
        "names": {line.trend_id: line.name for line in trend_lines(reading)},
    }
    return render(request, "control/forecasts.html", told)
