"""What a member should hear."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers.community import NoticeOut
from isotherm.web.api.fields import RowId
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.community.models import Notice
from isotherm.web.community.notices import mark_read

__all__ = ["router"]

router = Router(tags=["community"])
_READ, _WRITE = Scope("community:read"), Scope("community:write")


class HeardIn(Schema):
    """Which notices were read; null means all."""

    notice_ids: list[RowId] | None = Field(None, max_length=500)


class HeardOut(Schema):
    """How many were new."""

    read: int


@router.get("/notices", response={200: list[NoticeOut], **PROBLEMS}, auth=_READ)
@in_pages()
def read_notices(request: HttpRequest) -> Any:
    """What you should hear, the newest first."""
    return Notice.objects.filter(member=caller(request)).order_by("-at", "-pk")


@router.post("/notices/read", response={200: HeardOut, **PROBLEMS}, auth=_WRITE)
def mark_notices(request: HttpRequest, body: HeardIn) -> Any:
    """Mark notices of yours as read; another's stay as they are."""
    return {"read": mark_read(caller(request), body.notice_ids)}
