"""A prepared question answers what its queryset answers, whatever it is asked about."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Concat
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note
from isotherm.web.site.prepared import Prepared
from web.conftest import AT

AUTHORS = ["a", "b", "%s", "'; --", "衣", "value 0"]
texts = st.sampled_from([*AUTHORS, "nobody", ""])


def notes_of(*author_ids: str) -> QuerySet[Note, Any]:
    asked = Note.objects.filter(author__in=author_ids).exclude(title="hidden")
    return asked.order_by("pk").values_list("pk", "author__name", "at", "tags", "paid")


class AnyTexts(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        for place, author_id in enumerate(AUTHORS):
            told = {"username": author_id, "name": f"{author_id}!", "joined_at": AT}
            author = Member.objects.create(id=author_id, **told)
            for title in ("seen", "hidden"):
                shown = {"title": title, "tags": [author_id], "paid": bool(place % 2)}
                Note.objects.create(id=f"{title}-{place}", author=author, at=AT, **shown)
        cls.prepared = Prepared(notes_of)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(texts, max_size=6))
    def test_the_rows_are_those_of_the_queryset(self, author_ids: list[str]) -> None:
        assert self.prepared(*author_ids) == list(notes_of(*author_ids))


@pytest.mark.django_db
def test_what_was_written_since_is_answered(make_member):
    prepared = Prepared(lambda pk: Member.objects.filter(pk=pk).values_list("name"))
    assert prepared("late") == []
    make_member("late", name="晚")
    assert prepared("late") == [("晚",)]
    Member.objects.update(name="更晚")
    assert prepared("late") == [("更晚",)]


@pytest.mark.django_db
def test_a_question_is_put_into_sql_once(make_member):
    asked = []

    def named(pk: str) -> QuerySet[Member, Any]:
        asked.append(pk)
        return Member.objects.filter(pk=pk).values_list("name")

    make_member("a", name="A")
    make_member("b", name="B")
    prepared = Prepared(named)
    assert [prepared(pk) for pk in "abab"] == [[("A",)], [("B",)], [("A",)], [("B",)]]
    assert len(asked) == 1


@pytest.mark.django_db
def test_a_question_that_loses_its_text_is_refused():
    """Else it would be asked about its first text for ever."""
    shortened = Prepared(lambda pk: Member.objects.filter(pk=pk[:3]).values_list("name"))
    with pytest.raises(ValueError, match="lost one of them"):
        shortened("abcdef")


@pytest.mark.django_db
def test_a_text_stays_a_text_inside_a_larger_question(make_member):
    make_member("a", name="x")
    doubled = Prepared(
        lambda pk: Member.objects.filter(pk=pk).values_list(Concat("name", "username"))
    )
    assert doubled("a") == [("xa",)]


@pytest.mark.django_db(transaction=True)
def test_threads_ask_the_same_question_over_their_own_connections(make_member):
    from django.db import connection

    make_member("a", name="A")
    prepared = Prepared(lambda pk: Member.objects.filter(pk=pk).values_list("name", "joined_at"))
    here, there = prepared("a"), []

    def ask() -> None:
        try:
            there.extend(prepared("a"))
        finally:
            connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert there == here == [("A", AT)]
