from __future__ import annotations

import datetime as dt

import pytest

from isotherm.web.rooms.models import Room
from isotherm.web.rooms.services import (
    announce,
    close_overdue,
    close_room,
    close_test,
    open_room,
    put_on_sale,
    say,
    show_option,
)
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


def _kinds(room):
    return list(room.log.order_by("seq").values_list("kind", flat=True))


def test_lines_are_numbered_without_gaps(room, reader):
    for i in range(3):
        say(reader, room.pk, text=f"line {i}", client_key=str(i))
    assert list(room.log.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4]
    room.refresh_from_db()
    assert room.last_seq == 4


def test_a_line_said_again_is_the_same_line(room, reader, merchant):
    first = say(reader, room.pk, text="好看", client_key="k")
    assert say(reader, room.pk, text="好看", client_key="k") == first
    assert say(merchant, room.pk, text="好看", client_key="k") != first


@pytest.mark.parametrize(
    ("text", "key"), [("", "k"), (" \0\n", "k"), ("长" * 201, "k"), ("a", ""), ("a", "k" * 41)]
)
def test_what_cannot_be_said_is_not(room, reader, text, key):
    with pytest.raises(Refusal) as refused:
        say(reader, room.pk, text=text, client_key=key)
    assert refused.value.status == 422
    assert _kinds(room) == ["opened"]


def test_words_are_one_plain_line(room, reader):
    line = say(reader, room.pk, text="a\0b\r\n\ud800 <b>c</b>", client_key="k")
    assert line.text == "ab <b>c</b>"


def test_nobody_speaks_without_end(room, reader):
    for i in range(20):
        say(reader, room.pk, text="刷屏", client_key=str(i))
    with pytest.raises(Refusal) as refused:
        say(reader, room.pk, text="刷屏", client_key="more")
    assert refused.value.status == 429


def test_after_the_end_nobody_speaks_and_the_host_does_nothing(room, reader):
    close_room(room)
    close_room(room)
    assert _kinds(room) == ["opened", "closed"]
    for act in (
        lambda: say(reader, room.pk, text="a", client_key="k"),
        lambda: announce(room, "a"),
        lambda: show_option(room, room.test.options.last().pk),
        lambda: put_on_sale(room, []),
    ):
        with pytest.raises(Refusal):
            act()


def test_a_session_whose_host_vanished_ends_by_itself(room):
    assert not close_overdue(room)
    Room.objects.update(closes_at=now() - dt.timedelta(minutes=1))
    room.refresh_from_db()
    assert close_overdue(room)
    room.refresh_from_db()
    assert room.closed_at == room.closes_at


def test_the_host_holds_up_only_options_of_the_test(room, live_test):
    show_option(room, live_test.options.last().pk)
    with pytest.raises(Refusal):
        show_option(room, "none")
    assert _kinds(room) == ["opened", "shown"]


def test_closing_the_test_is_told_in_its_room(room, live_test):
    close_test(live_test)
    assert _kinds(room) == ["opened", "decided"]


def test_a_room_sells_only_goods_of_its_shop(room):
    other = Product.objects.create(id="other", merchant=Merchant.objects.create(id="shop-2"))
    with pytest.raises(Refusal):
        put_on_sale(room, [other])
    put_on_sale(room, list(Product.objects.filter(pk="product-1")))
    assert room.products.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://stream.example/x",
        "javascript:alert(1)",
        "https://",
        "https://a@b.example/",
        "https://a;script-src *",
        "https://a.example:99999/",
        "https://a'b.example/",
    ],
)
def test_a_stream_is_https_at_a_plain_host(shop, merchant, address):
    with pytest.raises(Refusal):
        open_room(merchant, shop, title="t", stream_url=address)


def test_a_test_of_another_shop_is_not_shown(merchant, shop, live_test):
    other = Merchant.objects.create(id="shop-2")
    with pytest.raises(Refusal):
        open_room(merchant, other, title="t", test=live_test)
