from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from isotherm.web.community import looks as looks_module
from isotherm.web.community.looks import Looks
from isotherm.web.community.models import Note, Reaction

pytestmark = pytest.mark.django_db


def test_impressions_carry_no_person_and_add_up_by_day(make_notes):
    ids = make_notes(5)
    looks = Looks()
    for _ in range(3):
        looks.shown(ids)
        looks.write()
    looks.shown(ids[:2])
    looks.write()
    rows = Reaction.objects.filter(kind="impression")
    assert rows.count() == 5
    assert not rows.filter(member__isnull=False).exists()
    assert sorted(rows.values_list("note_id", "count")) == [
        (note_id, 4 if note_id in ids[:2] else 3) for note_id in ids
    ]
    assert list(Note.objects.order_by("pk").values_list("impression_count", flat=True)) == [
        4,
        4,
        3,
        3,
        3,
    ]


def test_many_looks_are_few_writes(make_notes):
    ids = make_notes(60)
    looks = Looks()
    for start in range(0, 60, 20):
        for _ in range(50):
            looks.shown(ids[start : start + 20])
    with CaptureQueriesContext(connection) as asked:
        looks.write()
    assert len(asked) <= 8
    assert Note.objects.filter(impression_count=50).count() == 60


def test_views_are_of_members_and_of_notes_that_are_there(make_notes, reader):
    (note_id,) = make_notes(1)
    looks = Looks()
    looks.viewed(note_id, member_id=reader.pk)
    looks.viewed(note_id, member_id="erased")
    looks.viewed("gone", member_id=reader.pk)
    looks.shown(["gone", note_id])
    looks.write()
    views = Reaction.objects.filter(kind="view").values_list("member_id", "note_id")
    assert list(views) == [(reader.pk, note_id)]


def test_looks_that_cannot_be_written_lose_neither_page_nor_count(make_notes, monkeypatch):
    (note_id,) = make_notes(1)
    looks = Looks()
    looks._written_at = -1e9
    looks.shown([note_id])

    def fail(*_args: object) -> None:
        raise DatabaseError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(looks_module, "_write_impressions", fail)
        looks.write_if_due()
    looks.shown([note_id])
    looks.write()
    assert Note.objects.get(pk=note_id).impression_count == 2


def test_a_page_that_was_sent_writes_what_is_due(client, make_notes, monkeypatch):
    make_notes(3)
    monkeypatch.setattr(looks_module.looks, "_written_at", float("inf"))
    client.get("/")
    assert not Reaction.objects.filter(kind="impression").exists()
    monkeypatch.setattr(looks_module.looks, "_written_at", -1e9)
    client.get("/")
    assert set(Note.objects.values_list("impression_count", flat=True)) == {2}
