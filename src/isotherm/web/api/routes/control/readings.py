"""Readings: asked for, watched, taken off the shelf."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from isotherm.web.api.access import caller
from isotherm.web.api.answers.control import RunOut
from isotherm.web.api.fields import Id
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ, WRITE
from isotherm.web.readings import services
from isotherm.web.readings.models import ReadingRun

__all__ = ["router"]

router = Router(tags=["control"])


class ReadingIn(Schema):
    """A past moment to be read again; null reads all there is."""

    as_of: dt.datetime | None = None


class KeptIn(Schema):
    """How many readings stay on the shelf."""

    kept: int = Field(ge=1, le=services.KEPT)


class PrunedOut(Schema):
    """How many were taken off the shelf."""

    gone: int


@router.get("/readings", response={200: list[RunOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_runs(request: HttpRequest) -> Any:
    """Readings, the newest first, and how the one at work gets on."""
    return ReadingRun.objects.order_by("-asked_at", "-pk")


@router.post("/readings", response={201: RunOut, **PROBLEMS}, auth=WRITE)
def ask(request: HttpRequest, body: ReadingIn | None = None) -> Any:
    """Ask for a reading of the town's record; while one is at work, that one is the answer."""
    as_of = body.as_of if body else None
    if as_of is not None and as_of.tzinfo is None:
        as_of = as_of.replace(tzinfo=dt.UTC)
    return Status(201, services.ask_reading(caller(request), as_of=as_of))


@router.post("/readings/prune", response={200: PrunedOut, **PROBLEMS}, auth=WRITE)
def prune(request: HttpRequest, body: KeptIn) -> Any:
    """Take the oldest readings off the shelf."""
    return {"gone": services.prune_readings(body.kept)}


@router.get("/readings/{run_id}", response={200: RunOut, **PROBLEMS}, auth=READ)
def read_run(request: HttpRequest, run_id: Id) -> Any:
    """One reading: its step and its progress, or how it ended."""
    return get_object_or_404(ReadingRun, pk=run_id)
