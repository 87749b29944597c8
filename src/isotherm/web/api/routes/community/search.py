"""Search that can say: no good answer yet."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AfterValidator, StringConstraints

from isotherm.web.api.access import Scope, acting, caller
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.search.queries import search
from isotherm.web.search.services import log_click, log_search
from isotherm.web.search.words import plain_query
from isotherm.web.site.words import cleaned

__all__ = ["router"]

router = Router(tags=["community"])
_READ, _WRITE = Scope("community:read"), Scope("community:write")
Query = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(cleaned)]


class MatchOut(Schema):
    """One thing that answers, and how much of the query it holds."""

    item_id: str
    share: float


class FoundOut(Schema):
    """What was found, best first; where nothing does more than come near, ``is_good`` is false."""

    search_id: str
    words: list[str]
    is_good: bool
    notes: list[MatchOut]
    products: list[MatchOut]


class OpenedIn(Schema):
    """What was opened of what a search found."""

    item_id: Id


@router.get("/search", response={200: FoundOut, **PROBLEMS}, auth=_READ)
def search_town(request: HttpRequest, q: Query) -> Any:
    """Notes and products that answer, or that nothing does yet."""
    member = acting(request, "search")
    answer = search(plain_query(q), member)
    count = len(answer.notes) + len(answer.products)
    kept = log_search(answer.query, member=member, results=count)
    told = {"search_id": kept.pk, "words": answer.words, "is_good": answer.is_good}
    return told | {"notes": answer.notes, "products": answer.products}


@router.post("/searches/{search_id}/opened", response={200: Done, **PROBLEMS}, auth=_WRITE)
def opened(request: HttpRequest, search_id: Id, body: OpenedIn) -> Any:
    """Say what you opened of what a search of yours found; of another's nothing is kept."""
    return {"done": log_click(search_id, body.item_id, member=caller(request))}
