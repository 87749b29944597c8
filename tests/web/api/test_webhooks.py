from __future__ import annotations

import http.server
import json
import threading

import pytest
from django.utils.translation import override

from isotherm.web.api import deliveries, webhooks
from isotherm.web.api.deliveries import deliver
from isotherm.web.api.models import Delivery
from isotherm.web.api.signing import verify
from isotherm.web.api.webhooks import add_webhook, announce, stop_webhook, webhooks_of
from isotherm.web.shop.models import Merchant
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def listener():
    """An address on this machine that keeps what it is sent."""
    heard: list[tuple[dict[str, str], bytes]] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        status = 200

        def do_POST(self):
            heard.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(type(self).status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/told?a=1", heard, Ear
    server.shutdown()
    server.server_close()
    thread.join()


def _message(shop, url):
    webhook = add_webhook(shop, url=url, events=["line.paid"])
    announce(shop.pk, "line.paid", {"order_id": "o-1"})
    return webhook, Delivery.objects.get()


def test_a_message_is_signed_and_sent_once(shop, listener, settings):
    url, heard, _ = listener
    webhook, message = _message(shop, url)
    assert deliver.call(message.pk) == "taken"
    assert deliver.call(message.pk) == "nothing to send"
    [(headers, body)] = heard
    assert json.loads(body)["about"] == {"order_id": "o-1"}
    told = headers["Isotherm-Signature"]
    at = int(told.split(",")[0][2:])
    assert verify(told, body, secret=webhook.secret, now=at)
    assert not verify(told, body + b" ", secret=webhook.secret, now=at)
    assert not verify(told, body, secret="another", now=at)


def test_what_is_not_taken_is_tried_again_and_given_up_after_a_day(shop, listener):
    url, heard, ear = listener
    ear.status = 500
    _, message = _message(shop, url)
    for _ in range(8):
        assert deliver.call(message.pk) == "answered 500"
    message.refresh_from_db()
    assert (message.tries, message.taken_at, len(heard)) == (8, None, 8)


def test_our_own_network_is_told_nothing_outside_the_demo(shop, listener, settings):
    url, heard, _ = listener
    _, message = _message(shop, url)
    settings.DEMO = False
    assert deliver.call(message.pk).startswith("not reached")
    assert not heard


def test_control_without_the_look_at_the_address_it_would_be_told(
    shop, listener, settings, monkeypatch
):
    url, heard, _ = listener
    _, message = _message(shop, url)
    settings.DEMO = False
    monkeypatch.setattr(deliveries, "_public_address", lambda host, _port: host)
    assert deliver.call(message.pk) == "taken"
    assert heard


INSIDE = (
    "127.0.0.1 0.0.0.0 10.1.2.3 169.254.169.254 100.64.0.1 224.0.0.1 ::1 :: ::ffff:127.0.0.1 "
    "::127.0.0.1 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe:: fd00:ec2::254 fe80::1 fec0::1 ff02::1"
)


@pytest.mark.parametrize("address", INSIDE.split())
def test_our_own_network_has_many_addresses(address, settings, monkeypatch):
    settings.DEMO = False
    told = [(0, 0, 0, "", (address, 443))]
    monkeypatch.setattr(deliveries.socket, "getaddrinfo", lambda *_told, **_more: told)
    with pytest.raises(ValueError, match="private"):
        deliveries._public_address("a.example", 443)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_control_the_open_network_is_told(address, settings, monkeypatch):
    settings.DEMO = False
    told = [(0, 0, 0, "", (address, 443))]
    monkeypatch.setattr(deliveries.socket, "getaddrinfo", lambda *_told, **_more: told)
    assert deliveries._public_address("a.example", 443) == address


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example/", "https://", "https://me@a.example/", "http://a.example:x/"]
)
def test_what_is_no_address_is_refused(shop, url):
    with pytest.raises(Refusal):
        add_webhook(shop, url=url, events=["line.paid"])


def _add(shop, *events, url="https://a.example/"):
    return add_webhook(shop, url=url, events=events)


@pytest.mark.parametrize("again", [("line.paid", "line.kept"), ("line.kept",)])
def test_what_an_address_is_told_already_is_refused_in_words(shop, again):
    first = _add(shop, "line.paid", "line.kept")
    with override("zh-hans"), pytest.raises(Refusal) as refused:
        _add(shop, *again)
    told = refused.value
    assert (told.status, told.code, told.words) == (
        409,
        "known",
        "这个地址已经会收到这些了，要换先停掉它。",
    )
    announce(shop.pk, "line.kept", {})
    assert Delivery.objects.count() == 1
    stop_webhook(shop, first.pk)
    _add(shop, *again)


def test_control_without_the_look_at_what_it_is_told_everything_comes_twice(shop, monkeypatch):
    monkeypatch.setattr(webhooks, "_require_room", lambda *_told: None)
    for _ in range(2):
        _add(shop, "line.kept")
    announce(shop.pk, "line.kept", {})
    assert Delivery.objects.count() == 2


def test_other_events_other_addresses_and_other_shops_are_new(shop):
    _add(shop, "line.paid")
    _add(shop, "line.paid", "line.kept")
    _add(shop, "line.paid", url="https://b.example/")
    _add(Merchant.objects.create(id="shop-2", name="另一家"), "line.paid")
    assert webhooks_of(shop).count() == 3


def test_adding_and_stopping_without_end_is_too_often(shop):
    for _ in range(10):
        stop_webhook(shop, _add(shop, "line.paid").pk)
    with pytest.raises(Refusal) as refused:
        _add(shop, "line.paid")
    assert (refused.value.status, refused.value.code) == (429, "too_often")


def test_a_stopped_webhook_hears_nothing_more(shop):
    webhook = add_webhook(shop, url="https://a.example/", events=["line.paid"])
    stop_webhook(shop, webhook.pk)
    announce(shop.pk, "line.paid", {})
    assert not Delivery.objects.exists()
    assert not webhooks_of(shop)
