"""The operator's pages of readings and exports."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.readings import exports, services
from isotherm.web.readings.models import ReadingRun
from isotherm.web.readings.steps import step_words
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.limits import limited
from isotherm.web.site.numbers import whole
from isotherm.web.site.paging import page_of
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.streams import FileInParts

__all__ = [
    "ask",
    "download_export",
    "export_rows",
    "make_export",
    "prune",
    "remove_export",
    "run_list",
    "run_row",
]

_SIZE = 20


@audience(Audience.OPERATOR)
@require_safe
def run_list(request: HttpRequest) -> HttpResponse:
    """Readings, the latest first, how the one at work gets on, and the exports."""
    runs = ReadingRun.objects.select_related("asked_by").order_by("-asked_at", "-id")
    page = page_of(request, runs, size=_SIZE)
    on_shelf = ReadingRun.objects.filter(state="done").exclude(folder="").count()
    told = {
        "page": page,
        "runs": [_shown(run) for run in page.object_list],
        "exports": exports.exports(),
        "asked": exports.last_asked(),
        "on_shelf": on_shelf,
        "kept": services.KEPT,
        "today": timezone.localtime(now()).date(),
    }
    return render(request, "readings/runs.html", told)


@audience(Audience.OPERATOR)
@require_safe
def run_row(request: HttpRequest, run_id: str) -> HttpResponse:
    """One reading's line, asked for again while it is at work."""
    run = get_object_or_404(ReadingRun.objects.select_related("asked_by"), pk=run_id)
    return render(request, "readings/_run.html", {"run": _shown(run)})


@audience(Audience.OPERATOR)
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a reading, of now or of a past day."""
    run = services.ask_reading(member_of(request), as_of=_day(request.POST.get("as_of", "")))
    if run.state == "queued":
        messages.success(request, _("It is asked for, and begins when the last one has ended."))
    else:
        messages.info(request, _("One is at work already; it reads all there is."))
    return redirect("readings:runs")


@audience(Audience.OPERATOR)
@require_POST
def prune(request: HttpRequest) -> HttpResponse:
    """Take the oldest readings off the shelf."""
    kept = whole(request.POST.get("kept", ""), least=1, most=services.KEPT)
    if kept is None:
        words = _("Give a number of readings to keep, 1 to %(most)s.") % {"most": services.KEPT}
        raise Refusal(words, code="kept", status=422)
    gone = services.prune_readings(kept)
    messages.success(request, _("Readings taken off the shelf: %(gone)s.") % {"gone": gone})
    return redirect("readings:runs")


@audience(Audience.OPERATOR)
@require_POST
def make_export(request: HttpRequest) -> HttpResponse:
    """Ask for the record as it is now."""
    limited("record", member_of(request).pk)
    exports.ask_export(member_of(request))
    return redirect("readings:runs")


@audience(Audience.OPERATOR)
@require_safe
def export_rows(request: HttpRequest) -> HttpResponse:
    """The exports there are, and how the one that is being written gets on."""
    told = {"exports": exports.exports(), "asked": exports.last_asked()}
    return render(request, "readings/_exports.html", told)


@audience(Audience.OPERATOR)
@require_safe
def download_export(request: HttpRequest, name: str) -> FileResponse:
    """An export, as one file."""
    limited("record", member_of(request).pk)
    return FileInParts(exports.open_zip(name), as_attachment=True, filename=f"{name}.zip")


@audience(Audience.OPERATOR)
@require_POST
def remove_export(request: HttpRequest, name: str) -> HttpResponse:
    """Throw an export away."""
    exports.remove_export(name)
    messages.success(request, _("The export is gone."))
    return redirect("readings:runs")


def _shown(run: ReadingRun) -> dict[str, object]:
    """A run as its line shows it."""
    took = run.ended_at - run.began_at if run.ended_at and run.began_at else None
    return {
        "row": run,
        "at_work": run.state in ("queued", "running"),
        "step": step_words(run.step),
        "took": None if took is None else round(took.total_seconds()),
    }


def _day(text: str) -> dt.datetime | None:
    """The end of a day in the town's time zone; None where no day is given."""
    if not text.strip():
        return None
    try:
        day = dt.date.fromisoformat(text.strip()[:40])
        end = timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
        end = end.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise Refusal(_("That is no day."), code="day", status=422) from None
    return None if end.date() >= now().date() and day == timezone.localdate(now()) else end
