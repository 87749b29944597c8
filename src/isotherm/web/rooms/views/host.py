"""The host's desk: evidence as it rises, and everything a host does in a room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.rooms import services
from isotherm.web.rooms.models import LiveTest, Room
from isotherm.web.rooms.queries import decision, strata_of_voters, tally, votes_set_aside
from isotherm.web.rooms.queries.choices import choices_for, scale_of
from isotherm.web.rooms.queries.desks import rooms_hosted_by, tests_watched_by
from isotherm.web.rooms.queries.evidence import evidence_of
from isotherm.web.rooms.queries.support import people_at
from isotherm.web.rooms.views.rooms import shown_in
from isotherm.web.shop.models import Product
from isotherm.web.shop.queries import shops_of
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import as_id

__all__ = ["close_test", "evidence", "host_act", "host_desk", "new_room"]


@audience(Audience.MEMBER)
@require_safe
def evidence(request: HttpRequest, test_id: str) -> HttpResponse:
    """The evidence of a test, for its host, shop and operator; only a part where HTMX asks."""
    test = get_object_or_404(tests_watched_by(member_of(request)), pk=test_id)
    template = "rooms/_evidence.html" if is_fragment(request) else "rooms/evidence.html"
    return render(request, template, _watched(test))


@audience(Audience.MEMBER)
@require_POST
def close_test(request: HttpRequest, test_id: str) -> HttpResponse:
    """End the voting of a test of one's own."""
    member = member_of(request)
    test = get_object_or_404(tests_watched_by(member), pk=test_id)
    services.close_test(test)
    messages.success(request, _("The test is closed. Whoever voted will hear."))
    return redirect("rooms:evidence", test.pk)


@audience(Audience.MEMBER)
@require_safe
def host_desk(request: HttpRequest, room_id: str) -> HttpResponse:
    """The desk of a room one runs."""
    mine = _hosted(request, room_id)
    shown = shown_in(request, mine)
    if mine.test is not None:
        shown |= _watched(mine.test)
    offered = {good.product.pk for good in shown["goods"]}
    goods = mine.merchant.products.on_sale().order_by("-listed_at", "pk")[:60]
    shown["offers"] = [{"product": one, "is_on": one.pk in offered} for one in goods]
    return render(request, "rooms/host.html", shown)


@audience(Audience.MEMBER)
@require_POST
def host_act(request: HttpRequest, room_id: str, act: str) -> HttpResponse:
    """Show an option, announce something, offer goods, close the test or the room."""
    if act not in _ACTS:
        raise Http404
    _ACTS[act](request, _hosted(request, room_id))
    if is_fragment(request):  # the socket tells the desk what came of it
        return HttpResponse(status=204)
    return redirect("rooms:host", room_id)


@audience(Audience.MERCHANT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_room(request: HttpRequest) -> HttpResponse:
    """Open a room for one of one's shops."""
    member = member_of(request)
    shops = shops_of(member)
    if request.method != "POST":
        tests = LiveTest.objects.filter(merchant__in=shops, place__in=("room", "both"))
        running = [test for test in tests.order_by("-opened_at")[:50] if test.is_open(now())]
        return render(request, "rooms/new.html", {"shops": shops, "tests": running})
    told = request.POST
    shop = get_object_or_404(shops, pk=as_id(told.get("shop", "")))
    test_id = as_id(told.get("test", ""))
    test = get_object_or_404(LiveTest, pk=test_id, merchant=shop) if test_id else None
    mine = services.open_room(
        member,
        shop,
        title=told.get("title", ""),
        test=test,
        stream_url=told.get("stream_url", "").strip(),
        opens_at=_moment(told.get("opens_at", "")),
    )
    return redirect("rooms:host", mine.pk)


def _hosted(request: HttpRequest, room_id: str) -> Room:
    return get_object_or_404(rooms_hosted_by(member_of(request)), pk=room_id)


def _moment(told: str) -> dt.datetime | None:
    """A moment as a form's field gives it, in the town's zone; None where it is left empty."""
    if not told:
        return None
    try:
        moment = parse_datetime(told)
    except ValueError:
        moment = None
    if moment is None:
        raise Refusal(_("This is no date and time."), code="moment", status=422)
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _watched(test: LiveTest) -> dict[str, Any]:
    """What those behind a test see of it."""
    told = decision(test)
    choices = choices_for(test, None, decision=told)
    drawn = evidence_of(test)
    return {
        "test": test,
        "voting": test.is_open(now()),
        "scale": scale_of(choices),
        "decided": told,
        "watched": [{"choice": c, "drawing": drawn.get(c.option.pk)} for c in choices],
        "best": next((c for c in choices if c.option.pk == told.best), None),
        "tally": tally(test),
        "people": people_at(test)[1],
        "strata": strata_of_voters(test),
        "aside": votes_set_aside(test),
    }


def _show(request: HttpRequest, mine: Room) -> None:
    services.show_option(mine, as_id(request.POST.get("option", "")))


def _announce(request: HttpRequest, mine: Room) -> None:
    services.announce(mine, request.POST.get("text", ""))


def _offer(request: HttpRequest, mine: Room) -> None:
    chosen = [one for one in request.POST.getlist("product") if as_id(one)]
    services.put_on_sale(mine, list(Product.objects.on_sale().filter(pk__in=chosen).order_by("pk")))


def _close(request: HttpRequest, mine: Room) -> None:
    services.close_room(mine)


def _close_voting(request: HttpRequest, mine: Room) -> None:
    if mine.test is not None:
        services.close_test(mine.test)


_ACTS: dict[str, Callable[[HttpRequest, Room], None]] = {
    "show": _show,
    "announce": _announce,
    "offer": _offer,
    "close": _close,
    "close-test": _close_voting,
}
