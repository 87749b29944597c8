"""A test as a voter sees it: nobody is told who is ahead before it closes."""

from __future__ import annotations

from typing import Any

from isotherm.web.accounts.models import Member
from isotherm.web.rooms.models import LiveTest
from isotherm.web.rooms.queries import decision, tally
from isotherm.web.rooms.queries.choices import choices_for
from isotherm.web.rooms.queries.support import people_at
from isotherm.web.site.clock import now

__all__ = ["test_shown_to"]


def test_shown_to(member: Member, test: LiveTest) -> dict[str, Any]:
    """The options with the member's own stakes; verdicts once it is closed."""
    is_open = test.is_open(now())
    told = None if is_open else decision(test)
    return {
        "test": test,
        "is_open": is_open,
        "voters": tally(test).voters,
        "people": None if is_open else people_at(test)[1],
        "best": told.best if told else None,
        "choices": choices_for(test, member, decision=told),
    }
