"""The places of the map, and each over the readings."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from isotherm.web.api.answers.control import PastOut, PlaceOut, PlacePageOut
from isotherm.web.api.fields import Id
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ
from isotherm.web.control.queries.strata import history_of, matched_merchants, warmings
from isotherm.web.readings.shelves import finished

__all__ = ["router"]

router = Router(tags=["control"])


@router.get("/places", response={200: list[PlaceOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_places(request: HttpRequest, run_id: Id | None = None) -> Any:
    """The places of the map at a reading, the last where none is named, from warm to cold."""
    readings = finished()
    if run_id is None and not readings:
        return []
    named = (i for i, one in enumerate(readings) if run_id in (one.run_id, None))
    found = list(named)
    if not found:
        raise Http404
    at = found[-1]
    return warmings(readings[at], readings[at - 1] if at else None)


@router.get("/places/{stratum_id}", response={200: PlacePageOut, **PROBLEMS}, auth=READ)
def read_place(request: HttpRequest, stratum_id: Id) -> Any:
    """A stratum over the readings, and the shops with briefs for it."""
    history = history_of(stratum_id, finished())
    known = next((past for past in reversed(history) if past.row is not None), None)
    if known is None:
        raise Http404
    shops = matched_merchants(stratum_id, known.reading)
    return {
        "stratum_id": stratum_id,
        "history": [PastOut.of(past) for past in history if past.row or past.events],
        "shops": {one["shop"].pk: one["briefs"] for one in shops},
    }
