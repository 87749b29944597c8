"""Exposure health."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from isotherm.web.control.drawing.small_multiple import draw_share_over_readings
from isotherm.web.control.queries.exposure import OWED, SMALL, Exposure, exposures
from isotherm.web.readings.shelves import finished
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.models import Town

__all__ = ["exposure_page"]

_READINGS = 12


@audience(Audience.OPERATOR)
@require_GET
def exposure_page(request: HttpRequest) -> HttpResponse:
    """The four figures of the feed, at the last readings."""
    readings = finished(limit=_READINGS)
    past = exposures(readings)
    told = {
        "reading": readings[-1] if readings else None,
        "last": past[-1] if past else None,
        "figures": _figures(past),
        "past": list(reversed(past)),
        "rebuilt": bool(Town.the().rebuilt_from),
    }
    return render(request, "control/exposure.html", told)


def _figures(past: list[Exposure]) -> list[dict[str, object]]:
    """Each figure with its name, what it says, its latest value and its curve."""
    told = (
        ("author_gini", _("Unevenness over authors (Gini)"), _("0 all seen alike, 1 one alone")),
        (
            "small_share",
            _("Looks that went to small authors"),
            _("under %(n)s followers") % {"n": f"{SMALL:,}"},
        ),
        (
            "cold_start",
            _("New notes that got their first looks"),
            _("at least %(n)d impressions each") % {"n": OWED},
        ),
        ("tail", _("Quiet notes that were shown"), _("of the half that people answered least")),
    )
    return [
        {
            "key": key,
            "name": name,
            "hint": hint,
            "value": getattr(past[-1], key) if past else None,
            "curve": draw_share_over_readings(
                [getattr(one, key) for one in past],
                [one.at for one in past],
                is_share=key != "author_gini",
            ),
        }
        for key, name, hint in told
    ]
