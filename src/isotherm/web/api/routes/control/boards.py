"""Groups that act as one, the health of the feed, the forecast ledger, and plain findings."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router

from isotherm.web.api.answers.control import ExposureOut, ForecastOut, GroupOut, GroupPageOut
from isotherm.web.api.fields import Id
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ
from isotherm.web.control.queries.exposure import exposures
from isotherm.web.control.queries.forecasts import issues_of
from isotherm.web.control.queries.integrity import groups_of, notes_touched, tests_touched
from isotherm.web.readings.queries import last_finished, rows
from isotherm.web.readings.shelves import finished

__all__ = ["router"]

router = Router(tags=["control"])
_READINGS = 12
Table = Literal["strata", "needs", "trends", "briefs", "bridges", "standards", "lineage"]


@router.get("/groups", response={200: list[GroupOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_groups(request: HttpRequest) -> Any:
    """Accounts that act as one, the largest group first; new is what the reading before had not."""
    readings = finished(limit=2)
    last = readings[-1] if readings else None
    return groups_of(last, readings[0] if readings[1:] else None)


@router.get("/groups/{group_id}", response={200: GroupPageOut, **PROBLEMS}, auth=READ)
def read_group(request: HttpRequest, group_id: Id) -> Any:
    """One group: why, its accounts, what they touched."""
    found = next((one for one in groups_of(last_finished()) if one.group_id == group_id), None)
    if found is None:
        raise Http404
    names = ("group_id", "size", "score", "weight", "why", "is_new", "actor_ids")
    notes: list[dict[str, Any]] = notes_touched(found.actor_ids)
    told = {name: getattr(found, name) for name in names}
    told["notes"] = [{"note_id": one["note"].pk, "times": one["times"]} for one in notes]
    return told | {"tests": tests_touched(found.actor_ids)}


@router.get("/exposure", response={200: list[ExposureOut], **PROBLEMS}, auth=READ)
def read_exposure(request: HttpRequest) -> Any:
    """How the feed was at the last twelve readings: evenness, small authors, first looks, tail."""
    return exposures(finished(limit=_READINGS))


@router.get("/forecasts", response={200: list[ForecastOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_forecasts(request: HttpRequest) -> Any:
    """Every forecast on record with what came of it, the latest first."""
    issues = issues_of(last_finished())
    return sorted(issues, key=lambda one: (one.issued_at, one.subject_id), reverse=True)


@router.get("/findings/{table}", response={200: list[dict[str, Any]], **PROBLEMS}, auth=READ)
@in_pages()
def read_findings(request: HttpRequest, table: Table) -> Any:
    """Rows of the last finished reading, as its tables have them."""
    return rows(table)
