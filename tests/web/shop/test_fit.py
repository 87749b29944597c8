from __future__ import annotations

import pytest

from isotherm.web.shop.models import Outcome
from isotherm.web.shop.queries import fit_evidence
from isotherm.web.shop.queries.fit import FEWEST

pytestmark = pytest.mark.django_db
MINE = {"weight_kg": 70, "height_cm": 165}


@pytest.fixture
def worn(make_member, blazer):
    """So many people with a body who kept it or not, and how it fitted."""

    def wear(count: int, *, kg: float, kept: bool = True, fit: str = "true", agreed: bool = True):
        for _ in range(count):
            number = Outcome.objects.count()
            member = make_member(
                f"wearer-{number}",
                profile={"weight_kg": kg, "height_cm": 165},
                shares_body=agreed,
            )
            Outcome.objects.create(member=member, product=blazer, kept=kept, fit=fit)

    return wear


@pytest.fixture
def me(make_member):
    return make_member("me", profile=MINE)


def test_bodies_like_mine_are_told_apart_from_everybody(worn, me, blazer):
    worn(FEWEST, kg=72)
    worn(3 * FEWEST, kg=50, kept=False, fit="large")
    mine = fit_evidence(blazer, me)
    assert (mine.like_mine, mine.people, mine.kept_share, mine.true) == (True, FEWEST, 1.0, 1.0)
    assert mine.kept_low < 1.0 == mine.kept_high
    everybody = fit_evidence(blazer, None)
    assert (everybody.like_mine, everybody.people) == (False, 4 * FEWEST)
    assert everybody.large == 3 / 4


def test_who_did_not_agree_does_not_count(worn, me, blazer):
    worn(FEWEST + 5, kg=70, agreed=False)
    worn(FEWEST - 1, kg=70)
    assert not fit_evidence(blazer, me).like_mine
    worn(1, kg=70)
    assert fit_evidence(blazer, me).people == FEWEST


def test_of_few_people_nothing_is_shown(worn, me, blazer):
    worn(FEWEST - 1, kg=70)
    assert fit_evidence(blazer, me) is None
    worn(1, kg=70, fit="")
    evidence = fit_evidence(blazer, me)
    assert (evidence.people, evidence.kept_share, evidence.true) == (FEWEST, 1.0, None)


def test_one_who_buys_often_is_one_person(worn, me, blazer):
    worn(1, kg=70)
    often = Outcome.objects.get()
    for _ in range(20):
        Outcome.objects.create(member=often.member, product=blazer, kept=True, fit="true")
    assert fit_evidence(blazer, me) is None


def test_coordinated_accounts_are_no_evidence(worn, me, blazer, monkeypatch):
    worn(FEWEST, kg=70)
    monkeypatch.setattr("isotherm.web.readings.queries.groups", lambda: {"wearer-0": "g-1"})
    assert fit_evidence(blazer, me) is None


def test_telling_a_little_more_or_less_moves_nobody_in_or_out(worn, make_member, blazer):
    """Alike is a fixed cell: no window can be moved over one person."""
    worn(FEWEST - 2, kg=70)
    worn(1, kg=66, kept=False)
    worn(1, kg=74.9, kept=False)
    seen = {
        fit_evidence(blazer, make_member(f"me-{kg}", profile={"weight_kg": kg, "height_cm": 165}))
        for kg in (65, 67, 70, 73, 74.9)
    }
    assert len(seen) == 1
    assert seen.pop().people == FEWEST


def test_who_buys_next_cannot_be_told_from_two_looks(worn, me, blazer):
    worn(FEWEST, kg=70)
    before = fit_evidence(blazer, me), fit_evidence(blazer, None)
    for _ in range(FEWEST - 1):
        worn(1, kg=70, kept=False, fit="large")
        assert (fit_evidence(blazer, me), fit_evidence(blazer, None)) == before
    worn(1, kg=70, kept=False, fit="large")
    now = fit_evidence(blazer, me)
    assert (now.people, now.kept_share, now.large) == (2 * FEWEST, 0.5, 0.5)


@pytest.mark.parametrize(
    "profile", [{}, {"weight_kg": "heavy"}, {"weight_kg": None}, {"weight_kg": "inf"}, [], "x"]
)
def test_a_profile_that_tells_no_body_shows_everybody(worn, make_member, blazer, profile):
    worn(FEWEST, kg=70)
    assert not fit_evidence(blazer, make_member("odd", profile=profile)).like_mine
