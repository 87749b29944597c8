"""What the town does in the background."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from isotherm.web.api.access import caller
from isotherm.web.api.answers.control import JobOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ, WRITE
from isotherm.web.control import services
from isotherm.web.control.queries.jobs import jobs_shown, tasks

__all__ = ["router"]

router = Router(tags=["control"])
State = Literal["ready", "running", "failed", "done"]


def _told(_request: HttpRequest, rows: Any) -> list[Any]:
    return [JobOut.of(job) for job in jobs_shown(rows)]


@router.get("/jobs", response={200: list[JobOut], **PROBLEMS}, auth=READ)
@in_pages(told=_told)
def read_jobs(request: HttpRequest, state: State | None = None) -> Any:
    """Tasks in the background, the latest first."""
    return tasks(state or "")


@router.post("/jobs/{task_id}/retry", response={200: Done, **PROBLEMS}, auth=WRITE)
def retry(request: HttpRequest, task_id: UUID) -> Any:
    """Try a failed task once more."""
    services.retry_task(task_id, by=caller(request))
    return Done()
