"""The integrity board."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from isotherm.web.control.queries.integrity import (
    groups_of,
    members_named,
    new_groups,
    notes_touched,
    tests_touched,
)
from isotherm.web.control.views.listing import Listing
from isotherm.web.readings.queries import last_finished
from isotherm.web.readings.shelves import finished
from isotherm.web.site.audiences import Audience, audience

__all__ = ["group_list", "group_page"]

_KEYS = {
    "size": lambda group: group.size,
    "score": lambda group: group.score,
    "new": lambda group: (group.is_new, group.size),
}


@audience(Audience.OPERATOR)
@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    """The groups of the last reading."""
    readings = finished(limit=2)
    groups = groups_of(readings[-1] if readings else None, readings[0] if readings[1:] else None)
    told = {
        "reading": readings[-1] if readings else None,
        "listing": Listing(request, groups, keys=_KEYS, first="-size"),
        "accounts": sum(group.size for group in groups),
        "count": len(groups),
        "new": len(new_groups(groups)),
        "most": max((group.size for group in groups), default=1),
    }
    return render(request, "control/integrity.html", told)


@audience(Audience.OPERATOR)
@require_GET
def group_page(request: HttpRequest, group_id: str) -> HttpResponse:
    """One group: why, its accounts, what they touched, votes that count as one."""
    reading = last_finished()
    group = next((one for one in groups_of(reading) if one.group_id == group_id), None)
    if group is None:
        raise Http404
    rows = sorted(group.rows, key=lambda row: (-(row["score"] or 0.0), row["actor_id"]))
    listing = Listing(request, rows, keys={"id": lambda row: row["actor_id"]}, first="id", size=50)
    told = {
        "reading": reading,
        "group": group,
        "listing": listing,
        "members": members_named([row["actor_id"] for row in listing]),
        "notes": notes_touched(group.actor_ids),
        "tests": tests_touched(group.actor_ids),
    }
    return render(request, "control/group.html", told)
