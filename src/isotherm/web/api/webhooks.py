"""Webhooks: addresses of a shop that are told what happens, each message signed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from isotherm.web.api.models import Delivery, Webhook
from isotherm.web.shop.models import Merchant, MerchantMember
from isotherm.web.shop.services import lock_shop
from isotherm.web.site.clock import now
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal

__all__ = ["EVENTS", "add_webhook", "announce", "set_aside", "stop_webhook", "webhooks_of"]

EVENTS: dict[str, str] = {
    "line.paid": "a line of an order was paid and can be sent",
    "line.shipped": "a line was sent",
    "line.return_asked": "someone wants to send a line back",
    "line.returned": "a line came back and its money was returned",
    "line.kept": "a line was kept",
    "test.decided": "a live test of yours has ended",
}
_MOST = 10  # webhooks of one shop
_LONGEST = 200  # characters of an address


def add_webhook(merchant: Merchant, *, url: str, events: Iterable[str]) -> Webhook:
    """A new address and the secret its messages are signed with; https alone outside the demo.

    Refused where the address is told all of these events already: each would come twice.
    """
    asked = sorted(set(events))
    if not asked or any(event not in EVENTS for event in asked):
        raise Refusal(_("Choose what the address should be told."), code="events", status=422)
    _require_address(url)
    secret = f"whsec_{secrets.token_hex(24)}"
    from isotherm.web.control.services import record_disclosure

    with transaction.atomic():
        lock_shop(merchant)
        _require_room(merchant, url, asked)
        made = Webhook.objects.create(
            merchant=merchant, url=url, secret=secret, events=asked, at=now()
        )
        record_disclosure("webhook", to=merchant.pk, about={"subject_id": made.pk})
    return made


def stop_webhook(merchant: Merchant, webhook_id: str) -> None:
    """Tell an address nothing more; stopping it again changes nothing."""
    webhooks_of(merchant).filter(pk=webhook_id).update(stopped_at=now())


def set_aside(webhook: Webhook) -> None:
    """Tell an address that keeps failing nothing more, and who keeps its shop that it is so."""
    living = Webhook.objects.filter(pk=webhook.pk, stopped_at=None)
    if not living.update(stopped_at=now()):
        return
    from isotherm.web.community.notices import notify_all

    keepers = MerchantMember.objects.filter(merchant=webhook.merchant_id, role="keeper")
    notify_all(
        keepers.order_by("pk").values_list("member_id", flat=True),
        "webhook_set_aside",
        about={"address": webhook.url},
        url=f"/desk/{webhook.merchant_id}/",
    )


def webhooks_of(merchant: Merchant) -> QuerySet[Webhook]:
    """The living webhooks of a shop."""
    return Webhook.objects.filter(merchant=merchant, stopped_at=None).order_by("at", "pk")


def announce(merchant_id: str, event: str, body: Mapping[str, Any]) -> None:
    """Tell a shop's addresses; the messages stand in the transaction of what they tell about."""
    from isotherm.web.api.deliveries import deliver

    for webhook in Webhook.objects.filter(merchant_id=merchant_id, stopped_at=None):
        if event not in webhook.events:
            continue
        message = Delivery.objects.create(
            webhook=webhook, event=event, body=dict(body), at=now(), next_try_at=now()
        )
        transaction.on_commit(partial(deliver.enqueue, message.pk))


def _require_room(merchant: Merchant, url: str, events: Iterable[str]) -> None:
    """Refuse what the shop has already, one too many, and one too many in an hour."""
    living = list(webhooks_of(merchant))
    told = {event for webhook in living if webhook.url == url for event in webhook.events}
    if told.issuperset(events):
        raise Refusal(_("That address is told this already; stop it first."), code="known")
    if len(living) >= _MOST:
        raise Refusal(_("This shop has 10 webhooks; stop one first."), code="too_many")
    limited("webhook", merchant.pk)


def _require_address(url: str) -> None:
    """Refuse what is no address a message may be sent to."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises where the port is no number
    except ValueError:
        parts = urlsplit("")
    allowed = {"https", "http"} if settings.DEMO else {"https"}
    if parts.scheme not in allowed or not parts.hostname or parts.username or len(url) > _LONGEST:
        raise Refusal(
            _("That is no https address messages can be sent to."), code="url", status=422
        )
