"""The evidence of a test, for its host, the people of its shop and operators."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.answers.rooms import EvidenceOut
from isotherm.web.api.fields import Id
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.rooms import services
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.queries import decision, strata_of_voters, tally, votes_set_aside
from isotherm.web.rooms.queries.choices import choices_for
from isotherm.web.rooms.queries.desks import tests_watched_by
from isotherm.web.rooms.queries.evidence import evidence_of
from isotherm.web.rooms.queries.support import people_at
from isotherm.web.site.clock import now

__all__ = ["router"]

router = Router(tags=["rooms"])
_READ, _WRITE = Scope("shop:read"), Scope("shop:write")


@router.get("/tests/{test_id}/evidence", response={200: EvidenceOut, **PROBLEMS}, auth=_READ)
def read_evidence(request: HttpRequest, test_id: Id) -> Any:
    """The evidence of a test of yours, its voters as strata, votes that count as one."""
    test = _watched(request, test_id)
    told, counted, drawn = decision(test), tally(test), evidence_of(test)
    return {
        "test": test,
        "is_open": test.is_open(now()),
        "voters": counted.voters,
        "people": people_at(test)[1],
        "votes": counted.votes,
        "set_aside": votes_set_aside(test),
        "best": told.best,
        "error_rate": told.error_rate,
        "options": [
            {
                "option": one.option,
                "verdict": one.verdict,
                "stakes": counted.options.get(one.option.pk, {}),
                "height": drawn[one.option.pk].height if one.option.pk in drawn else None,
            }
            for one in choices_for(test, None, decision=told)
        ],
        "strata": strata_of_voters(test),
    }


@router.post("/tests/{test_id}/close", response={200: Done, **PROBLEMS}, auth=_WRITE)
def close_test(request: HttpRequest, test_id: Id) -> Any:
    """End the voting of a test of yours; whoever voted will hear."""
    services.close_test(_watched(request, test_id))
    return Done()


def _watched(request: HttpRequest, test_id: str) -> LiveTest:
    return get_object_or_404(tests_watched_by(caller(request)), pk=test_id)
