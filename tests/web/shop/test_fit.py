from __future__ import annotations

import datetime as dt
import itertools

import pytest

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import save_profile
from isotherm.web.shop.models import Outcome
from isotherm.web.shop.queries import fit, fit_evidence
from isotherm.web.shop.queries.fit import FEWEST, GROWN

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)  # when everybody joined
MINE = {"weight_kg": 70, "height_cm": 165}


first_step = fit._first_step


@pytest.fixture(autouse=True)
def eight_first(monkeypatch):
    """As many as must be; what the town alone knows is put back where it is tested."""
    monkeypatch.setattr(fit, "_first_step", lambda _product, _body: FEWEST)


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


def test_nobody_is_told_how_a_necklace_fits(worn, me, blazer):
    worn(FEWEST, kg=70)
    assert fit_evidence(blazer, me) is not None  # the control
    blazer.category, blazer.title = "配饰", "细链项链"
    blazer.skus.update(options={"colour": "银"})
    assert fit_evidence(blazer, me) is None


def test_of_seven_accounts_of_one_hand_the_eighth_cannot_be_told(worn, me, blazer, monkeypatch):
    """What seven of one's own and one unknown show is shown of other crowds, too."""
    seen = {}
    for step, others, returned in itertools.product((8, 9, 12, 15), range(9), range(2)):
        Member.objects.filter(pk__startswith="wearer").delete()
        monkeypatch.setattr(fit, "_first_step", lambda _product, _body, step=step: step)
        worn(7, kg=70)
        worn(max(others - returned, 0), kg=70)
        worn(min(returned, others), kg=70, kept=False, fit="small")
        shown = fit_evidence(blazer, me)
        if shown is not None:
            seen.setdefault(shown, set()).add((others, returned))
    assert all(len(behind) > 1 for behind in seen.values())
    assert all(any(others > 1 for others, _ in behind) for behind in seen.values())


def test_control_with_a_step_everybody_knows_the_eighth_is_told(worn, me, blazer):
    worn(7, kg=70)
    assert fit_evidence(blazer, me) is None
    worn(1, kg=70, kept=False, fit="small")
    shown = fit_evidence(blazer, me)
    assert (shown.people, shown.kept_share, shown.small) == (8, 7 / 8, 1 / 8)


def test_how_many_the_first_takes_is_the_towns_secret_and_the_same_at_every_look(settings):
    cells = [("p", (kg, 17)) for kg in range(200)] + [("q", None)]
    steps = [first_step(*cell) for cell in cells]
    assert steps == [first_step(*cell) for cell in cells]
    assert set(steps) == set(range(8, 16))
    settings.SECRET_KEY = "another town's"
    assert steps != [first_step(*cell) for cell in cells]


@pytest.mark.parametrize(("age", "shown"), [(GROWN, True), (GROWN - dt.timedelta(1), False)])
def test_accounts_made_for_it_are_no_evidence(worn, me, blazer, age, shown):
    worn(FEWEST, kg=70)
    Outcome.objects.update(at=AT + age)
    assert (fit_evidence(blazer, me) is not None) is shown


@pytest.mark.parametrize("change", ["weight", "consent", "city"])
def test_a_body_told_anew_counts_after_a_month(worn, me, blazer, monkeypatch, change):
    """Seven accounts moved from body to body would find where the eighth is."""
    worn(FEWEST, kg=70)
    told = {"name": "n", "about": "", "seed_user": False, "personalised": True, "city": ""}
    told |= {"weight_kg": 70, "height_cm": 165, "shares_body": True}
    away = {"weight": {"weight_kg": 50}, "consent": {"shares_body": False}, "city": {"city": "x"}}
    monkeypatch.setattr("isotherm.web.accounts.services.profile.now", lambda: AT)
    for profile in (told | away[change], told):
        save_profile("wearer-0", profile)
    for later, like_mine in ((GROWN / 2, change == "city"), (GROWN, True)):
        monkeypatch.setattr(fit, "now", lambda later=later: AT + later)
        assert fit_evidence(blazer, me).like_mine is like_mine
