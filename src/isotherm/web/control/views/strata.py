"""A stratum, as the operator sees it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from isotherm.web.control.drawing.sparkline import draw_sparkline
from isotherm.web.control.queries.notes import notes_shown
from isotherm.web.control.queries.strata import Past, history_of, matched_merchants
from isotherm.web.readings.shelves import Reading, Row, finished
from isotherm.web.site.audiences import Audience, audience

__all__ = ["stratum_page"]


@audience(Audience.OPERATOR)
@require_GET
def stratum_page(request: HttpRequest, stratum_id: str) -> HttpResponse:
    """The stratum at the last reading that knew it, and its life over readings."""
    readings = finished()
    history = history_of(stratum_id, readings)
    known = next((past for past in reversed(history) if past.row is not None), None)
    if known is None or known.row is None:
        raise Http404
    told = {
        "row": known.row,
        "reading": known.reading,
        "is_past": known.reading is not readings[-1],
        "history": [past for past in reversed(history) if past.row or past.events],
        "names": known.reading.names(),
        **_curves(history),
        **_around(stratum_id, known.row, known.reading),
    }
    return render(request, "control/stratum.html", told)


def _curves(history: list[Past]) -> dict[str, Any]:
    rows = [past.row or {} for past in history]
    return {
        "size_curve": draw_sparkline([row.get("size") for row in rows]),
        "warmth_curve": draw_sparkline([row.get("temperature") for row in rows]),
    }


def _around(stratum_id: str, row: Row, reading: Reading) -> dict[str, Any]:
    bridges = [one for one in reading.rows("bridges") if (one["lift_low"] or 0) > 1]
    bridges.sort(key=lambda one: -(one["lift_low"] or 0))
    return {
        "needs": [one for one in reading.rows("needs") if one["stratum_id"] == stratum_id],
        "trends": [
            one for one in reading.rows("trends") if stratum_id in (one["stratum_ids"] or ())
        ],
        "children": [one for one in reading.rows("strata") if one["parent_id"] == stratum_id],
        "bridges_in": [one for one in bridges if one["to_stratum"] == stratum_id][:12],
        "bridges_out": [one for one in bridges if one["from_stratum"] == stratum_id][:12],
        "standards": [one for one in reading.rows("standards") if one["stratum_id"] == stratum_id],
        "merchants": matched_merchants(stratum_id, reading),
        "notes": notes_shown(row["example_note_ids"] or (), limit=6),
    }
