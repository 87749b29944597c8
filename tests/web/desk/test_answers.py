"""Briefs are taken, passed and asked about, by whom they are for and while one can act."""

from __future__ import annotations

import pytest
from django.http import Http404
from tests.web.desk.conftest import DAY, TODAY, brief_row

from isotherm.web.desk.models import BriefAnswer, Lot
from isotherm.web.desk.queries.inbox import brief_for, inbox
from isotherm.web.desk.queries.today import todays
from isotherm.web.desk.services import answer_question, ask_about_brief, pass_brief, take_brief
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_inbox_holds_own_and_open_briefs_and_nobody_elses(shop, told):
    told.briefs.append(brief_row("b-theirs", merchant_id="shop-2", subject_id="n-3"))
    told.briefs.append(brief_row("b-own-but-open", merchant_id=None, subject_id="n-1"))
    assert [line.brief.brief_id for line in inbox(shop)] == ["b-own", "b-open"]
    with pytest.raises(Http404):
        brief_for(shop, "b-theirs")
    with pytest.raises(Http404):
        take_brief(shop, "b-theirs")
    assert not BriefAnswer.objects.exists()


def test_what_presses_and_is_worth_most_stands_first(shop, told):
    def row(name, days, **fields):
        due = None if days is None else TODAY + days * DAY
        own = {"merchant_id": "shop-1", "subject_id": f"n-{name}", "act_by": due}
        return brief_row(name, **own | fields)

    dear = {"price_low_fen": 90000, "price_high_fen": 90000}
    told.briefs[:] = [
        row("far", 196, **dear),
        row("undated", None, **dear),
        row("month", 20),
        row("month-dear", 28, **dear),
        row("missed", -5),
        row("soon-dear", 6, **dear),
        row("soon-for-all", 1, merchant_id=None, **dear),
    ]
    assert [line.brief.brief_id for line in inbox(shop)] == [
        "missed",
        "soon-for-all",
        "soon-dear",
        "month-dear",
        "month",
        "far",
        "undated",
    ]
    assert [line.brief.brief_id for line in todays(shop).briefs] == [
        line.brief.brief_id for line in inbox(shop)[:5]
    ]


def test_days_left_are_whole_days_to_the_day_to_act_by(shop, told, clock):
    assert brief_for(shop, "b-own").days_left == 30
    clock(31 * DAY)
    assert brief_for(shop, "b-own").days_left == -1


def test_trend_briefs_wait_for_the_operator(shop, told):
    told.briefs.append(
        brief_row("b-trend", merchant_id="shop-1", subject_kind="trend", subject_id="t-1")
    )
    with pytest.raises(Http404):
        brief_for(shop, "b-trend")
    told.published.add("t-1")
    assert take_brief(shop, "b-trend").answer == "taken"
    told.published.clear()
    line = brief_for(shop, "b-trend")
    assert (line.standing, line.brief.name) == ("withdrawn", "丁香紫西装")
    with pytest.raises(Refusal):
        ask_about_brief(shop, "b-trend", words="还做吗？")


def test_taking_twice_is_taking_once(shop, told):
    first = take_brief(shop, "b-own")
    assert take_brief(shop, "b-own").pk == first.pk
    assert BriefAnswer.objects.get().brief["name"] == "丁香紫西装"


def test_passing_needs_a_reason_and_no_lot(shop, told):
    with pytest.raises(Refusal):
        pass_brief(shop, "b-own", words=" \x00 ")
    assert pass_brief(shop, "b-own", words="交期赶不上").words == "交期赶不上"
    take_brief(shop, "b-own")
    Lot.objects.create(merchant=shop, brief_id="b-own", units=1, at=told.briefs[0]["act_by"])
    with pytest.raises(Refusal):
        pass_brief(shop, "b-own", words="算了")
    assert BriefAnswer.objects.get().answer == "taken"


def test_expired_briefs_take_no_answer(shop, told, clock):
    clock(121 * DAY)
    for act in (
        lambda: take_brief(shop, "b-own"),
        lambda: pass_brief(shop, "b-own", words="晚了"),
        lambda: ask_about_brief(shop, "b-own", words="晚了吗"),
    ):
        with pytest.raises(Refusal):
            act()
    assert brief_for(shop, "b-own").standing == "expired"


def test_a_question_is_answered_once_it_is_asked(shop, merchant, operator, told):
    asked = ask_about_brief(shop, "b-own", words="XL 占多少？")
    assert asked.answer == "asked"
    assert brief_for(shop, "b-own").waits
    answer_question(asked.pk, words="四分之三在 XL 以上", by=operator)
    kept = brief_for(shop, "b-own").answer
    assert (kept.question, kept.reply) == ("XL 占多少？", "四分之三在 XL 以上")
    assert merchant.notices.get().kind == "brief_answered"
    assert answer_question(asked.pk, words=" 四分之三在 XL 以上 ", by=operator) is None
    assert merchant.notices.count() == 1
    assert answer_question(asked.pk, words="五分之三", by=operator) is not None
    assert merchant.notices.count() == 2  # control: another answer is told
    with pytest.raises(Http404):
        answer_question(asked.pk, words="我也答", by=merchant)


def test_asking_after_taking_keeps_it_taken_and_forgets_the_old_reply(shop, operator, told):
    answer_question(ask_about_brief(shop, "b-own", words="一").pk, words="答一", by=operator)
    take_brief(shop, "b-own")
    again = ask_about_brief(shop, "b-own", words="二")
    assert (again.answer, again.question, again.reply) == ("taken", "二", "")


@pytest.mark.parametrize("words", ["", "x" * 501])
def test_words_that_cannot_be_kept_are_refused(shop, told, words):
    with pytest.raises(Refusal):
        ask_about_brief(shop, "b-own", words=words)
    assert not BriefAnswer.objects.exists()
