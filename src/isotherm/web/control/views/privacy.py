"""The privacy ledger."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from isotherm.web.control.queries.privacy import (
    KINDS,
    counts_by_kind,
    disclosures,
    erasures_by_day,
    guard_of,
    shop_names,
)
from isotherm.web.readings.queries import last_finished
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.paging import page_of

__all__ = ["privacy_ledger"]

_SIZE = 40


@audience(Audience.OPERATOR)
@require_GET
def privacy_ledger(request: HttpRequest) -> HttpResponse:
    """What left the house, what was forgotten, and how the guard stands."""
    reading = last_finished()
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS[:-1] else ""
    page = page_of(request, disclosures(kind), size=_SIZE)
    told = {
        "reading": reading,
        "guard": guard_of(reading) if reading else None,
        "counts": counts_by_kind(),
        "kind": kind,
        "kinds": KINDS[:-1],
        "page": page,
        "names": shop_names(page.object_list),
        "erasures": erasures_by_day(),
    }
    return render(request, "control/privacy.html", told)
