from __future__ import annotations

import pytest

from isotherm.web.community.models import Notice, Wish
from isotherm.web.community.notices import mark_read, notify, sentence
from isotherm.web.community.queries.wishes import wishes_shown
from isotherm.web.community.services import (
    answer_wishes,
    make_wish,
    second_wish,
    take_second_back,
    take_wish_back,
    wishes,
)
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_wish_is_read_for_what_it_says(reader):
    wish = make_wish(reader, text="丁香紫 大码西装 500以内", attributes={"cut": "直筒"}).wish
    assert wish.attributes["colours"] == ["lilac"]
    assert wish.attributes["cut"] == "直筒"
    assert wish.attributes["price_high_fen"] == 50_000


def test_wanting_it_twice_counts_once_and_ones_own_not(make_member, reader):
    wish = make_wish(reader, text="直筒西装").wish
    friend = make_member("friend")
    assert [second_wish(friend, wish.pk).second_count for _ in range(3)] == [1, 1, 1]
    with pytest.raises(Refusal):
        second_wish(reader, wish.pk)
    with pytest.raises(Refusal) as gone:
        second_wish(reader, "gone")
    assert gone.value.status == 404


@pytest.mark.parametrize("text", ["", "  ", "\0", "x" * 201])
def test_an_empty_or_endless_wish_is_refused(reader, text):
    with pytest.raises(Refusal):
        make_wish(reader, text=text)
    assert not Wish.objects.exists()


def test_an_answer_reaches_everyone_who_wanted_it_once(make_member, reader, shop):
    from isotherm.web.shop.models import Product

    product = Product.objects.get()
    texts = ("丁香紫西装", "春天的西装")
    wishes = [make_wish(reader, text=text).wish.pk for text in texts]
    friend = make_member("friend")
    second_wish(friend, wishes[0])
    assert answer_wishes(product, [*wishes, "gone"]) == 2
    assert answer_wishes(product, wishes) == 0
    told = Notice.objects.values_list("member_id", "kind").order_by("member_id", "kind")
    assert list(told) == [
        ("friend", "second_answered"),
        ("reader-1", "wish_answered"),
        ("reader-1", "wish_answered"),
    ]
    assert "丁香紫西装" in sentence(Notice.objects.filter(member=friend).get())


@pytest.mark.parametrize("again", ["丁香紫 西装 XL", "  丁香紫西裝，xl！", "丁香紫，西装。ＸＬ"])
def test_the_same_words_again_lead_to_the_first_wish_while_it_is_open(reader, shop, again):
    first = make_wish(reader, text="丁香紫 西装 XL").wish
    assert make_wish(reader, text=again) == (first, False)
    answer_wishes(shop.products.get(), [first.pk])
    assert make_wish(reader, text=again).is_new  # it may be wanted again
    assert Wish.objects.count() == 2


def test_control_other_words_and_other_people_wish_for_themselves(make_member, reader):
    for text in ("裙子 100-200", "裙子 100200", "裙子 1.5", "裙子 15", "？", "！"):
        assert make_wish(reader, text=text).is_new, text
    assert make_wish(make_member("friend"), text="裙子 1.5").is_new


def test_what_nobody_else_wants_goes_when_it_is_taken_back(make_member, reader):
    wish = make_wish(reader, text="直筒西装").wish
    with pytest.raises(Refusal) as other:
        take_wish_back(make_member("friend"), wish.pk)
    assert other.value.status == 404
    assert take_wish_back(reader, wish.pk) is None
    assert not Wish.objects.exists()
    with pytest.raises(Refusal) as gone:
        take_wish_back(reader, wish.pk)
    assert gone.value.status == 404


def test_what_others_want_stays_and_names_who_wished_no_more(make_member, reader):
    wish = make_wish(reader, text="直筒西装").wish
    friends = [make_member("friend"), make_member("other")]
    for friend in friends:
        second_wish(friend, wish.pk)
    assert wish_of(wish).wanted_by == 3
    for _ in range(2):
        left = take_wish_back(reader, wish.pk)
        assert (left.wisher, left.wanted_by) == (None, 2)
    assert not list(wishes_shown("own", reader))
    take_second_back(friends[0], wish.pk)
    take_second_back(friends[0], wish.pk)
    assert wish_of(wish).wanted_by == 1
    assert take_second_back(friends[1], wish.pk) is None
    assert not Wish.objects.exists()  # nobody is left who wants it


@pytest.mark.parametrize("how", ["second", "wish"])
def test_who_withdrew_can_stand_behind_it_again(make_member, reader, how):
    wish = make_wish(reader, text="直筒西装").wish
    second_wish(make_member("friend"), wish.pk)
    take_wish_back(reader, wish.pk)
    if how == "second":
        second_wish(reader, wish.pk)
    else:
        assert make_wish(reader, text="直筒西装") == (wish, False)
    assert (wish_of(wish).wisher, wish_of(wish).wanted_by) == (reader, 2)


def test_a_second_taken_back_leaves_the_wish_with_who_wished(make_member, reader):
    wish, friend = make_wish(reader, text="直筒西装").wish, make_member("friend")
    second_wish(friend, wish.pk)
    assert take_second_back(friend, wish.pk).wanted_by == 1
    assert take_second_back(reader, wish.pk) == wish


def test_what_was_answered_stays_and_who_withdrew_is_not_told(make_member, reader, shop):
    wish, friend = make_wish(reader, text="直筒西装").wish, make_member("friend")
    second_wish(friend, wish.pk)
    take_wish_back(reader, wish.pk)
    answer_wishes(shop.products.get(), [wish.pk])
    assert list(Notice.objects.values_list("member_id", flat=True)) == ["friend"]
    for take, who in ((take_wish_back, reader), (take_second_back, friend)):
        with pytest.raises(Refusal) as refused:
            take(who, wish.pk)
        assert refused.value.code == "answered"


@pytest.mark.parametrize("gone", [True, False])
def test_a_wish_said_again_while_its_last_seconder_leaves_it_is_wished(
    gone, make_member, reader, monkeypatch
):
    """Control: where nobody leaves it meanwhile, it is the wish there was."""
    first, friend = make_wish(reader, text="直筒西装").wish, make_member("friend")
    second_wish(friend, first.pk)
    take_wish_back(reader, first.pk)
    told = wishes._what_is_said

    def meanwhile(text):
        if gone and text == first.text:  # it was found
            take_second_back(friend, first.pk)
        return told(text)

    monkeypatch.setattr(wishes, "_what_is_said", meanwhile)
    again = make_wish(reader, text="直筒 西装!")
    assert again.is_new == gone
    assert wish_of(again.wish).withdrawn_at is None


def wish_of(wish):
    return Wish.objects.get(pk=wish.pk)


def test_notices_are_counted_and_read_by_whom_they_are_for(make_member, reader):
    other = make_member("other")
    made = [
        notify(reader.pk, "reply", about={"who": "甲", "words": "好看 100%"}, url="/")
        for _ in "abc"
    ]
    assert reader.notices.filter(read_at=None).count() == 3
    assert mark_read(other, [made[0].pk]) == 0
    assert mark_read(reader, [made[0].pk]) == 1
    assert reader.notices.filter(read_at=None).count() == 2
    assert other.notices.filter(read_at=None).count() == 0
    assert mark_read(reader) == 2


@pytest.mark.parametrize("kind", ["reply", "unheard of", "line_shipped", "test_decided"])
@pytest.mark.parametrize("about", [{}, {"words": "50% off"}, {"who": None, "words": 3, "item": 1}])
def test_every_notice_says_something(reader, kind, about):
    assert sentence(notify(reader.pk, kind, about=about, url="/"))
