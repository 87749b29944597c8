"""The feed, with a reason on each card."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers.community import FeedOut
from isotherm.web.api.fields import Cursor
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community.feed import Page, following_page, page_for
from isotherm.web.community.looks import looks

__all__ = ["router"]

router = Router(tags=["community"])
_READ = Scope("community:read")


@router.get("/feed", response={200: FeedOut, **PROBLEMS}, auth=_READ)
def read_feed(request: HttpRequest, cursor: Cursor = "") -> Any:
    """What you should see first, and why; the cursor of an answer leads to the next."""
    return _shown(page_for(caller(request), cursor))


@router.get("/following", response={200: FeedOut, **PROBLEMS}, auth=_READ)
def read_following(request: HttpRequest, cursor: Cursor = "") -> Any:
    """The newest notes of those you follow."""
    return _shown(following_page(caller(request), cursor))


def _shown(page: Page) -> Page:
    """A look is a look: cards read by a program were shown, too."""
    looks.shown(card["note"].pk for card in page.cards)
    looks.write_if_due()
    return page
