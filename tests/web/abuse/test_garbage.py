"""Whatever is sent to any address, by anyone: an answer in words, never a broken page."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from isotherm.web.site.audiences import Audience

from .full_town import fill, reading_of
from .roads import addresses, matrix

pytestmark = pytest.mark.django_db

TURNS = 200 if os.environ.get("ISOTHERM_SOAK") else 1
ROLES = ("anonymous", "reader", "merchant", "operator")
# Every name a form or an address of the town reads.
NAMES = (
    "title", "body", "tags", "product", "pictures", "once", "text", "parent_id", "parent", "next",
    "theme", "language", "q", "page", "goods", "quantity", "sku", "size", "source", "source_kind",
    "source_id", "name", "about", "height_cm", "weight_kg", "city", "choice", "wanted",
    "personalised", "phone", "region", "street", "address", "key", "once_key", "total_fen",
    "expected", "answer", "kept", "fit", "reason", "rating", "occasion", "words", "passed", "kind",
    "origin", "run", "at", "a", "b", "from", "to", "after", "before", "cursor", "option", "stake",
    "value", "client_key", "shop", "test", "stream_url", "opens_at", "closes_at", "file", "keep",
    "pool", "place", "note_id", "brief_id", "units", "unit_cost", "price", "price_yuan",
    "price_fen", "unit_cost_fen", "deposit", "cost", "days", "colour", "cut", "colours", "cuts",
    "options-0", "category", "description", "sizes", "L", "XL", "wish", "line", "parcel",
    "carrier", "restock", "scopes", "password1", "password2", "username", "login", "sort", "state",
    "stratum", "tab", "tag", "by", "year", "month", "take_down", "follow", "following", "seen",
    "attributes", "choose", "lead_days", "units_L", "cut_by", "reorder_at",
)  # fmt: skip
GARBAGE: tuple[Callable[[random.Random], str], ...] = (
    lambda _: "",
    lambda _: " ",
    lambda _: "0",
    lambda _: "-1",
    lambda _: "1e309",
    lambda _: "nan",
    lambda _: "9" * 30,
    lambda _: "99999999999999999999999",
    lambda _: "2147483648",
    lambda _: "٣",
    lambda _: "²",
    lambda _: "1_0",
    lambda _: "0x10",
    lambda _: "x" * 70_000,
    lambda _: "\u202e\u200b\ufeff",
    lambda _: "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    lambda _: "a\nb\r\nc\td",
    lambda _: "\x01\x1b[2J",
    lambda _: "'; DROP TABLE x; --",
    lambda _: "../../../etc/passwd",
    lambda _: "%00%0a%ff",
    lambda _: "{{ 7*7 }}",
    lambda _: '{"a": [1, {"b": null}]}',
    lambda _: "[" * 3000,
    lambda _: "null",
    lambda _: "true",
    lambda _: "2026-02-31T25:61",
    lambda _: "0001-01-01T00:00",
    lambda _: "9999-12-31T23:59",
    lambda _: "2026-03-08",
    lambda _: "https://evil.example:99999/",
    lambda _: "http://[::1",
    lambda _: "大码 西装",
    lambda _: "1",
    lambda _: "on",
    lambda seed: seed.choice(("product-1", "sku-L", "note-1", "reply-1", "option-1", "test-1")),
    lambda seed: seed.choice(("like", "wish", "size", "deposit", "true", "small", "need", "taken")),
    lambda seed: "".join(chr(seed.choice((seed.randrange(1, 0xD800), 65))) for _ in range(40)),
)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch) -> None:
    """Everybody may hurry."""
    from isotherm.web.site import limits

    monkeypatch.setattr(limits, "_rates", lambda _: [])
    cache.clear()


@pytest.fixture
def people(shop, merchant, note, make_member, tmp_path) -> Iterator[dict[str, Any]]:
    from isotherm.web.readings.queries import forget

    made = matrix.town.__wrapped__(shop, merchant, note, make_member)
    fill(made, shop, note, _word)
    reading_of(tmp_path / "reading", _word)
    yield made
    forget()


def _word(most: int) -> str:
    return "词 word"[:most]


def form_of(seed: random.Random) -> dict[str, Any]:
    """Some fields with some values, sometimes twice, sometimes a file where words belong."""
    form: dict[str, Any] = {}
    for name in seed.sample(NAMES, seed.randrange(0, len(NAMES))):
        values = [seed.choice(GARBAGE)(seed) for _ in range(seed.choice((1, 1, 1, 2)))]
        form[name] = values if len(values) > 1 else values[0]
    if seed.random() < 0.3:
        for name in ("pictures", "file", seed.choice(NAMES)):
            data = seed.choice(
                (b"", b"\0" * 50, b"a,b\n1,2\n", b"\xff\xd8\xff", b"Title,Handle\n,\n")
            )
            form[name] = SimpleUploadedFile(seed.choice(("a.csv", "x.jpg", "..\\..")), data)
    return form


def sent(client: Client, path: str, seed: random.Random) -> Iterator[Any]:
    form = form_of(seed)
    texts = {key: value for key, value in form.items() if not isinstance(value, SimpleUploadedFile)}
    texts = {key: value for key, value in texts.items() if len(str(value)) < 8000}
    headers = seed.choice(({}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "x"}))
    yield client.get(path, texts, headers=headers)
    yield client.post(path, form, headers=headers)
    bodies = (
        ("application/json", b'{"a": NaN'),
        ("application/x-www-form-urlencoded", b"a=%ff%fe&b=%00&=&&=="),
        ("application/x-www-form-urlencoded; charset=none", b"a=b"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
        ("multipart/form-data", b"x"),
        ("text/plain; charset=utf-16", b"\xff"),
    )
    kind, body = seed.choice(bodies)
    yield client.generic("POST", path, body, content_type=kind, headers=headers)
    yield client.generic(seed.choice(("PUT", "DELETE", "OPTIONS", "HEAD", "TRACE")), path)


@pytest.mark.parametrize("role", ROLES)
def test_no_garbage_breaks_any_page(role, people):
    seed, broken = random.Random(f"garbage for {role}"), set()
    client = matrix.client_of(people[role])
    client.raise_request_exception = False
    open_to = [path for path, who in addresses() if who in OPEN[role] or TURNS > 1]
    for path in open_to * TURNS:
        with transaction.atomic():
            for answer in sent(client, path, seed):
                if answer.status_code >= 500:
                    broken.add((path, answer.request["REQUEST_METHOD"], why(answer)))
            transaction.set_rollback(True)
        if path in ENDS:
            client = matrix.client_of(people[role])
            client.raise_request_exception = False
    assert broken == set()


OPEN = {
    "anonymous": (Audience.EVERYONE, Audience.DEMO),
    "reader": (Audience.MEMBER,),
    "merchant": (Audience.MERCHANT,),
    "operator": (Audience.OPERATOR,),
}
ENDS = ("/accounts/logout/", "/me/data/erase/", "/accounts/password/change/")


def why(answer: Any) -> str:
    """What broke, shortly."""
    return repr(getattr(answer, "exc_info", (0, ""))[1])[:300]


STRANGE = (
    "none", "-1", "0", "9" * 30, "x" * 300, "%00", "%ff", "..%2f..", "%F0%9F%98%80", "a%20b",
    "'", "%3Cscript%3E", "None", "null", "1e9", "%E2%80%AE", "*", "product-1%0a",
)  # fmt: skip


@pytest.mark.parametrize("role", ["reader", "operator", "merchant"])
def test_no_strange_part_of_an_address_breaks_a_page(role, people):
    client = matrix.client_of(people[role])
    client.raise_request_exception = False
    seed, broken = random.Random(f"strange for {role}"), set()
    for route, entry in matrix.ALL:
        who = matrix.audience_of(entry.callback)
        if not entry.pattern.converters or not matrix.may_enter(role, who):
            continue
        for strange in seed.sample(STRANGE, 2 if TURNS < 10 else len(STRANGE)):
            path = route
            for name in entry.pattern.converters:
                part = strange if seed.random() < 0.7 else str(matrix.PARTS[name])
                path = path.replace(f"<{matrix._kind(route, name)}{name}>", part)
            with transaction.atomic():
                for answer in (client.get(path), client.post(path)):
                    if answer.status_code >= 500:
                        broken.add((path, answer.request["REQUEST_METHOD"], why(answer)))
                transaction.set_rollback(True)
    assert broken == set()


def test_every_writing_address_asks_for_the_token(people):
    """Generated over all addresses: without the token nothing is written, whoever asks."""
    clients = {role: Client(enforce_csrf_checks=True) for role in ROLES[1:]}
    for role, client in clients.items():
        client.force_login(people[role], backend="django.contrib.auth.backends.ModelBackend")
    before, asked = matrix.everything(), 0
    for path, who in addresses():
        role = {Audience.OPERATOR: "operator", Audience.MERCHANT: "merchant"}.get(who, "reader")
        answer = clients[role].post(path, {"text": "x", "answer": "pay", "choice": "left"})
        if path.startswith("/payments/callback/"):
            assert answer.status_code in (400, 401, 403, 422), path  # signed instead
            continue
        assert answer.status_code in (403, 404, 405), f"{answer.status_code} {path}"
        asked += answer.status_code == 403
    assert asked > 60
    assert matrix.everything() == before


def test_control_with_the_token_asked_of_nobody_it_is_written(people):
    client = matrix.client_of(people["reader"])
    assert client.post("/notes/note-1/set/like/", {"state": "on"}).status_code in (200, 302)
