"""Jobs: what the town does in the background."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.control import services
from isotherm.web.control.queries.jobs import job_counts, jobs_shown, last_readings, tasks
from isotherm.web.control.views.acts import act
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now, runs_apart
from isotherm.web.site.paging import page_of

__all__ = ["job_list", "retry_view"]

_SIZE = 30


@audience(Audience.OPERATOR)
@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """Tasks, the latest first, and the last readings."""
    state = request.GET.get("state", "")
    counts = job_counts()
    state = state if state in counts else ""
    page = page_of(request, tasks(state), size=_SIZE)
    told = {
        "state": state,
        "counts": counts,
        "page": page,
        "jobs": jobs_shown(page.object_list),
        "runs": last_readings(),
        "now": now(),
        "apart": runs_apart(),
    }
    return render(request, "control/jobs.html", told)


@audience(Audience.OPERATOR)
@require_POST
def retry_view(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Try a failed task again."""

    def do() -> None:
        services.retry_task(task_id, by=member_of(request))

    return act(request, do, done=_("It is queued once more."), back=reverse("control:jobs"))
