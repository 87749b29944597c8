from __future__ import annotations

import pytest

from isotherm.web.community.models import Notice, Wish
from isotherm.web.community.notices import mark_read, notify, sentence
from isotherm.web.community.services import answer_wishes, make_wish, second_wish
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_wish_is_read_for_what_it_says(reader):
    wish = make_wish(reader, text="丁香紫 大码西装 500以内", attributes={"cut": "直筒"})
    assert wish.attributes["colours"] == ["lilac"]
    assert wish.attributes["cut"] == "直筒"
    assert wish.attributes["price_high_fen"] == 50_000


def test_wanting_it_twice_counts_once_and_ones_own_not(make_member, reader):
    wish = make_wish(reader, text="直筒西装")
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
    wishes = [make_wish(reader, text="丁香紫西装").pk, make_wish(reader, text="春天的西装").pk]
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
