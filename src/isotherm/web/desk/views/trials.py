"""Planning the variants of a brief, and reading the verdict of their test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from isotherm.web.accounts.asking import member_of
from isotherm.web.desk import services
from isotherm.web.desk.forms import OptionForms, TrialForm
from isotherm.web.desk.queries.inbox import InboxLine, brief_for
from isotherm.web.desk.queries.trail import trail_of
from isotherm.web.desk.queries.trials import judged_options, notes_to_vote_under, tests_of
from isotherm.web.desk.queries.variants import suggest_options
from isotherm.web.desk.services import OptionIdea
from isotherm.web.desk.services.trials import item_of
from isotherm.web.desk.views.doors import A_PAGE, desk_page, shop_of
from isotherm.web.desk.views.option_pictures import pictures_taken
from isotherm.web.rooms.models import LiveTest
from isotherm.web.shop.models import Merchant
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.once import do_once_for_form
from isotherm.web.site.paging import page_of
from isotherm.web.site.refusals import Refusal

__all__ = ["plan", "trial", "trials"]


@require_http_methods(["GET", "POST"])
@audience(Audience.MERCHANT)
def plan(request: HttpRequest, merchant_id: str, brief_id: str) -> HttpResponse:
    """Choose colours, cuts and prices; open the test."""
    merchant = shop_of(request, merchant_id, role="buyer")
    line = brief_for(merchant, brief_id)
    notes = notes_to_vote_under(merchant)
    if request.method == "GET":
        begin = {"title": line.brief.name, "item": item_of(line.brief), "place": _place(notes)}
        form = TrialForm(notes=notes, initial=begin)
        suggested = suggest_options(line.brief)
        options = OptionForms(prefix="option", initial=suggested)
        for one in options.extra_forms:
            one.initial["price"] = suggested[0]["price"]
        return _plan_page(request, merchant, line, form=form, options=options)
    form = TrialForm(request.POST, notes=notes)
    options = OptionForms(request.POST, request.FILES, prefix="option")
    if not (form.is_valid() & options.is_valid()):
        return _plan_page(request, merchant, line, form=form, options=options, status=422)
    try:
        test_id = _open(request, merchant, line, form=form, options=options)
    except Refusal as no:
        form.add_error(None, no.words)
        return _plan_page(request, merchant, line, form=form, options=options, status=no.status)
    messages.success(request, _("The test is open. Whoever sees it can vote."))
    return redirect("desk:trial", merchant_id, test_id)


@require_GET
@audience(Audience.MERCHANT)
def trials(request: HttpRequest, merchant_id: str) -> HttpResponse:
    """The shop's tests, those that run in front."""
    merchant = shop_of(request, merchant_id, role="buyer")
    told = {"page": page_of(request, tests_of(merchant), size=A_PAGE), "today": now()}
    return desk_page(request, "trials", merchant, told)


@require_GET
@audience(Audience.MERCHANT)
def trial(request: HttpRequest, merchant_id: str, test_id: str) -> HttpResponse:
    """One test: the evidence on each option, and what follows from it."""
    merchant = shop_of(request, merchant_id, role="buyer")
    test = LiveTest.objects.filter(merchant=merchant, pk=test_id).select_related("note").first()
    if test is None:
        raise Http404
    told = {
        "test": test,
        "is_open": test.is_open(now()),
        "judged": judged_options(test),
        "rooms": test.rooms.order_by("-opens_at"),
        "trail": trail_of(merchant, test.brief_id) if test.brief_id else None,
    }
    return desk_page(request, "trial", merchant, told)


def _place(notes: dict[str, str]) -> str:
    return "note" if notes else "room"


def _open(
    request: HttpRequest, merchant: Merchant, line: InboxLine, *, form: TrialForm, options: Any
) -> str:
    """Open the test, once for this form; its id. Pictures it came not to have are not kept."""
    told, host = form.cleaned_data, member_of(request)
    filled = [one for one in options.forms if one.cleaned_data]

    def do(ideas: Sequence[OptionIdea]) -> str:
        return services.plan_test(
            merchant,
            line.brief.brief_id,
            title=told["title"],
            place=told["place"],
            item=told["item"],
            options=ideas,
            closes_at=now() + dt.timedelta(days=told["days"]),
            note_id=told["note_id"] or None,
            host=host,
            room_opens_at=now() + dt.timedelta(hours=told["room_in_hours"] or 0),
        ).pk

    body = {name: request.POST.getlist(name) for name in request.POST if name != _TOKEN}
    with pictures_taken() as take:
        ideas = [one.idea(take(request, one.cleaned_data["picture"])) for one in filled]
        return str(do_once_for_form(request, "desk.plan", body=body, do=lambda: do(ideas)))


_TOKEN = "csrfmiddlewaretoken"


def _plan_page(
    request: HttpRequest,
    merchant: Merchant,
    line: InboxLine,
    *,
    form: TrialForm,
    options: Any,
    status: int = 200,
) -> HttpResponse:
    told = {
        "line": line,
        "brief": line.brief,
        "form": form,
        "options": options,
        "trail": trail_of(merchant, line.brief.brief_id),
    }
    return desk_page(request, "plan", merchant, told, status=status)
