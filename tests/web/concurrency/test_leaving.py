"""Who is told something may be leaving at that moment."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from .crowd import Crowd, count

pytestmark = pytest.mark.django_db(transaction=True)
TESTS, LEAVING = 6, 10


@pytest.fixture
def tests(shop, reader, make_member) -> list[str]:
    """Tests in which a reader voted who stays, and all those who leave."""
    from isotherm.web.rooms.services import cast_vote, open_test
    from isotherm.web.site.clock import now

    voters = [reader, *(make_member(f"leaving-{number}") for number in range(LEAVING))]
    about = {"title": "春天的西装", "brief_id": "", "note_id": None, "place": "note"}
    made = []
    for _number in range(TESTS):
        test = open_test(
            shop,
            options=[{"attributes": {"colour": "丁香紫"}}],
            closes_at=now() + dt.timedelta(days=1),
            **about,
        )
        for voter in voters:
            cast_vote(voter, test.options.get().pk, stake="like")
        made.append(test.pk)
    return made


def _at_once(close: str, tests: list[str]) -> list[dict]:
    closing = [(close, {"test_id": test_id}) for test_id in tests]
    leaving = [("leave", {"member_id": f"leaving-{number}"}) for number in range(LEAVING)]
    with Crowd(processes=2, threads=8) as crowd:
        return crowd.do(leaving[:4] + closing + leaving[4:])


def test_a_test_closes_while_its_voters_leave(tests, reader):
    from isotherm.web.accounts.models import Member
    from isotherm.web.community.models import Notice

    answers = _at_once("close", tests)
    assert not count(answers, "error")
    assert set(count(answers, "closed")) == set(tests)
    assert len(count(answers, "left")) == LEAVING
    assert not Member.objects.filter(pk__startswith="leaving-").exists()
    told = Notice.objects.filter(kind="test_decided").values_list("member_id", flat=True)
    assert list(told) == [reader.pk] * TESTS


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="there a transaction that writes is alone"
)
def test_control_who_does_not_look_is_stopped_by_the_database(tests):
    assert any(
        "community_notice" in words
        for words in count(_at_once("close_without_looking", tests), "error")
    )
