"""The inbox, one brief, and the answers to it."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from isotherm.web.desk import services
from isotherm.web.desk.drawing.fan import draw_fan
from isotherm.web.desk.queries.inbox import InboxLine, brief_for, inbox
from isotherm.web.desk.queries.opportunities import cell_of
from isotherm.web.desk.queries.strata import strata_of_brief
from isotherm.web.desk.queries.trail import trail_of
from isotherm.web.desk.views.doors import A_PAGE, desk_page, shop_of
from isotherm.web.shop.models import Merchant
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.paging import page_of

__all__ = ["ask", "brief", "briefs", "pass_on", "take"]

TIERS = ("T-60", "T-30", "T-14", "T-7")
_SHELVES = ("waiting", "taken", "passed", "over")


@require_GET
@audience(Audience.MERCHANT)
def briefs(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """The inbox: what waits, what was taken, what was passed, what is over; or a cell's briefs."""
    merchant = shop_of(request, merchant_id, role="buyer")
    if "stratum" in request.GET:
        return _of_a_cell(request, merchant)
    lines = inbox(merchant)
    shelves = Counter(_shelf(line) for line in lines)
    shelf = request.GET.get("shelf", "")
    shelf = shelf if shelf in _SHELVES else "waiting"
    tier = request.GET.get("tier", "")
    kept = [line for line in lines if _shelf(line) == shelf]
    tiers = Counter(line.brief.tier for line in kept)
    if tier in TIERS:
        kept = [line for line in kept if line.brief.tier == tier]
    told = {
        "page": page_of(request, kept, size=A_PAGE),
        "shelf": shelf,
        "shelves": [(name, shelves[name]) for name in _SHELVES],
        "tier": tier if tier in TIERS else "",
        "tiers": [(name, tiers[name]) for name in TIERS if tiers[name]],
    }
    return desk_page(request, "briefs", merchant, told)


@require_GET
@audience(Audience.MERCHANT)
def brief(request: HttpRequest, merchant_id: str, brief_id: str) -> HttpResponse:
    """One brief with all it says, and where the merchant stands with it."""
    merchant = shop_of(request, merchant_id, role="buyer")
    line = brief_for(merchant, brief_id)
    told = {
        "line": line,
        "brief": line.brief,
        "strata": strata_of_brief(line.brief),
        "trail": trail_of(merchant, brief_id),
        "fan": draw_fan(line.brief, today=now()),
    }
    return desk_page(request, "brief", merchant, told)


@require_POST
@audience(Audience.MERCHANT)
def take(request: HttpRequest, merchant_id: str, brief_id: str) -> HttpResponse:
    """Take a brief."""
    services.take_brief(shop_of(request, merchant_id), brief_id)
    messages.success(request, _("Taken. Next: which colours and cuts should people vote on?"))
    return redirect("desk:brief", merchant_id, brief_id)


@require_POST
@audience(Audience.MERCHANT)
def pass_on(request: HttpRequest, merchant_id: str, brief_id: str) -> HttpResponse:
    """Pass a brief, with a reason."""
    words = request.POST.get("words", "")
    services.pass_brief(shop_of(request, merchant_id), brief_id, words=words)
    messages.success(request, _("Passed. You can still take it while it is open."))
    return redirect("desk:briefs", merchant_id)


@require_POST
@audience(Audience.MERCHANT)
def ask(request: HttpRequest, merchant_id: str, brief_id: str) -> HttpResponse:
    """Ask the operator something about a brief."""
    words = request.POST.get("words", "")
    services.ask_about_brief(shop_of(request, merchant_id, role="buyer"), brief_id, words=words)
    messages.success(request, _("Asked. You will hear when there is an answer."))
    return redirect("desk:brief", merchant_id, brief_id)


def _of_a_cell(request: HttpRequest, merchant: Merchant) -> HttpResponse:
    """The open briefs of one stratum and kind of goods, whatever was answered to them."""
    asked = (request.GET.get("stratum", "")[:64], request.GET.get("kind", "")[:80])
    row, cell = cell_of(merchant, *asked) or (None, None)
    held = {one.brief_id for one in cell.briefs} if cell else set()
    lines = [line for line in inbox(merchant) if line.brief.brief_id in held]
    told = {"row": row, "cell": cell, "page": page_of(request, lines, size=A_PAGE)}
    return desk_page(request, "cell", merchant, told)


def _shelf(line: InboxLine) -> str:
    """Where a brief lies in the inbox."""
    if line.answered == "taken":
        return "taken"
    if line.standing != "open":
        return "over"
    return "passed" if line.answered == "passed" else "waiting"
