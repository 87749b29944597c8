"""The API keeps what its OpenAPI document says, whatever it is sent."""

from __future__ import annotations

import os

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans
from schemathesis.checks import positive_data_acceptance

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("ISOTHERM_API_EXAMPLES", "4"))


def _document() -> schemathesis.BaseSchema:
    from isotherm.web.api.town import api

    document = schemathesis.openapi.from_dict(api.get_openapi_schema())
    document.app = WSGIHandler()
    return document


OPERATIONS = {found.ok().label: found.ok() for found in _document().get_all_operations()}


@pytest.fixture(autouse=True)
def one_connection():
    """The test's connection stays open between requests, as Django's own client keeps it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def keys(calling, operator, merchant, note, make_member):
    """Keys of an operator who keeps the shop too, and of a reader."""
    from isotherm.web.shop.models import Merchant, MerchantMember

    MerchantMember.objects.create(merchant=Merchant.objects.get(), member=operator, role="keeper")
    people = (operator, make_member("reader-1"))
    return [calling(one).defaults["HTTP_AUTHORIZATION"] for one in people]


KNOWN = {
    "note_id": "note-1",
    "product_id": "product-1",
    "merchant_id": "shop-1",
    "sku_id": "sku-L",
    "trend_id": "t-1",
}


def _ask(label: str, key: str) -> None:
    """Call an operation with what its document allows, about things that are there and others."""
    headers = {"Authorization": key, "Host": "localhost"}

    @given(case=OPERATIONS[label].as_strategy(), known=booleans())
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case, known):
        named = case.path_parameters or {}
        if known:
            named.update({name: KNOWN[name] for name in named if name in KNOWN})
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    ask()


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_one_the_document_names(label, keys):
    for key in keys:
        _ask(label, key)


@pytest.mark.parametrize("label", OPERATIONS)
def test_nobody_is_answered_without_a_key(label):
    @given(case=OPERATIONS[label].as_strategy())
    @settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        case.headers.pop("Authorization", None)
        assert case.call(headers={"Host": "localhost"}).status_code == 401

    ask()
