"""Brief fairness, and the questions of merchants."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.control import services
from isotherm.web.control.drawing.lorenz import draw_lorenz
from isotherm.web.control.queries.fairness import brief_gini, brief_shares, open_questions
from isotherm.web.control.views.acts import act
from isotherm.web.control.views.listing import Listing
from isotherm.web.readings.queries import last_finished
from isotherm.web.site.audiences import Audience, audience

__all__ = ["answer_view", "brief_board"]

_KEYS = {
    "briefs": lambda share: share.briefs,
    "name": lambda share: share.shop.name,
    "taken": lambda share: share.taken,
    "passed": lambda share: share.passed,
    "asked": lambda share: share.asked,
    "lead": lambda share: share.shop.lead_days,
}


@audience(Audience.OPERATOR)
@require_GET
def brief_board(request: HttpRequest) -> HttpResponse:
    """What shops ask, and how evenly briefs are spread."""
    reading = last_finished()
    shares = brief_shares(reading)
    told = {
        "reading": reading,
        "questions": open_questions(),
        "listing": Listing(request, shares, keys=_KEYS, first="-briefs"),
        "gini": brief_gini(shares),
        "lorenz": draw_lorenz([share.briefs for share in shares]),
        "totals": {
            "briefs": sum(share.briefs for share in shares),
            "reached": sum(share.briefs > 0 for share in shares),
            "shops": len(shares),
            "taken": sum(share.taken for share in shares),
            "passed": sum(share.passed for share in shares),
        },
    }
    return render(request, "control/briefs.html", told)


@audience(Audience.OPERATOR)
@require_POST
def answer_view(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Answer a merchant's question."""

    def do() -> None:
        by = member_of(request)
        services.answer_question(answer_id, words=request.POST.get("words", ""), by=by)

    back = reverse("control:briefs")
    return act(request, do, done=_("Answered; the shop has been told."), back=back)
