"""Strata as places one can visit."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers.community import CardOut, StandardOut, StratumOut, StratumPageOut
from isotherm.web.api.fields import Id
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community.looks import looks
from isotherm.web.community.queries import cards
from isotherm.web.community.queries.goods import standards_of
from isotherm.web.community.queries.strata import (
    StratumCard,
    notes_of_stratum,
    stratum_card,
    stratum_cards,
    wishes_like,
)

__all__ = ["router"]

router = Router(tags=["community"])
_READ = Scope("community:read")
_MOST = 5_000  # notes of one stratum


@router.get("/strata", response={200: list[StratumOut], **PROBLEMS}, auth=_READ)
@in_pages()
def read_strata(request: HttpRequest) -> Any:
    """The strata of the last reading, the warmest first."""
    return stratum_cards()


@router.get("/strata/{stratum_id}", response={200: StratumPageOut, **PROBLEMS}, auth=_READ)
def read_stratum(request: HttpRequest, stratum_id: Id) -> Any:
    """One stratum: what it is about, what is standard in it, what it wishes for."""
    found = _stratum(stratum_id)
    goods = [StandardOut.of(row) for row in standards_of(stratum_id)]
    return {"stratum": found, "goods": goods, "wishes": list(wishes_like(found))}


def _shown(request: HttpRequest, note_ids: Any) -> list[Any]:
    looks.shown(note_ids)
    return [CardOut.of(card) for card in cards(note_ids, caller(request))]


@router.get("/strata/{stratum_id}/notes", response={200: list[CardOut], **PROBLEMS}, auth=_READ)
@in_pages(told=_shown)
def notes_of_a_stratum(request: HttpRequest, stratum_id: Id) -> Any:
    """Notes of a stratum, those that many came back to first."""
    return notes_of_stratum(_stratum(stratum_id).id, start=0, limit=_MOST)


def _stratum(stratum_id: str) -> StratumCard:
    found = stratum_card(stratum_id)
    if found is None:
        raise Http404
    return found
