"""What belongs to somebody is answered to its owner's key, and is not there for anybody else's.

The rows are made from the API's own document, bodies included: a new operation is covered without
being listed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.web import full_town
from tests.web.addresses import PARTS, everything

pytestmark = pytest.mark.django_db

OWN = {"hold_id", "line_id", "notice_id", "order_id", "payment_id", "board_id", "token_id"}
# Whose the others are that name a thing which is not everybody's.
OWNERS = {("delete", "/notes/{note_id}"): {"author"}}
# What a buyer of a shop may do as well as its keeper; see docs/web.md.
BUYERS = {("get", "/shops/{merchant_id}/briefs")}
ROLES = ("reader", "stranger", "author", "merchant", "buyer", "other merchant", "operator")
Operation = tuple[str, str]


def _document() -> dict[str, Any]:
    from isotherm.web.api.town import api

    return dict(api.get_openapi_schema())


DOCUMENT = _document()
OPERATIONS: dict[Operation, dict[str, Any]] = {
    (method, path.removeprefix("/api/v1")): told
    for path, methods in DOCUMENT["paths"].items()
    for method, told in methods.items()
}


def owners_of(operation: Operation) -> set[str] | None:
    """The roles an operation answers; None where it is anybody's with a key."""
    named = {part.strip("{}") for part in operation[1].split("/") if part.startswith("{")}
    if OPERATIONS[operation]["tags"] == ["control"]:
        return {"operator"}
    if "merchant_id" in named:
        return {"merchant", "buyer"} if operation in BUYERS else {"merchant"}
    return OWNERS.get(operation) or ({"reader"} if named & OWN else None)


OWNED = {one: owners_of(one) for one in OPERATIONS if owners_of(one)}


def body_of(operation: Operation) -> Any:
    """The least that the document lets an operation be told."""
    told = OPERATIONS[operation].get("requestBody", {}).get("content", {})
    return _least(told["application/json"]["schema"]) if "application/json" in told else None


def _least(schema: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _least(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    choices = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if choices:
        return _least(choices[0])
    told, items = schema.get("properties", {}), schema.get("items", {})
    plain = {
        "object": lambda: {name: _least(told[name]) for name in schema.get("required", [])},
        "array": lambda: [_least(items) for _ in range(schema.get("minItems", 0))],
        "integer": lambda: schema.get("minimum", 1),
        "number": lambda: schema.get("minimum", 1),
        "boolean": lambda: True,
        "string": lambda: "x" * max(schema.get("minLength", 1), 1),
    }
    named = schema.get("enum") or [schema[key] for key in ("const",) if key in schema]
    return named[0] if named else plain[schema["type"]]()


def call(client: Client, operation: Operation) -> int:
    """The status of an operation on what is there."""
    method, path = operation
    for name in (part.strip("{}") for part in path.split("/") if part.startswith("{")):
        value = {"state": "like", "table": "strata"}.get(name) or PARTS[name]
        path = path.replace(f"{{{name}}}", str(value))
    answer = client.generic(
        method.upper(), f"/api/v1{path}", json.dumps(body_of(operation)), "application/json"
    )
    assert answer.status_code < 500, operation
    return int(answer.status_code)


@pytest.fixture
def town(merchant, note, make_member, tmp_path) -> Iterator[full_town.People]:
    from isotherm.web.readings.queries import forget

    people = full_town.settle(merchant, note, make_member, "x".ljust)
    full_town.reading_of(tmp_path / "run-1", "x".ljust)
    yield people
    forget()


@pytest.fixture
def clients(town, calling) -> dict[str, Client]:
    from isotherm.web.api.models import Token
    from isotherm.web.site.clock import now

    made = {role: calling(town[role]) for role in ROLES}
    Token.objects.update(last_used_at=now())  # not written anew with every call
    return made


def let_in(client: Client, role: str) -> set[Operation]:
    """The operations on others' things that somebody was answered."""
    found = set()
    for operation, owners in OWNED.items():
        if role not in owners:
            with transaction.atomic():
                if call(client, operation) not in (403, 404):
                    found.add(operation)
                transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_what_belongs_to_somebody_is_not_there_for_anothers_key(role, clients):
    before = everything()
    for operation, owners in OWNED.items():
        if role not in owners:
            assert call(clients[role], operation) in (403, 404), operation
    assert everything() == before


def test_its_owners_key_is_answered(clients):
    for operation, owners in OWNED.items():
        for role in sorted(owners):
            with transaction.atomic():
                status = call(clients[role], operation)
                transaction.set_rollback(True)
            assert status not in (401, 403, 404, 405), f"{status}: {role} at {operation}"


def test_control_where_everybody_is_taken_for_the_owner_everything_is_open(
    clients, town, monkeypatch
):
    found = set()
    for owner in ("reader", "author", "merchant", "operator"):
        for module in [one for name, one in sys.modules.items() if name.startswith("isotherm.web")]:
            if hasattr(module, "caller"):
                monkeypatch.setattr(module, "caller", lambda _, who=town[owner]: who)
        found |= let_in(clients["stranger"], "stranger")
    assert found == {one for one, owners in OWNED.items() if owners != {"operator"}}
