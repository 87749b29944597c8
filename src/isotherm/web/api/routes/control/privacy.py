"""The privacy ledger."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from isotherm.web.api.answers.control import DisclosureOut, PrivacyOut
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ
from isotherm.web.control.queries.privacy import (
    counts_by_kind,
    disclosures,
    erasures_by_day,
    guard_of,
)
from isotherm.web.readings.queries import last_finished

__all__ = ["router"]

router = Router(tags=["control"])
Kind = Literal["brief", "export", "token", "webhook"]


@router.get("/privacy", response={200: PrivacyOut, **PROBLEMS}, auth=READ)
def read_guard(request: HttpRequest) -> Any:
    """How the guard stands, what left the house, and how many were forgotten on which day."""
    reading = last_finished()
    guard = guard_of(reading) if reading else None
    return {"guard": guard, "counts": counts_by_kind(), "erasures": erasures_by_day()}


@router.get("/disclosures", response={200: list[DisclosureOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_disclosures(request: HttpRequest, kind: Kind | None = None) -> Any:
    """What left the house, the latest first."""
    return disclosures(kind or "")
