"""A page with every thing of the look on it, to look at while building."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

__all__ = ["gallery", "refuse"]

_TONES = ("accent", "good", "warn", "bad", "cool", "quiet")
_ICONS = (
    "search write plus bell basket home me people heart star bookmark share reply ask box shop "
    "studio map strata brief test room chart shield lock gear clock truck coin back next check "
    "cross more mute leave download upload trash picture sun moon light spark ruler return info "
    "refresh"
)


@audience(Audience.DEMO)
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every thing once."""
    if "toast" in request.GET:
        messages.success(request, "Saved 已保存")
    shown = {
        "moments": [now() - dt.timedelta(**{unit: 3}) for unit in ("seconds", "hours", "weeks")],
        "parts": [0, 0.03, 0.25, 0.5, 0.75, 1],
        "tones": _TONES,
        "signs": _ICONS.split(),
    }
    return render(request, "site/gallery.html", shown)


@audience(Audience.DEMO)
@require_safe
def refuse(request: HttpRequest) -> HttpResponse:
    """Refuse, to see how a refusal looks."""
    raise Refusal("刚刚被别人拿走了最后一件 · The last one has just gone.", status=409)
