"""The API keeps what its OpenAPI document says, whatever it is sent."""

from __future__ import annotations

import os

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, settings

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = int(os.environ.get("ISOTHERM_API_EXAMPLES", "10"))
schema = schemathesis.pytest.from_fixture("document")


@pytest.fixture
def document(calling, operator, merchant, note):
    """The OpenAPI document, called with an operator's and shopkeeper's token."""
    from isotherm.web.shop.models import Merchant, MerchantMember

    shop = Merchant.objects.get()
    MerchantMember.objects.create(merchant=shop, member=operator, role="keeper")
    key = calling(operator).defaults["HTTP_AUTHORIZATION"]
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    document.config.update(headers={"Authorization": key, "Host": "localhost"})
    return document


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_the_document_names(case, calling, operator):
    case.call_and_validate()
