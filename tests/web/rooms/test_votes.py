from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from isotherm.web.rooms.models import LiveTest, Vote
from isotherm.web.rooms.queries import tally
from isotherm.web.rooms.services import (
    cast_vote,
    close_test,
    open_test,
    record_seen,
    settle_closed_tests,
    take_back_vote,
)
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def option(live_test):
    return live_test.options.first()


def test_a_vote_counts_once_however_often_it_is_cast(reader, option):
    votes = [cast_vote(reader, option.pk, stake="like") for _ in range(3)]
    assert len({vote.test.changes for vote in votes}) == 1
    assert tally(option.test).options == {option.pk: {"like": 1, "seen": 1}}


def test_the_database_refuses_a_second_vote_without_the_service(reader, option):
    cast_vote(reader, option.pk, stake="like")
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(test=option.test, option=option, member=reader, stake="like")


@pytest.mark.django_db(transaction=True)
def test_many_casting_at_once_are_each_counted_once(make_member, option):
    members = [make_member(f"m{i}") for i in range(5)]
    failed = []

    def cast(member):
        try:
            for _ in range(2):
                cast_vote(member, option.pk, stake="wish")
        except Exception as error:  # whatever it is, the test shows it
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=cast, args=(m,)) for m in members for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    counted = tally(option.test)
    assert (counted.voters, counted.votes, counted.changes) == (5, 5, 5)


def test_another_size_takes_the_place_of_the_first(reader, option):
    cast_vote(reader, option.pk, stake="size", value="M")
    cast_vote(reader, option.pk, stake="size", value="XL")
    assert Vote.objects.get(option=option, stake="size").value == "XL"


def test_a_vote_taken_back_leaves_that_it_was_seen(reader, option):
    cast_vote(reader, option.pk, stake="like")
    assert take_back_vote(reader, option.pk, stake="like")
    assert not take_back_vote(reader, option.pk, stake="like")
    assert tally(option.test).options == {option.pk: {"seen": 1}}


@pytest.mark.parametrize("act", ["vote", "take back"])
def test_after_the_close_nothing_moves(reader, option, act):
    cast_vote(reader, option.pk, stake="like")
    close_test(option.test)
    do, stake = {"vote": (cast_vote, "wish"), "take back": (take_back_vote, "like")}[act]
    with pytest.raises(Refusal) as refused:
        do(reader, option.pk, stake=stake)
    assert refused.value.code == "test_closed"
    assert tally(option.test).votes == 1


def test_before_the_close_they_do(reader, option):
    cast_vote(reader, option.pk, stake="wish")
    assert take_back_vote(reader, option.pk, stake="wish")


@pytest.mark.parametrize(
    ("stake", "value"), [("size", "XXXXL"), ("size", ""), ("love", ""), ("", "")]
)
def test_what_is_no_vote_is_refused(reader, option, stake, value):
    with pytest.raises(Refusal) as refused:
        cast_vote(reader, option.pk, stake=stake, value=value)
    assert refused.value.status == 422
    assert not Vote.objects.exists()


def test_a_deposit_is_the_options_own_sum_and_comes_back(reader, option):
    from isotherm.web.shop.models import Deposit

    vote = cast_vote(reader, option.pk, stake="deposit", value="1")
    assert vote.value == "8000"
    assert Deposit.objects.get().amount_fen == 8000
    assert take_back_vote(reader, option.pk, stake="deposit")
    assert Deposit.objects.get().state == "refunded"
    assert not Vote.objects.filter(stake="deposit").exists()


def test_deposits_on_what_is_not_made_come_back_at_the_close_and_voters_hear(reader, option):
    from isotherm.web.community.models import Notice
    from isotherm.web.shop.models import Deposit

    cast_vote(reader, option.pk, stake="deposit")
    for _ in range(2):
        close_test(option.test)
    assert Deposit.objects.get().state == "refunded"
    assert [n.kind for n in Notice.objects.filter(member=reader)] == ["test_decided"]


def test_deposits_on_what_stays_are_kept_until_they_are_asked_back(make_member, option):
    from isotherm.web.shop.models import Deposit

    members = [make_member(f"m{i}") for i in range(40)]
    for member in members:
        record_seen(option.test_id, [option.pk], [member.pk])
        cast_vote(member, option.pk, stake="like")
    cast_vote(members[0], option.pk, stake="deposit")
    close_test(option.test)
    assert Deposit.objects.get().state == "held"
    assert take_back_vote(members[0], option.pk, stake="deposit")
    assert Deposit.objects.get().state == "refunded"
    assert Vote.objects.filter(option=option, stake="deposit").count() == 1


def test_a_test_that_ends_by_itself_is_settled_once(reader, option):
    cast_vote(reader, option.pk, stake="like")
    assert settle_closed_tests() == 0
    LiveTest.objects.update(closes_at=now() - dt.timedelta(minutes=1))
    assert [settle_closed_tests(), settle_closed_tests()] == [1, 0]


def test_a_test_that_cannot_be_settled_holds_up_none_behind_it(option, shop, monkeypatch):
    from isotherm.web.rooms.services import settling

    ended = now() - dt.timedelta(minutes=1)
    LiveTest.objects.update(closes_at=ended - dt.timedelta(hours=1))
    behind = LiveTest.objects.create(merchant=shop, title="behind", closes_at=ended)
    behind.options.create(attributes={"colour": "grey"})
    settle = settling.settle

    def fails_at_first(test: LiveTest) -> None:
        if test.pk == option.test_id:
            raise IntegrityError
        settle(test)

    monkeypatch.setattr(settling, "settle", fails_at_first)
    assert settle_closed_tests() == 1
    settled = LiveTest.objects.filter(settled_at__isnull=False)
    assert [test.pk for test in settled] == [behind.pk]


def test_a_test_that_ended_while_the_town_was_closed_for_long_is_settled(reader, shop, option):
    from isotherm.web.shop.models import Deposit

    cast_vote(reader, option.pk, stake="deposit")
    record = LiveTest.objects.create(merchant=shop, closes_at=now() - dt.timedelta(days=40))
    LiveTest.objects.exclude(pk=record.pk).update(closes_at=now() - dt.timedelta(days=30))
    assert settle_closed_tests() == 1
    assert Deposit.objects.get().state == "refunded"
    record.refresh_from_db()
    assert record.settled_at is None  # control: one of a record has no voter who waits


def test_seen_is_noted_once_and_only_while_the_test_is_open(make_member, live_test):
    members = [make_member(f"m{i}").pk for i in range(3)]
    ids = [option.pk for option in live_test.options.all()]
    told = [record_seen(live_test.pk, [*ids, "none"], members) for _ in range(2)]
    assert told == [6, 0]
    close_test(live_test)
    assert record_seen(live_test.pk, ids, [make_member("late").pk]) == 0


def _opening(shop, **told):
    asked = {
        "title": "t",
        "brief_id": "",
        "note_id": None,
        "place": "note",
        "options": [{"attributes": {"colour": "灰"}}],
        "closes_at": now() + dt.timedelta(days=1),
    }
    return open_test(shop, **(asked | told))


@pytest.mark.parametrize(
    "told",
    [
        {"title": " \0 "},
        {"place": "moon"},
        {"options": []},
        {"options": [{"attributes": {}}]},
        {"options": [{"attributes": {"colour": "灰"}, "price_fen": -1}]},
        {"note_id": "none"},
        {"closes_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
        {"closes_at": dt.datetime(2090, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_a_test_that_makes_no_sense_is_not_opened(shop, told):
    with pytest.raises(Refusal):
        _opening(shop, **told)
    assert not LiveTest.objects.exists()


def test_a_test_that_makes_sense_is(shop):
    assert _opening(shop).options.count() == 1
