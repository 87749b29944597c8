"""The front of a desk: what to do today; and which desk, for who has several."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from isotherm.web.accounts.asking import member_of
from isotherm.web.desk.drawing.heat import draw_heat
from isotherm.web.desk.queries.loop import loop_report
from isotherm.web.desk.queries.opportunities import opportunities
from isotherm.web.desk.queries.today import todays
from isotherm.web.desk.views.doors import desk_page, shop_of
from isotherm.web.shop.queries import shops_of
from isotherm.web.site.audiences import Audience, audience

__all__ = ["home", "loop", "opportunity_map", "which"]


@require_GET
@audience(Audience.MERCHANT)
def which(request: HttpRequest) -> HttpResponse:
    """The desk of the only shop, or a choice."""
    shops = shops_of(member_of(request))
    if len(shops) == 1:
        return redirect("desk:home", shops[0].pk)
    return render(request, "desk/which.html", {"shops": shops})


@require_GET
@audience(Audience.MERCHANT)
def home(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """What to do today."""
    merchant = shop_of(request, merchant_id, role="buyer")
    return desk_page(request, "home", merchant, {"todays": todays(merchant)})


@require_GET
@audience(Audience.MERCHANT)
def opportunity_map(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """Strata by kinds of goods: where pieces are missing."""
    merchant = shop_of(request, merchant_id, role="buyer")
    found = opportunities(merchant)
    return desk_page(request, "map", merchant, {"found": found, "heat": draw_heat(found)})


@require_GET
@audience(Audience.MERCHANT)
def loop(request: HttpRequest, merchant_id: str, brief_id: str) -> HttpResponse:
    """What came of a brief, to the cent."""
    merchant = shop_of(request, merchant_id)
    report = loop_report(merchant, brief_id)
    told = {"report": report, "trail": report.trail, "brief": report.brief}
    return desk_page(request, "loop", merchant, told)
