"""Addresses of a shop that are told what happens."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from isotherm.web.api.answers.plain import Done, Known
from isotherm.web.api.fields import Id, Line
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.api.webhooks import EVENTS, add_webhook, stop_webhook, webhooks_of

__all__ = ["router"]

router = Router(tags=["desk"])


class WebhookIn(Schema):
    """An address to be told, and of what."""

    url: Line
    events: list[Line] = Field(description=", ".join(EVENTS), max_length=len(EVENTS))


class WebhookOut(Schema):
    """A webhook."""

    webhook_id: str = Known("pk")
    url: str
    events: list[str]
    at: dt.datetime


class NewWebhookOut(WebhookOut):
    """A webhook that was just made; its secret is shown now and never again."""

    secret: str


@router.get(
    "/shops/{merchant_id}/webhooks", response={200: list[WebhookOut], **PROBLEMS}, auth=READ
)
@in_pages()
def read_webhooks(request: HttpRequest, merchant_id: Id) -> Any:
    """The addresses that are told what happens."""
    return webhooks_of(shop_of(request, merchant_id))


@router.post("/shops/{merchant_id}/webhooks", response={201: NewWebhookOut, **PROBLEMS}, auth=WRITE)
def make_webhook(request: HttpRequest, merchant_id: Id, body: WebhookIn) -> Any:
    """Tell an address; its messages are signed with the secret given here once."""
    merchant = shop_of(request, merchant_id)
    return Status(201, add_webhook(merchant, url=body.url, events=body.events))


@router.delete(
    "/shops/{merchant_id}/webhooks/{webhook_id}", response={200: Done, **PROBLEMS}, auth=WRITE
)
def end_webhook(request: HttpRequest, merchant_id: Id, webhook_id: Id) -> Any:
    """Tell an address nothing more."""
    stop_webhook(shop_of(request, merchant_id), webhook_id)
    return Done()
