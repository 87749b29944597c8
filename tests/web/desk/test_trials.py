"""Variants of a brief that was taken are put to the vote, in words that can be told apart."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.web.desk.conftest import DAY, TODAY

from isotherm.web.desk.queries.trials import name_test
from isotherm.web.desk.services import OptionIdea, plan_test, take_brief
from isotherm.web.rooms.models import LiveTest
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db

LILAC = OptionIdea("丁香紫", "直筒", 80000)
GREY = OptionIdea("灰", "直筒", 80000)


def open_one(shop, **changed):
    plan = {
        "title": "哪个颜色",
        "place": "note",
        "note_id": "note-1",
        "options": [LILAC, GREY],
        "closes_at": TODAY + 3 * DAY,
    }
    return plan_test(shop, "b-own", **(plan | changed))


def test_a_test_opens_under_a_note_for_a_brief_that_was_taken(shop, note, told):
    with pytest.raises(Refusal):
        open_one(shop)
    take_brief(shop, "b-own")
    test = open_one(shop)
    options = list(test.options.order_by("place", "pk"))
    assert (test.brief_id, test.merchant_id, test.note_id) == ("b-own", "shop-1", "note-1")
    assert [one.attributes["colour"] for one in options] == ["丁香紫", "灰"]


def test_a_test_in_a_room_opens_the_room_with_its_host(shop, merchant, told):
    take_brief(shop, "b-own")
    begins = TODAY + dt.timedelta(hours=2)
    test = open_one(shop, place="room", note_id=None, host=merchant, room_opens_at=begins)
    room = test.rooms.get()
    assert (test.note_id, room.host_id, room.opens_at) == (None, "merchant-1", begins)


@pytest.mark.parametrize(
    "changed",
    [
        {"options": [LILAC]},
        {"options": [LILAC, LILAC]},
        {"options": [LILAC, OptionIdea("", "", 100)]},
        {"options": [LILAC, OptionIdea("灰", "", None)]},
        {"options": [OptionIdea(str(n), "", 100) for n in range(9)]},
        {"title": " "},
        {"title": "x" * 121},
        {"place": "street"},
        {"note_id": ""},
        {"note_id": "no-such"},
        {"note_id": "\x00"},
        {"closes_at": TODAY},
        {"closes_at": TODAY + 31 * DAY},
    ],
)
def test_what_cannot_be_voted_on_is_refused(shop, note, told, changed):
    take_brief(shop, "b-own")
    with pytest.raises(Refusal):
        open_one(shop, **changed)
    assert not LiveTest.objects.exists()


def test_a_test_without_a_title_is_called_by_its_note_or_its_options(shop, note):
    test = LiveTest.objects.create(id="t-1", merchant=shop)
    assert name_test(test) == "t-1"  # the control: nothing else is known of it
    for colour in ("丁香紫", "灰"):
        test.options.create(attributes={"colour": colour, "cut": "直筒", "item": "西装"})
    assert name_test(test) == "丁香紫 · 直筒 / 灰 · 直筒"
    test.note = note
    assert name_test(test) == note.title
    test.title = "哪个颜色"
    assert name_test(test) == "哪个颜色"
