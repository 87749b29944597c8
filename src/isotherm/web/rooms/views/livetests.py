"""Pages on which people vote, and hear what was decided."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of, member_or_none
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.queries import decision, open_tests, tally, tests_under
from isotherm.web.rooms.queries.choices import choices_for, scale_of
from isotherm.web.rooms.queries.desks import may_see_evidence
from isotherm.web.rooms.queries.support import people_at
from isotherm.web.rooms.services import cast_vote, record_seen, take_back_vote
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.clock import now
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.limits import limited
from isotherm.web.site.paging import page_of
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import as_id

__all__ = ["seen", "test", "tests", "under_note", "vote"]

_A_PAGE = 12


@audience(Audience.EVERYONE)
@require_safe
def tests(request: HttpRequest) -> HttpResponse:
    """Tests that can be voted on."""
    page = page_of(request, open_tests().prefetch_related("options"), size=_A_PAGE)
    return render(request, "rooms/tests.html", {"page": page})


@audience(Audience.EVERYONE)
@require_safe
def test(request: HttpRequest, test_id: str) -> HttpResponse:
    """Vote on one test; once it is closed, what was decided."""
    return render(request, "rooms/test.html", _shown(request, _test(test_id)))


@audience(Audience.EVERYONE)
@require_safe
def under_note(request: HttpRequest, note_id: str) -> HttpResponse:
    """The test under a note, to be put into its page; empty where there is none."""
    under = tests_under(note_id).first()
    if under is None:
        return HttpResponse("")
    return render(request, "rooms/_under.html", _shown(request, under))


@audience(Audience.MEMBER)
@require_POST
def vote(request: HttpRequest, test_id: str) -> HttpResponse:
    """Put a stake behind an option, or take it back."""
    member, mine = member_of(request), _test(test_id)
    limited("vote", member.pk)
    option = mine.options.filter(pk=as_id(request.POST.get("option", ""))).first()
    if option is None:
        raise Refusal(_("There is no such option."), code="no_option", status=404)
    stake, value = request.POST.get("stake", ""), request.POST.get("value", "")
    if request.POST.get("back"):
        take_back_vote(member, option.pk, stake=stake)
    else:
        cast_vote(member, option.pk, stake=stake, value=value)
        if not is_fragment(request):  # without scripts nobody tells which options were on screen
            record_seen(mine.pk, [o.pk for o in mine.options.all()], [member.pk])
    if not is_fragment(request):
        return redirect(f"{reverse('rooms:test', args=[mine.pk])}#option-{option.pk}")
    chosen = next(c for c in choices_for(mine, member) if c.option.pk == option.pk)
    return render(request, "rooms/_acts.html", {"choice": chosen, "test": mine, "is_open": True})


@audience(Audience.MEMBER)
@require_POST
def seen(request: HttpRequest, test_id: str) -> HttpResponse:
    """Note which options were on someone's screen."""
    member = member_of(request)
    limited("seen", member.pk)
    shown = [one for one in request.POST.getlist("option") if as_id(one)]
    record_seen(_test(test_id).pk, shown, [member.pk])
    return HttpResponse(status=204)


def _test(test_id: str) -> LiveTest:
    found = LiveTest.objects.select_related("merchant", "note")
    return get_object_or_404(found, pk=test_id, opened_at__isnull=False)


def _shown(request: HttpRequest, mine: LiveTest) -> dict[str, Any]:
    """What a page shows of a test. Nobody is told who is ahead before they could vote."""
    member = member_or_none(request)
    is_open = mine.is_open(now())
    told = None if is_open else decision(mine)
    choices = choices_for(mine, member, decision=told)
    return {
        "test": mine,
        "is_open": is_open,
        "choices": choices,
        "scale": scale_of(choices),
        "best": next((c for c in choices if told and c.option.pk == told.best), None),
        "tally": tally(mine),
        "people": None if is_open else people_at(mine)[1],
        "has_desk": may_see_evidence(member, mine),
        "voted": any(set(choice.mine) - {"seen"} for choice in choices),
    }
