from __future__ import annotations

import pytest

from isotherm.web.shop.models import Hold, Order
from isotherm.web.shop.payments import begin_payment
from isotherm.web.shop.services import checkout, hold, sweep_holds, sweep_orders
from isotherm.web.site.refusals import Refusal

from .books import check_books
from .conftest import ADDRESS, tell

pytestmark = pytest.mark.django_db


def test_a_basket_becomes_an_order_at_the_price_shown(reader, sku, other_sku):
    hold(reader, sku.pk, quantity=2, source_kind="note", source_id="note-1")
    hold(reader, other_sku.pk, quantity=1)
    order = checkout(reader, once_key="k", address=ADDRESS, seen_total_fen=240000)
    lines = {line.sku_id: line for line in order.lines.all()}
    assert (order.total_fen, order.state) == (240000, "placed")
    assert (lines[sku.pk].price_fen, lines[other_sku.pk].price_fen) == (160000, 80000)
    assert (lines[sku.pk].source_kind, lines[sku.pk].source_id) == ("note", "note-1")
    sku.refresh_from_db()
    assert (sku.on_hand, sku.reserved) == (10, 2)
    assert set(Hold.objects.values_list("state", flat=True)) == {"taken"}
    check_books()


def test_the_same_key_again_gives_the_same_order(reader, sku):
    hold(reader, sku.pk, quantity=2)
    orders = {checkout(reader, once_key="k", address=ADDRESS).pk for _ in range(3)}
    assert len(orders) == Order.objects.count() == 1


def test_the_same_key_with_another_address_is_refused(reader, sku):
    hold(reader, sku.pk, quantity=2)
    checkout(reader, once_key="k", address=ADDRESS)
    with pytest.raises(Refusal) as refused:
        checkout(reader, once_key="k", address=ADDRESS | {"name": "小温"})
    assert (refused.value.code, refused.value.status) == ("other_body", 422)


def test_an_answer_that_was_lost_is_given_again(reader, sku, monkeypatch):
    """The order is committed, and the light goes out before it is told."""
    hold(reader, sku.pk, quantity=1)
    real = Order.objects.get

    def lost(*args, **kwargs):
        raise ConnectionError("nobody is listening any more")

    monkeypatch.setattr(type(Order.objects), "get", lost)
    with pytest.raises(ConnectionError):
        checkout(reader, once_key="k", address=ADDRESS)
    monkeypatch.undo()
    order = checkout(reader, once_key="k", address=ADDRESS)
    assert real().pk == order.pk
    check_books()


def test_an_empty_basket_and_another_price_are_refused(reader, sku):
    with pytest.raises(Refusal) as refused:
        checkout(reader, once_key="k", address=ADDRESS)
    assert refused.value.code == "empty_basket"
    hold(reader, sku.pk, quantity=1)
    with pytest.raises(Refusal) as refused:
        checkout(reader, once_key="k", address=ADDRESS, seen_total_fen=79000)
    assert refused.value.code == "price_changed"
    assert checkout(reader, once_key="k", address=ADDRESS).total_fen == 80000


@pytest.mark.parametrize("field", list(ADDRESS))
@pytest.mark.parametrize("text", ["", "  ", "\0", "x" * 300])
def test_an_address_that_no_parcel_reaches_is_refused(reader, sku, field, text):
    hold(reader, sku.pk, quantity=1)
    with pytest.raises(Refusal) as refused:
        checkout(reader, once_key="k", address=ADDRESS | {field: text})
    assert refused.value.status == 422


def test_an_address_is_kept_as_writing(reader, sku):
    hold(reader, sku.pk, quantity=1)
    order = checkout(reader, once_key="k", address=ADDRESS | {"name": " 林\0 知\t夏\u202e"})
    assert order.address["name"] == "林 知 夏"


def test_only_what_a_parcel_needs_is_kept(reader, sku):
    hold(reader, sku.pk, quantity=1)
    order = checkout(reader, once_key="k", address=ADDRESS | {"id_card": "1234"})
    assert order.address == ADDRESS


@pytest.mark.parametrize("swept", [True, False])
def test_an_expired_line_is_reserved_again_at_checkout(reader, sku, at, swept):
    hold(reader, sku.pk, quantity=2)
    at(minutes=16)
    if swept:
        sweep_holds()
    order = checkout(reader, once_key="k", address=ADDRESS)
    sku.refresh_from_db()
    assert (order.total_fen, sku.reserved) == (160000, 2)
    check_books()


def test_an_item_gone_meanwhile_is_named_and_nothing_else_is_touched(
    reader, make_member, sku, other_sku, at
):
    hold(reader, sku.pk, quantity=2)
    at(minutes=10)
    kept = hold(reader, other_sku.pk, quantity=1)
    at(minutes=16)
    for number in range(4):
        hold(make_member(f"buyer-{number}"), sku.pk, quantity=min(3, 10 - 3 * number))
    with pytest.raises(Refusal, match="丁香紫西装 XL") as refused:
        checkout(reader, once_key="k", address=ADDRESS)
    assert refused.value.code == "sold_out"
    kept.refresh_from_db()
    assert (kept.state, Order.objects.count()) == ("active", 0)
    check_books()


def test_what_went_off_sale_is_named(reader, sku, blazer):
    hold(reader, sku.pk, quantity=1)
    type(blazer).objects.update(status="gone")
    with pytest.raises(Refusal, match="丁香紫西装 XL") as refused:
        checkout(reader, once_key="k", address=ADDRESS)
    assert refused.value.code == "not_listed"


def test_the_price_depends_on_no_personal_field(make_member, sku, buy):
    bodies = [{}, {"weight_kg": 78, "city": "上海"}, {"weight_kg": 50, "age": 19}]
    members = [
        make_member(f"buyer-{number}", profile=body, followers=number * 9999)
        for number, body in enumerate(bodies)
    ]
    assert {buy(member, sku, paid=False).total_fen for member in members} == {80000}


def test_an_order_nobody_pays_is_let_go(reader, sku, buy, at):
    order = buy(reader, sku, paid=False)
    assert sweep_orders() == 0
    at(minutes=31)
    assert [sweep_orders(), sweep_orders()] == [1, 0]
    order.refresh_from_db()
    sku.refresh_from_db()
    assert (order.state, sku.reserved) == ("cancelled", 0)
    check_books()


def test_how_often_the_database_is_asked(reader, sku, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        hold(reader, sku.pk, quantity=1)
    with django_assert_max_num_queries(14):
        checkout(reader, once_key="k", address=ADDRESS)


def test_nobody_holds_a_shelf_by_orders_that_are_not_paid(reader, make_member, sku, buy):
    orders = [buy(reader, sku, quantity=1, paid=False) for _ in range(3)]
    with pytest.raises(Refusal) as refused:
        buy(reader, sku, quantity=1, paid=False)
    assert refused.value.code == "unpaid"
    buy(make_member("other"), sku, paid=False)  # nobody else is hindered
    tell(begin_payment(reader, orders[0].pk), "paid")
    assert buy(reader, sku, quantity=1).state == "paid"
    check_books()


@pytest.mark.parametrize(
    ("field", "refused", "taken"),
    [
        ("phone", "abc 1234", "+86 (0571) 8765-4321"),  # however a number is written
        ("address", "1", "巴县1号"),  # the shortest place with a house in it
    ],
)
def test_what_leads_to_nobody_gets_its_own_words(reader, sku, field, refused, taken):
    hold(reader, sku.pk, quantity=1)
    with pytest.raises(Refusal) as no:
        checkout(reader, once_key="k", address=ADDRESS | {field: refused})
    assert (no.value.code, no.value.status) == (field, 422)
    assert not Order.objects.exists()
    # The control: what does lead there.
    assert checkout(reader, once_key="k", address=ADDRESS | {field: taken}).state == "placed"
