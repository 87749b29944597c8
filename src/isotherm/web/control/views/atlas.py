"""The living isotherm map."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from isotherm.web.control.drawing.atlas import SHEETS, atlas_of, draw_scale
from isotherm.web.control.queries.strata import warmings
from isotherm.web.readings.shelves import finished
from isotherm.web.site.audiences import Audience, audience

__all__ = ["map_page", "map_sheet"]

_FIRST = 8  # places shown unfolded under the map


@audience(Audience.OPERATOR)
@require_GET
def map_page(request: HttpRequest) -> HttpResponse:
    """The map of a reading, by default the last; ``at`` counts the finished ones from 0."""
    readings = finished()
    if not readings:
        return render(request, "control/map.html", {"readings": []})
    at = _number(request.GET.get("at"), len(readings) - 1)
    reading = readings[at]
    places = warmings(reading, readings[at - 1] if at else None)
    told = {
        "readings": readings,
        "reading": reading,
        "at": at,
        "sheet": atlas_of(readings, at, sheet="wide"),
        "scale": draw_scale(),
        "places": places,
        "first": places[:_FIRST],
        "rest": places[_FIRST:],
    }
    return render(request, "control/map.html", told)


@audience(Audience.OPERATOR)
@require_GET
def map_sheet(request: HttpRequest, run_id: str) -> HttpResponse:
    """The drawing of one reading alone: ``sheet`` is wide or tall."""
    sheet = request.GET.get("sheet", "wide")
    readings = finished()
    at = next((i for i, one in enumerate(readings) if one.run_id == run_id), None)
    if at is None or sheet not in SHEETS:
        raise Http404
    answer = HttpResponse(
        atlas_of(readings, at, sheet=sheet), content_type="text/html; charset=utf-8"
    )
    patch_cache_control(answer, private=True, max_age=600)
    return answer


def _number(text: str | None, last: int) -> int:
    """A place in a list, from what the address says; the last where it says nothing sensible."""
    if text is None or not text.isascii() or not text.isdigit():
        return last
    return min(int(text[:6]), last)
