"""Sending the messages of webhooks: again and again for a day, then never more.

An address that cannot be reached, or does not end its answer, rests longer each time, and all its
messages with it; one that keeps failing is told nothing more.
"""

from __future__ import annotations

import datetime as dt
import http.client
import ipaddress
import json
import socket
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from isotherm.web.api.models import Delivery, Webhook
from isotherm.web.api.posting import Door, post
from isotherm.web.api.signing import sign
from isotherm.web.api.webhooks import set_aside
from isotherm.web.site.clock import now

__all__ = ["QUEUE", "deliver"]

QUEUE = "webhooks"  # strangers' machines hold up no reading and no board
_WAITS = (10, 60, 300, 1800, 7200, 21600, 43200)  # seconds before each further try
_WITHIN_S = 5.0  # for a whole try
_KEPT = "/?:@!$&'()*+,;=%-._~"  # signs that stand in an address as they are
_UNREACHED = "not reached"
_HIDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))  # older addresses
_LOCAL = ipaddress.ip_network("fec0::/10")


@task(queue_name=QUEUE)
def deliver(delivery_id: str) -> str:
    """Send one message; says what came of it. A message already taken is not sent again."""
    message = Delivery.objects.select_related("webhook").filter(pk=delivery_id).first()
    if message is None or message.taken_at is not None or message.webhook.stopped_at is not None:
        return "nothing to send"
    rests_until = message.webhook.rests_until
    if rests_until is not None and rests_until > now():
        _put_off(message, rests_until)
        return "put off"
    said = _send(message)
    message.tries += 1
    with transaction.atomic():
        if said == "taken":
            _note_taken(message)
        else:
            _note_failed(message, unreached=said.startswith(_UNREACHED))
    return said


def _note_taken(message: Delivery) -> None:
    message.taken_at = now()
    message.save(update_fields=["tries", "taken_at"])
    resting = Webhook.objects.filter(pk=message.webhook_id).exclude(failures=0)
    resting.update(failures=0, rests_until=None)


def _note_failed(message: Delivery, *, unreached: bool) -> None:
    """Try again later, or give the message up, and with it an address that took nothing since."""
    message.save(update_fields=["tries"])
    webhook = message.webhook
    if unreached:
        webhook.failures += 1
        webhook.rests_until = now() + _wait(webhook.failures)
        webhook.save(update_fields=["failures", "rests_until"])
    given_up = message.tries > len(_WAITS)
    if not given_up:
        _put_off(message, now() + _wait(message.tries))
    took_some = webhook.deliveries.filter(taken_at__gte=message.at).exists()
    if webhook.failures > len(_WAITS) or (given_up and not took_some):
        set_aside(webhook)


def _wait(failed: int) -> dt.timedelta:
    """The pause after so many failures in a row."""
    return dt.timedelta(seconds=_WAITS[min(failed, len(_WAITS)) - 1])


def _put_off(message: Delivery, until: dt.datetime) -> None:
    message.next_try_at = until
    message.save(update_fields=["next_try_at"])
    deliver.using(run_after=timezone.now() + (until - now())).enqueue(message.pk)


def _send(message: Delivery) -> str:
    body = json.dumps(
        {
            "id": message.pk,
            "event": message.event,
            "at": message.at.isoformat(),
            "about": message.body,
        },
        ensure_ascii=False,
    ).encode()
    at = int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "isotherm-webhooks",
        "Isotherm-Signature": sign(body, secret=message.webhook.secret, at=at),
    }
    try:
        status = _post(message.webhook.url, body, headers)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return f"{_UNREACHED}: {type(error).__name__}"
    return "taken" if 200 <= status < 300 else f"answered {status}"


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Post to the address that was looked at, so that a name cannot change its mind in between."""
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    door = Door(_public_address(host, port), port, host, secure)
    target = quote(parts.path or "/", safe=_KEPT)
    if parts.query:
        target += "?" + quote(parts.query, safe=_KEPT)
    told = {"Host": parts.netloc.encode("idna").decode(), **headers}
    return post(door, target, headers=told, body=body, within_s=_WITHIN_S)


def _public_address(host: str, port: int) -> str:
    """An address of a host; ValueError for one inside our own network (but in the demo)."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.DEMO and not all(_is_outside(one) for one in found):
        raise ValueError("the address lies inside a private network")
    return found[0]


def _is_outside(told: str) -> bool:
    """Whether it lies in the open network, also where an older address is written inside it."""
    address = ipaddress.ip_address(told)
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _HIDING):
        inside.append(ipaddress.IPv4Address(address.packed[-4:]))
    return address not in _LOCAL and all(old is None or old.is_global for old in inside)
