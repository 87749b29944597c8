from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from isotherm.web.shop.models import Hold, MerchantMember
from isotherm.web.shop.services import count_stock, hold, receive_stock, release, sweep_holds
from isotherm.web.site.refusals import Refusal

from .books import check_books

pytestmark = pytest.mark.django_db


def _shelf(sku) -> tuple[int, int]:
    sku.refresh_from_db()
    return sku.on_hand, sku.reserved


def test_a_hold_promises_pieces_for_a_quarter_of_an_hour(reader, sku):
    held = hold(reader, sku.pk, quantity=2, source_kind="note", source_id="note-1")
    assert _shelf(sku) == (10, 2)
    assert (held.expires_at - held.at).total_seconds() == 15 * 60
    assert (held.source_kind, held.source_id) == ("note", "note-1")
    check_books()


def test_the_same_hold_again_keeps_the_same_pieces(reader, sku):
    first = hold(reader, sku.pk, quantity=2)
    again = hold(reader, sku.pk, quantity=2)
    assert (again.pk, _shelf(sku)) == (first.pk, (10, 2))


def test_the_number_on_a_line_can_be_changed_without_time_being_added(reader, sku, at):
    first = hold(reader, sku.pk, quantity=3)
    at(minutes=5)
    changed = hold(reader, sku.pk, quantity=1)
    assert (_shelf(sku), changed.expires_at) == ((10, 1), first.expires_at)
    check_books()


@pytest.mark.parametrize("quantity", [0, -1, 4, 10**9])
def test_only_one_to_three_pieces_can_be_held(reader, sku, quantity):
    with pytest.raises(Refusal) as refused:
        hold(reader, sku.pk, quantity=quantity)
    assert (refused.value.code, _shelf(sku)) == ("quantity", (10, 0))


def test_too_few_pieces_are_refused_in_words_that_name_the_item(make_member, sku):
    for number in range(3):
        hold(make_member(f"buyer-{number}"), sku.pk, quantity=3)
    with pytest.raises(Refusal, match="丁香紫西装 XL") as refused:
        hold(make_member("late"), sku.pk, quantity=2)
    assert refused.value.code == "too_few"
    hold(make_member("last"), sku.pk, quantity=1)
    with pytest.raises(Refusal) as refused:
        hold(make_member("later"), sku.pk, quantity=1)
    assert (refused.value.code, _shelf(sku)) == ("sold_out", (10, 10))


def test_pieces_are_free_again_when_a_line_is_taken_out(reader, sku):
    held = hold(reader, sku.pk, quantity=3)
    release(reader, held.pk)
    assert _shelf(sku) == (10, 0)
    with pytest.raises(Refusal):
        release(reader, held.pk)
    check_books()


def test_nobody_takes_a_line_out_of_anothers_basket(reader, make_member, sku):
    held = hold(reader, sku.pk, quantity=3)
    with pytest.raises(Refusal) as refused:
        release(make_member("other"), held.pk)
    assert (refused.value.status, _shelf(sku)) == (404, (10, 3))


def test_a_hold_whose_time_is_over_is_let_go_when_another_needs_its_pieces(make_member, sku, at):
    for number in range(4):
        hold(make_member(f"buyer-{number}"), sku.pk, quantity=2)
    at(minutes=10)
    hold(make_member("in-time"), sku.pk, quantity=2)
    at(minutes=16)
    hold(make_member("late"), sku.pk, quantity=3)
    assert Hold.objects.filter(state="expired").count() == 4
    assert _shelf(sku) == (10, 5)
    check_books()


def test_the_sweeper_lets_go_what_is_over_and_nothing_else(make_member, sku, other_sku, at):
    early = hold(make_member("early"), sku.pk, quantity=2)
    at(minutes=10)
    late = hold(make_member("late"), other_sku.pk, quantity=2)
    at(minutes=16)
    assert [sweep_holds(), sweep_holds()] == [1, 0]
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.state, late.state) == ("expired", "active")
    check_books()


def test_an_expired_line_can_be_held_anew_or_taken_out(reader, sku, at):
    held = hold(reader, sku.pk, quantity=2)
    at(minutes=16)
    sweep_holds()
    again = hold(reader, sku.pk, quantity=3)
    assert (again.pk, again.state, _shelf(sku)) == (held.pk, "active", (10, 3))
    at(minutes=40)
    sweep_holds()
    release(reader, held.pk)
    assert _shelf(sku) == (10, 0)
    check_books()


def test_what_is_not_on_sale_cannot_be_held(reader, sku, blazer):
    blazer.status = "gone"
    blazer.save()
    for sku_id, code in ((sku.pk, "not_listed"), ("no-such-size", "unknown")):
        with pytest.raises(Refusal) as refused:
            hold(reader, sku_id, quantity=1)
        assert refused.value.code == code


def test_a_basket_can_be_full(reader, blazer):
    from isotherm.web.shop.models import Sku

    for number in range(21):
        sku = Sku.objects.create(product=blazer, options={"size": str(number)}, price_fen=100)
        receive_stock(sku, units=1, reference="delivery")
        if number < 20:
            hold(reader, sku.pk, quantity=1)
    with pytest.raises(Refusal) as refused:
        hold(reader, sku.pk, quantity=1)
    assert refused.value.code == "basket_full"


def test_stock_arrives_and_is_counted(reader, sku):
    receive_stock(sku, units=5, reference="delivery-7")
    hold(reader, sku.pk, quantity=3)
    count_stock(sku, units=4, reference="inventory")
    assert _shelf(sku) == (4, 3)
    with pytest.raises(Refusal) as refused:
        count_stock(sku, units=2, reference="inventory")
    assert refused.value.code == "promised"
    for wrong in (0, -3):
        with pytest.raises(Refusal):
            receive_stock(sku, units=wrong, reference="delivery-8")
    check_books()


@pytest.mark.parametrize(
    "change", ["on_hand = on_hand - 1", "reserved = 11", "reserved = -1", "on_hand = -1"]
)
def test_the_database_refuses_to_promise_what_is_not_there(make_member, sku, change):
    for number in range(3):
        hold(make_member(f"buyer-{number}"), sku.pk, quantity=3)
    hold(make_member("last"), sku.pk, quantity=1)
    raw = f"UPDATE shop_sku SET {change} WHERE id = %s"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(raw, [sku.pk])
    assert _shelf(sku) == (10, 10)


@pytest.mark.parametrize("role", ["keeper", "buyer"])
def test_a_shops_people_cannot_buy_its_goods(reader, sku, role):
    acts = MerchantMember.objects.create(merchant=sku.product.merchant, member=reader, role=role)
    with pytest.raises(Refusal) as refused:
        hold(reader, sku.pk, quantity=1)
    assert (refused.value.code, _shelf(sku)) == ("own_shop", (10, 0))
    acts.delete()  # control: as anybody else they can
    hold(reader, sku.pk, quantity=1)
    assert _shelf(sku) == (10, 1)
