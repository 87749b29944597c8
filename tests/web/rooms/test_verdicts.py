from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest

from isotherm import trust
from isotherm.livetest import decide
from isotherm.trust import choices_of
from isotherm.web.community.models import Reaction
from isotherm.web.rooms.models import LiveTest, Vote
from isotherm.web.rooms.queries import decision, groups, strata_of_voters, tally, votes_set_aside
from isotherm.web.rooms.queries.evidence import evidence_of
from isotherm.web.rooms.queries.groups import coordinated_groups
from isotherm.web.rooms.queries.support import people_at
from isotherm.web.rooms.services import close_test
from isotherm.web.site.clock import now

pytestmark = pytest.mark.django_db

RATES = (0.4, 0.02)
_changed = itertools.count(1)


def _cast(test, members, rates=RATES, *, seed=1, minutes=600, start=0):
    """Members see all options, spread over the minutes, and like some."""
    chance, votes = random.Random(seed), []
    for i, member in enumerate(members):
        at = test.opened_at + dt.timedelta(minutes=start + i * minutes / len(members))
        for option, rate in zip(test.options.all(), rates, strict=True):
            votes.append(Vote(test=test, option=option, member=member, at=at, stake="seen"))
            if chance.random() < rate:
                votes.append(Vote(test=test, option=option, member=member, at=at, stake="like"))
    Vote.objects.bulk_create(votes)
    LiveTest.objects.filter(pk=test.pk).update(changes=next(_changed))


@pytest.fixture
def people(make_member):
    return [make_member(f"p{i:03d}") for i in range(120)]


def test_the_decision_is_the_engines_over_the_exported_tables(live_test, people):
    _cast(live_test, people)
    tests = [{"test_id": live_test.pk}]
    options = [
        {"option_id": o.pk, "test_id": live_test.pk, "attributes": o.attributes}
        for o in live_test.options.all()
    ]
    votes = [
        {
            "test_id": v.test_id,
            "option_id": v.option_id,
            "actor_id": v.member_id,
            "at": v.at,
            "stake": v.stake,
            "value": v.value or None,
        }
        for v in Vote.objects.order_by("?")
    ]
    expected = decide(tests, options, votes, test_id=live_test.pk)
    assert decision(live_test) == expected
    assert {o.verdict for o in expected.options} == {"keep", "drop"}


def test_the_curves_end_where_the_verdicts_are(live_test, people):
    _cast(live_test, people)
    drawn = evidence_of(live_test)
    for row in decision(live_test).options:
        height = drawn[row.option_id].height
        assert (height >= 1, height <= -1) == (row.verdict == "keep", row.verdict == "drop")


@pytest.fixture
def lively(live_test, people):
    """A test whose voters have lives of their own and want little of it."""
    Reaction.objects.bulk_create(
        Reaction(member=member, kind="view", at=live_test.opened_at)
        for i, member in enumerate(people)
        for _ in range(3 + i * 7 % 40)
    )
    _cast(live_test, people, (0.05, 0.05))
    return live_test


@pytest.fixture
def bought(make_member):
    """Newcomers who do nothing else."""
    return [make_member(f"z{i:02d}", joined_at=now() - dt.timedelta(hours=1)) for i in range(60)]


@pytest.fixture
def stuffed(lively, bought):
    """A ballot into which they put sixty votes in a few minutes."""
    _cast(lively, bought, (1.0, 0.0), minutes=5, start=100)
    return lively


def _first_verdict(test):
    first = test.options.first()
    return next(o for o in decision(test).options if o.option_id == first.pk).verdict


def test_bought_votes_count_as_one_and_decide_nothing(stuffed):
    assert _first_verdict(stuffed) != "keep"
    assert votes_set_aside(stuffed) >= 50
    people = [p for p in coordinated_groups(stuffed.pk, _voters(stuffed)) if p.startswith("p")]
    assert len(people) <= 3  # liked the same in the same minutes and do little else


def test_people_are_told_as_people_and_accounts_as_accounts(stuffed, client):
    accounts, (viewers, voters) = tally(stuffed).voters, people_at(stuffed)
    assert accounts >= 60 > voters + 40
    assert viewers <= 120 + 10
    page = f"/tests/{stuffed.pk}/"
    assert f"已有 {accounts} 个账号投票" in client.get(page).content.decode()
    close_test(stuffed)
    assert f"一共 {voters} 人投了票" in client.get(page).content.decode()


@pytest.mark.parametrize("looked_at", [True, False])
def test_whoever_votes_is_looked_at_before_they_count(lively, bought, monkeypatch, looked_at):
    assert votes_set_aside(lively) < 10
    if not looked_at:  # control: by a look from before they came they are people
        before = coordinated_groups(lively.pk, _voters(lively))
        monkeypatch.setattr(groups, "_pushed", lambda *_told: before)
    _cast(lively, bought, (1.0, 0.0), minutes=5, start=100)
    assert (_first_verdict(lively) == "keep") != looked_at
    assert (votes_set_aside(lively) >= 50) == looked_at


@pytest.mark.parametrize("asked", ["of each option", "of the one option alone"])
def test_a_second_like_hides_nobody(lively, bought, monkeypatch, asked):
    if asked == "of the one option alone":  # control: whoever likes two is compared with nobody
        monkeypatch.setattr(trust, "choices_of", lambda backs: choices_of(backs)[:1])
    _cast(lively, bought, (1.0, 0.5), minutes=5, start=100)
    assert Vote.objects.filter(member__in=bought, stake="like").count() > 75  # many like two
    assert (_first_verdict(lively) == "keep") == (asked == "of the one option alone")


def test_were_they_people_they_would_have_decided(stuffed, monkeypatch):
    from isotherm.web.rooms.queries import verdicts

    monkeypatch.setattr(verdicts, "coordinated_groups", lambda *_told: {})
    LiveTest.objects.update(changes=next(_changed) + 10_000)
    assert _first_verdict(stuffed) == "keep"


def test_a_small_room_tells_no_strata_and_a_large_one_only_large_cells(
    live_test, people, reading_of
):
    ids = [member.pk for member in people]
    members = {"s-1": ids[:70], "s-2": ids[70:]}
    reading_of(
        strata=[
            {"stratum_id": key, "name": key, "terms": [], "parent_id": None} for key in members
        ],
        memberships=[
            {"stratum_id": key, "actor_id": actor_id, "weight": 1.0}
            for key, inside in members.items()
            for actor_id in inside
        ],
    )
    _cast(live_test, people[:49], (1.0, 0.0))
    assert strata_of_voters(live_test) == ()
    Vote.objects.all().delete()
    _cast(live_test, people, (1.0, 0.0))
    shares = strata_of_voters(live_test)  # of the first hundred; thirty of the second stratum
    assert [(one.stratum_id, one.share) for one in shares] == [("s-1", 0.7)]
    Vote.objects.filter(member=people[-1]).delete()
    assert strata_of_voters(live_test) == shares


def _voters(test):
    return frozenset(Vote.objects.filter(test=test).values_list("member_id", flat=True))
