"""The API keeps what its OpenAPI document says, whatever it is sent."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis.strategies import booleans
from schemathesis.checks import positive_data_acceptance
from tests.web.api.operations import AREAS, DOCUMENT, FILES, KNOWN, OPERATIONS, few, scope_of

from isotherm.web.site import limits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]


def _ask(label: str, key: str) -> None:
    """Call an operation with what its document allows, about things that are there and others."""
    headers = {"Authorization": key, "Host": "localhost"}

    @given(case=OPERATIONS[label].as_strategy(), known=booleans())
    @few()
    def ask(case, known):
        named = case.path_parameters or {}
        if known:
            # A file that is answered is closed by who reads it; nobody does here.
            named.update({name: KNOWN[name] for name in named if name != "name"})
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    ask()


@pytest.mark.parametrize("area", AREAS)
def test_every_answer_is_one_the_document_names(area, keys):
    wrong = []
    for label in (one for one in AREAS[area] if "{" in one or one not in FILES):
        limits._limiter.cache_clear()
        control = scope_of(label).startswith("control:")
        try:
            with transaction.atomic():  # each operation finds the town as it was
                for role in ("operator" if control else "merchant", "reader"):
                    _ask(label, keys[role])
                transaction.set_rollback(True)
        except Exception as failure:
            failure.add_note(label)
            wrong.append(failure)
    if wrong:
        raise ExceptionGroup(area, wrong)


def test_nobody_is_answered_without_a_key(db):
    for label in OPERATIONS:

        @given(case=OPERATIONS[label].as_strategy())
        @few(1)
        def ask(case):
            case.headers.pop("Authorization", None)
            answer = case.call(headers={"Host": "localhost"})
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == ["Bearer"]

        ask()


def test_every_operation_says_what_it_does_and_what_it_asks_for():
    said = [row for methods in DOCUMENT["paths"].values() for row in methods.values()]
    assert all(row.get("description", "").endswith(".") for row in said)
    assert len({row["operationId"] for row in said}) == len(said) == len(OPERATIONS)
    assert all(len(row["security"]) == 1 for row in said)


def test_no_two_shapes_share_a_name():
    """Two of one name would overwrite each other in the document without a word."""
    from ninja import Schema

    import isotherm.web.api.town  # noqa: F401  # loads them all

    def below(kind):
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    ours = {one for one in below(Schema) if one.__module__.startswith("isotherm.web.api")}
    names = sorted(one.__name__ for one in ours)
    assert len(names) == len(set(names))
