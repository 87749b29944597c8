"""Whatever is sent to any address, by anyone: an answer in words, never a broken page."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web import full_town, test_matrix

from isotherm.web.site.audiences import Audience

from .fields import fields
from .roads import addresses, matrix

pytestmark = pytest.mark.django_db

TURNS = 200 if os.environ.get("ISOTHERM_SOAK") else 1
ROLES = ("anonymous", "reader", "merchant", "operator")
NAMES = fields()
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
def people(merchant, note, make_member, settings, tmp_path) -> Iterator[dict[str, Any]]:
    from isotherm.web.readings.queries import forget

    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "pictures"
    made = full_town.settle(merchant, note, make_member, _word)
    full_town.put_files(tmp_path)
    full_town.reading_of(tmp_path / "run-1", _word)
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
            for answer in map(closed, sent(client, path, seed)):
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


def closed(answer: Any) -> Any:
    """The answer, its file read to the end."""
    if answer.streaming:
        answer.getvalue()
    return answer


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
                part = strange if seed.random() < 0.7 else str(matrix.PARTS.get(name, "x"))
                path = path.replace(f"<{matrix.kind_of(route, name)}{name}>", part)
            with transaction.atomic():
                for answer in map(closed, (client.get(path), client.post(path))):
                    if answer.status_code >= 500:
                        broken.add((path, answer.request["REQUEST_METHOD"], why(answer)))
                transaction.set_rollback(True)
    assert broken == set()


def test_the_names_are_those_that_are_read():
    """Some of each kind: read in a view, of a form class, only in a page, under another name."""
    read = {"want", "act", "once", "q", "page", "stake", "as_of", "at", "file"}
    assert read | {"height_cm", "option-0-colour", "phone", "opens_at"} <= set(NAMES)
    assert len(NAMES) > 90


WRITERS = {Audience.OPERATOR: "operator", Audience.MERCHANT: "merchant"}
SIGNED = "/payments/callback/"  # by the provider, instead of a token


def forms_sent(clients: dict[str, Client]) -> Iterator[tuple[str, str, Any]]:
    """Every form of the town as whose it is would send it: the view, the address, the answer."""
    for route, entry in matrix.ALL:
        name = matrix.view_name(entry)
        default = WRITERS.get(matrix.audience(entry), "reader")
        who = min(test_matrix.owners_of(entry) or {default})
        parts, form = test_matrix.SENT.get(name, ({}, {}))
        path = matrix.filled(route, entry, **parts)
        yield name, path, clients[who].post(path, form)


def test_every_writing_address_asks_for_the_token(people):
    """Generated over all addresses: without the token nothing is written, whoever asks."""
    clients, asked = signed_in(people, checks=True), 0
    before = matrix.everything()
    for _name, path, answer in forms_sent(clients):
        if not path.startswith(SIGNED):
            assert answer.status_code in (403, 404, 405), f"{answer.status_code} {path}"
            asked += answer.status_code == 403
    assert asked > 60
    assert matrix.everything() == before


def test_control_with_the_token_asked_of_nobody_it_is_written(people):
    written, sent = set(), forms_sent(signed_in(people, checks=False))
    while True:
        with transaction.atomic(), CaptureQueriesContext(connection) as told:
            name, _path, _answer = next(sent, ("", "", None))
            transaction.set_rollback(True)
        if not name:
            break
        if any(WRITES.match(one["sql"]) for one in told):
            written.add(name)
    assert set(test_matrix.SENT) - {"community:replies"} <= written
    assert len(written) >= 40


WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|accounts_member)')


def signed_in(people: dict[str, Any], *, checks: bool) -> dict[str, Client]:
    """A client for each, with or without the check of the token."""
    clients = {role: Client(enforce_csrf_checks=checks) for role, one in people.items() if one}
    for role, client in clients.items():
        client.force_login(people[role], backend="django.contrib.auth.backends.ModelBackend")
    return clients
