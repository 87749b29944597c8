"""Needs, and the review of sensitive ones."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from isotherm.web.api.access import caller
from isotherm.web.api.answers.control import NeedOut, NeedPageOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id, Line
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ, WRITE
from isotherm.web.control import services
from isotherm.web.control.queries.briefs import briefs_about
from isotherm.web.control.queries.needs import need_line, need_lines
from isotherm.web.control.queries.trends import decisions_on
from isotherm.web.readings.queries import last_finished

__all__ = ["router"]

router = Router(tags=["control"])


class ReviewIn(Schema):
    """Whether a sensitive need may be briefed, and why."""

    passed: bool
    words: Line


@router.get("/needs", response={200: list[NeedOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_needs(request: HttpRequest) -> Any:
    """Every need of the last reading, those that wait for review first."""
    return sorted(need_lines(last_finished()), key=lambda line: not line.waits)


@router.get("/needs/{need_id}", response={200: NeedPageOut, **PROBLEMS}, auth=READ)
def read_need(request: HttpRequest, need_id: Id) -> Any:
    """One need: its size, why it is unmet, its briefs and its review."""
    reading = last_finished()
    line = need_line(need_id, reading)
    if line is None:
        raise Http404
    names = ("row", "is_sensitive", "waits", "may_be_briefed", "reasons")
    briefs = [brief["brief_id"] for brief in briefs_about(need_id, reading)]
    told = {name: getattr(line, name) for name in names}
    return told | {"brief_ids": briefs, "decisions": decisions_on(need_id)}


@router.post("/needs/{need_id}/review", response={200: Done, **PROBLEMS}, auth=WRITE)
def review_need(request: HttpRequest, need_id: Id, body: ReviewIn) -> Any:
    """Let a sensitive need pass, or keep it closed; always with a reason."""
    services.review_need(need_id, passed=body.passed, words=body.words, by=caller(request))
    return Done()
