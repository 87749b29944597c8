"""A machine may do as much as a person in a hurry, and no more."""

from __future__ import annotations

import pytest

from isotherm.web.community.models import Note, Reply
from isotherm.web.site import limits

pytestmark = pytest.mark.django_db


def _said(client, path, times, **body):
    asked = [
        client.post(
            path,
            body,
            content_type="application/json",
            headers={"Idempotency-Key": f"key-number-{number}"},
        )
        for number in range(times)
    ]
    return [answer.status_code for answer in asked]


def test_what_is_counted_on_a_page_is_counted_here_too(calling, reader, note):
    machine = calling(reader)
    assert _said(machine, "/api/v1/notes", 8, title="t") == [201] * 6 + [429] * 2
    assert Note.objects.filter(author=reader).count() == 6
    reader_on_a_page = type(machine)()
    reader_on_a_page.force_login(reader)
    assert reader_on_a_page.post("/write/", {"title": "t", "once": "k"}).status_code == 429
    assert set(_said(machine, f"/api/v1/notes/{note.pk}/replies", 22, text="t")) == {201, 429}
    assert Reply.objects.count() == 20


def test_several_keys_count_together_and_calls_have_an_end(calling, reader, monkeypatch):
    monkeypatch.setitem(limits.RATES, "api", "3/minute")
    limits._rates.cache_clear()
    keys = [calling(reader), calling(reader)]
    answers = [key.get("/api/v1/notes").status_code for key in keys for _ in range(2)]
    limits._rates.cache_clear()
    assert answers == [200, 200, 200, 429]
