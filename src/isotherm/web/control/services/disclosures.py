"""The privacy ledger: whatever leaves the house is written down as it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from isotherm.web.control.models import Disclosure
from isotherm.web.control.queries.briefs import cells_of, open_briefs
from isotherm.web.site.clock import now

__all__ = ["disclose_briefs", "record_briefs", "record_disclosure"]


def record_disclosure(kind: str, *, to: str, about: Mapping[str, Any]) -> None:
    """Write down that something left the house, or was erased from it.

    ``kind`` is brief, token, export, webhook or erasure; ``to`` the merchant or member it went to
    (empty: nobody in particular, as with an erasure); ``about`` holds counts and, under
    ``subject_id``, what it was. It must name no person and repeat nothing anyone said.
    """
    told = {key: value for key, value in about.items() if key != "subject_id"}
    subject_id = str(about.get("subject_id", ""))
    row = Disclosure(kind=kind, to=to, subject_id=subject_id, about=told, at=now())
    Disclosure.objects.bulk_create([row], ignore_conflicts=kind == "brief")


def record_briefs() -> int:
    """Write down every brief of the last reading that merchants may see; how many there are.

    A brief is written down once a merchant, however many readings repeat it.
    """
    return disclose_briefs(open_briefs())


def disclose_briefs(briefs: Iterable[Mapping[str, Any]]) -> int:
    """Write down these briefs as sent, each with its cells and the people of its smallest one."""
    at = now()
    rows = [
        Disclosure(
            kind="brief",
            to=brief["merchant_id"] or "",
            subject_id=brief["brief_id"],
            about=cells_of(brief) | {"name": brief["name"] or ""},
            at=at,
        )
        for brief in briefs
    ]
    Disclosure.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)
