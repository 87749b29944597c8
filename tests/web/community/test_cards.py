"""Cards tell what the notes themselves would tell."""

from __future__ import annotations

import pytest

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, NotePicture
from isotherm.web.community.queries.cards import cards
from isotherm.web.community.services.reactions import react

pytestmark = pytest.mark.django_db


def test_cards_come_in_the_order_asked_once_each_and_without_what_is_gone(make_notes, reader):
    ids = make_notes(3)
    asked = [ids[2], "gone", ids[0], ids[2]]
    assert [card["note"].pk for card in cards(asked, reader)] == [ids[2], ids[0]]
    assert cards([]) == cards(["gone"]) == []


def test_a_card_tells_what_its_note_tells(make_notes, reader):
    first, untitled, nobodys = make_notes(3)
    Member.objects.filter(notes=first).update(name="小满")  # shown; the username is not
    Note.objects.filter(pk=untitled).update(title="", body="字" * 90)
    Note.objects.filter(pk=nobodys).update(author=None, at=None)
    for place, name in ((1, "second.webp"), (0, "first.webp"), (2, "third.webp")):
        size = {"width": 30 + place, "height": 40}
        NotePicture.objects.create(note_id=first, place=place, file=name, **size)
    told = {card["note"].pk: card for card in cards([first, untitled, nobodys], reader)}
    for note in Note.objects.select_related("author"):
        card = told[note.pk]
        assert card["title"] == (note.title or note.body[:60])
        for name in ("pk", "author_id", "at", "tags", "like_count"):
            assert getattr(card["note"], name) == getattr(note, name)
        if note.author is not None:
            for name in ("pk", "name", "username"):
                assert getattr(card["note"].author, name) == getattr(note.author, name)
        assert (card["note"].author is None) == (note.author is None)
        hung = note.pictures.first()
        assert (card["note"].cover and card["note"].cover.file.name) == (hung and hung.file.name)


def test_a_card_is_liked_by_who_likes_it(make_notes, reader, make_member):
    first, second = make_notes(2)
    react(reader, "like", note_id=first)
    assert [card["liked"] for card in cards([first, second], reader)] == [True, False]
    assert [card["liked"] for card in cards([first, second], make_member("other"))] == [False] * 2
    assert [card["liked"] for card in cards([first, second])] == [False, False]


def test_what_a_card_shows_costs_three_questions(make_notes, reader, django_assert_num_queries):
    ids = make_notes(20)
    with django_assert_num_queries(3):
        for card in cards(ids, reader):
            note = card["note"]
            assert (note.cover, str(note.author)) == (None, "writer")
            assert note.at is not None
