"""Exports of the record."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from isotherm.web.api.access import acting
from isotherm.web.api.answers.control import ExportAskedOut, ExportOut
from isotherm.web.api.answers.plain import Done
from isotherm.web.api.fields import Id
from isotherm.web.api.files import file_answer
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.control.doors import READ, WRITE
from isotherm.web.readings import exports
from isotherm.web.readings.models import RecordExport
from isotherm.web.site.streams import FileInParts

__all__ = ["router"]

router = Router(tags=["control"])


@router.get("/exports", response={200: list[ExportOut], **PROBLEMS}, auth=READ)
def read_exports(request: HttpRequest) -> Any:
    """The exports that lie in the town's folder, newest first."""
    return exports.exports()


@router.post("/exports", response={202: ExportAskedOut, **PROBLEMS}, auth=WRITE)
def make_export(request: HttpRequest) -> Any:
    """Ask for the record as it is now, written in the background; the privacy ledger says so."""
    return Status(202, exports.ask_export(acting(request, "record")))


@router.get("/exports/asked/{export_id}", response={200: ExportAskedOut, **PROBLEMS}, auth=READ)
def read_asked(request: HttpRequest, export_id: Id) -> Any:
    """How far an export is; done, it lies there under its name."""
    return get_object_or_404(RecordExport, pk=export_id)


@router.get(
    "/exports/{name}",
    response={200: None, **PROBLEMS},
    auth=READ,
    openapi_extra=file_answer("application/zip"),
)
def take_export(request: HttpRequest, name: Id) -> FileResponse:
    """An export as one zip."""
    acting(request, "record")
    return FileInParts(exports.open_zip(name), as_attachment=True, filename=f"{name}.zip")


@router.delete("/exports/{name}", response={200: Done, **PROBLEMS}, auth=WRITE)
def remove_export(request: HttpRequest, name: Id) -> Any:
    """Throw an export away."""
    exports.remove_export(name)
    return Done()
