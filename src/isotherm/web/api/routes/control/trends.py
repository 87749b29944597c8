"""The trend desk: three gates, a name, published, withdrawn."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import StringConstraints

from isotherm.web.api.access import caller
from isotherm.web.api.answers.control import TrendOut, TrendPageOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id, Line
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ, WRITE
from isotherm.web.control import services
from isotherm.web.control.queries.gate_facts import goods_for, outside_counts
from isotherm.web.control.queries.trends import (
    TrendLine,
    decisions_on,
    pushes_of,
    trend_line,
    trend_lines,
)
from isotherm.web.readings.queries import last_finished
from isotherm.web.readings.shelves import Reading

__all__ = ["router"]

router = Router(tags=["control"])
State = Literal["draft", "published", "withdrawn"]
Name = Annotated[Line, StringConstraints(max_length=60)]


class GateIn(Schema):
    """Whether a trend passes a gate, and why."""

    kind: Literal["need", "goods", "outside"]
    passed: bool
    words: Line


class NameIn(Schema):
    """The name merchants will know a trend by."""

    words: Name


class OriginIn(Schema):
    """Whether a trend grew by itself or by our hand; empty: as read."""

    origin: Literal["", "found", "made"]
    words: Line = ""


class PublishIn(Schema):
    """How a trend is published."""

    knowing_nobody_hears: bool = False
    """Publish it though no shop gets a brief on it in the last reading."""


class WordsIn(Schema):
    """Why."""

    words: Line


@router.get("/trends", response={200: list[TrendOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_trends(request: HttpRequest, state: State | None = None) -> Any:
    """Every trend of the last reading with its file, those that wait for a decision first."""
    lines = trend_lines(last_finished())
    shown = [line for line in lines if state in (line.state, None)]
    return sorted(shown, key=lambda line: not line.waits)


@router.get("/trends/{trend_id}", response={200: TrendPageOut, **PROBLEMS}, auth=READ)
def read_trend(request: HttpRequest, trend_id: Id) -> Any:
    """One trend with its gates, what speaks for it, and what was decided."""
    reading = last_finished()
    line = trend_line(trend_id, reading)
    if line is None:
        raise Http404
    names = ("trend_id", "name", "state", "origin", "passed", "missing", "waits", "is_late", "row")
    told = {name: getattr(line, name) for name in names}
    told |= {"gates": [gate for _kind, gate in line.steps() if gate is not None]}
    told |= {"decisions": decisions_on(trend_id), "pushes": pushes_of(trend_id)}
    return told | _evidence(line, reading)


@router.post("/trends/{trend_id}/gates", response={200: Done, **PROBLEMS}, auth=WRITE)
def pass_gate(request: HttpRequest, trend_id: Id, body: GateIn) -> Any:
    """Say whether a trend passes one of its three gates."""
    file = services.open_file(trend_id)
    services.pass_gate(file, body.kind, passed=body.passed, words=body.words, by=caller(request))
    return Done()


@router.post("/trends/{trend_id}/name", response={200: Done, **PROBLEMS}, auth=WRITE)
def name_trend(request: HttpRequest, trend_id: Id, body: NameIn) -> Any:
    """Give a trend its name."""
    services.name_trend(services.open_file(trend_id), body.words, by=caller(request))
    return Done()


@router.post("/trends/{trend_id}/origin", response={200: Done, **PROBLEMS}, auth=WRITE)
def say_origin(request: HttpRequest, trend_id: Id, body: OriginIn) -> Any:
    """Say whether a trend was found or made."""
    file = services.open_file(trend_id)
    services.say_origin(file, body.origin, by=caller(request), words=body.words)
    return Done()


@router.post("/trends/{trend_id}/publish", response={200: Done, **PROBLEMS}, auth=WRITE)
def publish(request: HttpRequest, trend_id: Id, body: PublishIn | None = None) -> Any:
    """Tell merchants of a trend that has passed its gates.

    Refused where no shop gets a brief on it, unless the body says that you know.
    """
    knowing = body is not None and body.knowing_nobody_hears
    file = services.open_file(trend_id)
    services.publish(file, by=caller(request), knowing_nobody_hears=knowing)
    return Done()


@router.post("/trends/{trend_id}/withdraw", response={200: Done, **PROBLEMS}, auth=WRITE)
def withdraw(request: HttpRequest, trend_id: Id, body: WordsIn) -> Any:
    """Take a trend back, with the reason."""
    services.withdraw(services.open_file(trend_id), words=body.words, by=caller(request))
    return Done()


def _evidence(line: TrendLine, reading: Reading | None) -> dict[str, Any]:
    """What the reading says for it; nothing where it knows it no more."""
    if line.row is None or reading is None:
        return {"days": [], "forecast": [], "goods": None, "outside": []}
    days, forecast = (
        [one for one in reading.rows(table) if one["trend_id"] == line.trend_id]
        for table in ("trend_days", "trend_forecasts")
    )
    goods, outside = goods_for(line.row, reading), outside_counts(line.row)
    return {"days": days, "forecast": forecast, "goods": goods, "outside": outside}
