"""What a buyer keeps choosing, and how it moved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from isotherm.web.accounts.asking import member_of
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.studio.drawing.drift import draw_bars, draw_lane, draw_nearness
from isotherm.web.studio.queries.taste import LEAST_CHOICES, SideOfTaste, taste_of

__all__ = ["taste"]


@require_GET
@audience(Audience.MEMBER)
def taste(request: HttpRequest) -> HttpResponse:
    """My taste against what my people kept."""
    found = taste_of(member_of(request))
    told = {
        "taste": found,
        "least": LEAST_CHOICES,
        "sides": [(side, _drawn(side)) for side in found.sides],
        "curve": draw_nearness(found.near, found.quarters),
    }
    return render(request, "studio/taste.html", told)


def _drawn(side: SideOfTaste) -> list[dict[str, object]]:
    return [
        {
            "value": one,
            "lane": draw_lane(one, most=side.most),
            "bars": draw_bars(one.by_quarter, most=side.most_in_a_quarter),
        }
        for one in side.values
    ]
