"""What operators read and decide."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status

from isotherm.web.api.access import Scope, caller
from isotherm.web.api.answers import Done
from isotherm.web.api.fields import Id, Line, Page
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.control import services
from isotherm.web.readings import queries as readings
from isotherm.web.readings.models import ReadingRun
from isotherm.web.readings.services import ask_reading

__all__ = ["router"]

router = Router(tags=["control"])
_READ, _WRITE = Scope("control:read"), Scope("control:write")
_PAGE = 50
Table = Literal["strata", "needs", "trends", "briefs", "bridges", "standards", "lineage"]
Gate = Literal["need", "goods", "outside"]


class RunOut(Schema):
    """A reading, asked for, under way or done."""

    run_id: str
    state: str
    step: str
    progress: float
    asked_at: dt.datetime
    ended_at: dt.datetime | None
    as_of: dt.datetime | None
    message: str

    @staticmethod
    def of(run: ReadingRun) -> dict[str, Any]:
        """A run as plain values."""
        names = ("state", "step", "progress", "asked_at", "ended_at", "as_of", "message")
        return {"run_id": run.pk} | {name: getattr(run, name) for name in names}


class GateIn(Schema):
    """Whether a trend passes a gate, and why."""

    kind: Gate
    passed: bool
    words: Line


class WordsIn(Schema):
    """A name or a reason."""

    words: Line


@router.get("/readings", response={200: list[RunOut], **PROBLEMS}, auth=_READ)
def read_runs(request: HttpRequest, page: Page = 1) -> Any:
    """Readings, the newest first, fifty a page."""
    runs = ReadingRun.objects.order_by("-asked_at", "-pk")
    return [RunOut.of(run) for run in runs[_PAGE * (page - 1) : _PAGE * page]]


@router.post("/readings", response={201: RunOut, **PROBLEMS}, auth=_WRITE)
def ask(request: HttpRequest) -> Any:
    """Ask for a reading of the town's record as it is now."""
    return Status(201, RunOut.of(ask_reading(caller(request))))


@router.get("/findings/{table}", response={200: list[dict[str, Any]], **PROBLEMS}, auth=_READ)
def findings(request: HttpRequest, table: Table, page: Page = 1) -> Any:
    """Rows of the last finished reading, fifty a page."""
    return readings.rows(table)[_PAGE * (page - 1) : _PAGE * page]


@router.post("/trends/{trend_id}/gates", response={200: Done, **PROBLEMS}, auth=_WRITE)
def pass_gate(request: HttpRequest, trend_id: Id, body: GateIn) -> Any:
    """Say whether a trend passes one of its three gates."""
    file = services.open_file(trend_id)
    services.pass_gate(file, body.kind, passed=body.passed, words=body.words, by=caller(request))
    return Done()


@router.post("/trends/{trend_id}/name", response={200: Done, **PROBLEMS}, auth=_WRITE)
def name_trend(request: HttpRequest, trend_id: Id, body: WordsIn) -> Any:
    """Give a trend its name."""
    services.name_trend(services.open_file(trend_id), body.words, by=caller(request))
    return Done()


@router.post("/trends/{trend_id}/publish", response={200: Done, **PROBLEMS}, auth=_WRITE)
def publish(request: HttpRequest, trend_id: Id) -> Any:
    """Tell merchants of a trend that has passed its gates."""
    services.publish(services.open_file(trend_id), by=caller(request))
    return Done()


@router.post("/trends/{trend_id}/withdraw", response={200: Done, **PROBLEMS}, auth=_WRITE)
def withdraw(request: HttpRequest, trend_id: Id, body: WordsIn) -> Any:
    """Take a trend back, with the reason."""
    services.withdraw(services.open_file(trend_id), words=body.words, by=caller(request))
    return Done()
