"""Needs, and the review of sensitive ones."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.control import services
from isotherm.web.control.queries.briefs import briefs_about
from isotherm.web.control.queries.needs import NeedLine, need_line, need_lines
from isotherm.web.control.queries.trends import decisions_on
from isotherm.web.control.views.acts import act
from isotherm.web.control.views.listing import Listing
from isotherm.web.readings.queries import last_finished
from isotherm.web.shop.models import Merchant
from isotherm.web.site.audiences import Audience, audience

__all__ = ["need_list", "need_page", "review_view"]

_KEYS = {
    "waits": lambda line: (line.waits, line.row["unmet_units"] or 0.0),
    "name": lambda line: line.row["name"],
    "askers": lambda line: line.row["askers"],
    "unmet": lambda line: line.row["unmet_units"],
    "supply": lambda line: line.row["supply"],
    "satisfied": lambda line: line.row["satisfied_share"],
    "kind": lambda line: line.row["kind"],
}


@audience(Audience.OPERATOR)
@require_GET
def need_list(request: HttpRequest) -> HttpResponse:
    """Every need of the last reading, those that wait for review first."""
    reading = last_finished()
    lines = need_lines(reading)
    kind = request.GET.get("kind", "")
    shown = [line for line in lines if not kind or kind in (line.row["kind"], _review(line))]
    told = {
        "listing": Listing(request, shown, keys=_KEYS, first="-waits"),
        "reading": reading,
        "names": reading.names() if reading else {},
        "kind": kind,
        "most": max((line.row["unmet_high"] or 0.0 for line in lines), default=0.0),
    }
    return render(request, "control/needs.html", told)


def _review(line: NeedLine) -> str:
    return "review" if line.is_sensitive else ""


@audience(Audience.OPERATOR)
@require_GET
def need_page(request: HttpRequest, need_id: str) -> HttpResponse:
    """One need: its size, why it is unmet, who has a brief on it, and its review."""
    reading = last_finished()
    line = need_line(need_id, reading)
    if line is None or reading is None:
        raise Http404
    briefs = briefs_about(need_id, reading)
    ids = {brief["merchant_id"] for brief in briefs if brief["merchant_id"]}
    told = {
        "line": line,
        "row": line.row,
        "reading": reading,
        "names": reading.names(),
        "briefs": briefs,
        "shops": list(Merchant.objects.filter(pk__in=ids).order_by("name", "pk")),
        "decisions": decisions_on(need_id),
    }
    return render(request, "control/need.html", told)


@audience(Audience.OPERATOR)
@require_POST
def review_view(request: HttpRequest, need_id: str) -> HttpResponse:
    """Let a sensitive need pass, or keep it closed."""

    def do() -> None:
        services.review_need(
            need_id,
            passed=request.POST.get("passed") == "yes",
            words=request.POST.get("words", ""),
            by=member_of(request),
        )

    back = reverse("control:need", args=[need_id])
    return act(request, do, done=_("Decided. It stands in the log."), back=back)
