"""What is bought in a room is told in it with the sale: once, in time, and only what is its own."""

from __future__ import annotations

import asyncio
import threading

import pytest
from django.db import connection

from isotherm.web.rooms.services import close_room, put_on_sale
from isotherm.web.shop.models import Merchant, Order, Product, Sku
from isotherm.web.shop.payments import EventKind, begin_payment, provider_named, take_callback
from isotherm.web.shop.services import checkout, hold
from isotherm.web.site.ids import new_id
from web.rooms.viewers import Viewer, all_in, meanwhile, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = {"name": "小同", "phone": "13800000000", "address": "杭州市西湖区同温路 37 号"}


def _order(member, room, *sku_ids, quantity=2, source="room"):
    for sku_id in sku_ids:
        hold(member, sku_id, quantity=quantity, source_kind=source, source_id=room.pk)
    return checkout(member, once_key=new_id(), address=ADDRESS)


def _pay(member, order, *, times=1):
    payment = begin_payment(member, order.pk)
    message = provider_named("dummy").tell(payment, EventKind.PAID)
    for _ in range(times):
        take_callback("dummy", message.body, message.signature)


def _sold(room):
    return list(room.log.filter(kind="sold").order_by("seq").values_list("text", flat=True))


def test_a_line_comes_with_the_payment_and_once(room, reader):
    order = _order(reader, room, "sku-L", "sku-XL")
    assert _sold(room) == []
    _pay(reader, order, times=3)
    assert _sold(room) == ["丁香紫西装 ×4"]
    _pay(reader, _order(reader, room, "sku-L", quantity=1))
    assert _sold(room) == ["丁香紫西装 ×4", "丁香紫西装 ×1"]


def test_of_a_presale_the_deposit_is_the_sale_and_the_balance_is_not(room, reader, shop):
    from isotherm.web.shop.services import ask_balance

    Product.objects.filter(pk="product-1").update(status="presale", deposit_fen=5000)
    order = _order(reader, room, "sku-L")
    _pay(reader, order)
    assert _sold(room) == ["丁香紫西装 ×2"]
    ask_balance(Product.objects.get(pk="product-1"))
    _pay(reader, order)
    assert Order.objects.get(pk=order.pk).lines.get().state == "paid"
    assert _sold(room) == ["丁香紫西装 ×2"]


def test_what_is_not_the_rooms_own_is_not_told_whatever_its_buyer_says(room, reader):
    rival = Product.objects.create(
        id="rival",
        merchant=Merchant.objects.create(id="shop-2", name="对家"),
        title="来对家买",
        price_fen=100,
        listed_at=room.opens_at,
    )
    Sku.objects.create(id="sku-R", product=rival, options={}, price_fen=100, on_hand=5)
    _pay(reader, _order(reader, room, "sku-R"))
    _pay(reader, _order(reader, room, "sku-L", source="feed"))
    assert _sold(room) == []


def test_a_room_that_is_closed_or_gone_stops_no_sale(room, reader):
    order, later = _order(reader, room, "sku-L"), None
    close_room(room)
    _pay(reader, order)
    assert _sold(room) == []
    later = _order(reader, room, "sku-XL")
    room.delete()
    _pay(reader, later)
    assert set(Order.objects.values_list("state", flat=True)) == {"paid"}


def test_a_sale_that_fails_after_all_is_not_told(room, reader, monkeypatch):
    from isotherm.web.shop.payments import booking

    def fail(sold):
        tell(sold)
        raise ZeroDivisionError

    tell = booking.tell_rooms
    order = _order(reader, room, "sku-L")
    monkeypatch.setattr(booking, "tell_rooms", fail)
    with pytest.raises(ZeroDivisionError):
        _pay(reader, order)
    assert _sold(room) == []
    monkeypatch.undo()
    _pay(reader, order)
    assert _sold(room) == ["丁香紫西装 ×2"]


def test_buyers_at_once_are_each_told_once(room, make_member):
    orders = []
    for i in range(5):
        member = make_member(f"buyer-{i}")
        orders.append((member, _order(member, room, "sku-L" if i % 2 else "sku-XL")))

    def pay(member, order):
        try:
            _pay(member, order)
        finally:
            connection.close()

    threads = [threading.Thread(target=pay, args=pair) for pair in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _sold(room) == ["丁香紫西装 ×2"] * 5
    room.refresh_from_db()
    assert list(room.log.order_by("seq").values_list("seq", flat=True)) == list(range(1, 7))


def test_viewers_of_two_processes_see_a_sale_at_once_and_what_is_left(
    serve, room, reader, make_member, session_of
):
    put_on_sale(room, [Product.objects.get(pk="product-1")])
    ports = serve("--slow-rounds", "--as=0"), serve("--slow-rounds", "--as=1")
    viewers = [
        Viewer(port, room.pk, session_of(make_member(f"viewer-{i}")))
        for i, port in enumerate(ports)
    ]
    order = _order(reader, room, "sku-L")

    async def act():
        async with all_in(viewers):
            await wait_until(lambda: all(viewer.after == 2 for viewer in viewers))
            await meanwhile(_pay, reader, order)
            await wait_until(lambda: all(viewer.after == 3 for viewer in viewers))
            await viewers[0].ask(do="say", key="k", text="好快")
            await wait_until(lambda: all(viewer.after == 4 for viewer in viewers))

    asyncio.run(act())
    for viewer in viewers:
        assert [line["text"] for line in viewer.lines if line["kind"] == "sold"] == [
            "丁香紫西装 ×2"
        ]
        assert [m["left"] for m in viewer.told if "left" in m] == [{"product-1": 18}]
