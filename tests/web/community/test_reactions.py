from __future__ import annotations

import pytest

from isotherm.web.community.models import Note, Reaction
from isotherm.web.community.services import react, take_back
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("kind", "column"), [("like", "like_count"), ("save", "save_count")])
def test_liking_twice_is_liking_once_and_can_be_taken_back(reader, note, kind, column):
    for _ in range(3):
        react(reader, kind, note_id=note.pk)
    note.refresh_from_db()
    assert getattr(note, column) == 1 == Reaction.objects.filter(kind=kind).count()
    assert take_back(reader, kind, note_id=note.pk)
    assert not take_back(reader, kind, note_id=note.pk)
    note.refresh_from_db()
    assert getattr(note, column) == 0


def test_the_count_is_kept_by_the_constraint_alone(reader, note):
    """Without it the same like would stand there twice."""
    from django.db import IntegrityError

    react(reader, "like", note_id=note.pk)
    with pytest.raises(IntegrityError):
        Reaction.objects.create(member=reader, kind="like", note=note)


def test_shares_and_views_are_kept_each_time(reader, note):
    for _ in range(2):
        react(reader, "share", note_id=note.pk)
        react(reader, "view", note_id=note.pk)
    assert Reaction.objects.filter(kind="view").count() == 2
    assert Note.objects.get(pk=note.pk).share_count == 2


def test_following_is_between_two_people(reader, note):
    react(reader, "follow", followed_id=note.author_id)
    react(reader, "follow", followed_id=note.author_id)
    assert Reaction.objects.filter(kind="follow").count() == 1
    with pytest.raises(Refusal):
        react(reader, "follow", followed_id=reader.pk)


@pytest.mark.parametrize(
    ("kind", "thing", "status"),
    [
        ("like", {"note_id": "gone"}, 404),
        ("like", {"product_id": "gone"}, 404),
        ("follow", {"followed_id": "gone"}, 404),
        ("impression", {"note_id": "note-1"}, 422),
        ("hug", {"note_id": "note-1"}, 422),
        ("like", {}, 422),
        ("like", {"followed_id": "author-1"}, 422),
        ("follow", {"note_id": "note-1"}, 422),
        ("like", {"note_id": "note-1", "product_id": "p"}, 422),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(reader, note, kind, thing, status):
    with pytest.raises(Refusal) as refused:
        react(reader, kind, **thing)
    assert refused.value.status == status
    assert not Reaction.objects.exists()


def test_counts_a_record_brought_never_fall_below_nothing(reader, note):
    react(reader, "like", note_id=note.pk)
    Note.objects.update(like_count=0)
    take_back(reader, "like", note_id=note.pk)
    assert Note.objects.get(pk=note.pk).like_count == 0
