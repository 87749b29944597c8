"""Every operation of the API by its document, and the things of the full town they name."""

from __future__ import annotations

import os
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, settings
from tests.web.addresses import PARTS

from isotherm.web.api.town import api

__all__ = ["AREAS", "DOCUMENT", "EXAMPLES", "FILES", "KNOWN", "OPERATIONS", "few", "scope_of"]

EXAMPLES = int(os.environ.get("ISOTHERM_API_EXAMPLES", "4"))
DOCUMENT = api.get_openapi_schema(path_prefix="/api/v1/")
KNOWN: dict[str, Any] = {name: str(value) for name, value in PARTS.items()} | {
    "kind": "products",
    "name": "record-1",
    "place": "0",
    "state": "like",
    "table": "needs",
}


def _operations() -> dict[str, Any]:
    document = schemathesis.openapi.from_dict(dict(DOCUMENT))
    document.app = WSGIHandler()
    return {found.ok().label: found.ok() for found in document.get_all_operations()}


OPERATIONS = _operations()


def _areas() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for label in OPERATIONS:
        method, _, path = label.partition(" ")
        tag = DOCUMENT["paths"][path][method.lower()]["tags"][0]
        found.setdefault(tag, []).append(label)
    return found


AREAS = _areas()
# Files are closed by who reads them; nobody does here. They have tests of their own.
FILES = {"GET /api/v1/exports/{name}", "GET /api/v1/me/data/zip"}


def scope_of(label: str) -> str:
    """The scope an operation asks for."""
    method, _, path = label.partition(" ")
    scope: str = DOCUMENT["paths"][path][method.lower()]["security"][0]["Token"][0]
    return scope


def few(examples: int = EXAMPLES) -> settings:
    """A few examples without a clock."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
