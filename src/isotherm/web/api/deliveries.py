"""Sending the messages of webhooks: again and again for a day, then never more."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import socket
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.utils import timezone
from django_tasks import task

from isotherm.web.api.models import Delivery
from isotherm.web.api.signing import sign
from isotherm.web.site.clock import now

__all__ = ["deliver"]

_WAITS = (10, 60, 300, 1800, 7200, 21600, 43200)  # seconds before each further try
_TIMEOUT_S = 5.0


@task()
def deliver(delivery_id: str) -> str:
    """Send one message; says what came of it. A message already taken is not sent again."""
    message = Delivery.objects.select_related("webhook").get(pk=delivery_id)
    if message.taken_at is not None or message.webhook.stopped_at is not None:
        return "nothing to send"
    message.tries += 1
    said = _send(message)
    if said == "taken":
        message.taken_at = now()
    elif message.tries <= len(_WAITS):
        wait = dt.timedelta(seconds=_WAITS[message.tries - 1])
        message.next_try_at = now() + wait
        deliver.using(run_after=timezone.now() + wait).enqueue(delivery_id)
    message.save(update_fields=["tries", "taken_at", "next_try_at"])
    return said


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
    except (OSError, ValueError, urllib3.exceptions.HTTPError) as error:
        return f"not reached: {type(error).__name__}"
    return "taken" if 200 <= status < 300 else f"answered {status}"


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Post to the address that was looked at, so that a name cannot change its mind in between."""
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    address = _public_address(host, port)
    pool: urllib3.HTTPConnectionPool = (
        urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)
        if secure
        else urllib3.HTTPConnectionPool(address, port)
    )
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    with pool:
        answer = pool.urlopen(
            "POST",
            path,
            body=body,
            headers={**headers, "Host": parts.netloc},
            retries=False,
            redirect=False,
            timeout=_TIMEOUT_S,
            preload_content=False,
        )
        answer.release_conn()
        return answer.status


def _public_address(host: str, port: int) -> str:
    """An address of a host; ValueError for one inside our own network (but in the demo)."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.DEMO and not all(ipaddress.ip_address(one).is_global for one in found):
        raise ValueError("the address lies inside a private network")
    return found[0]
