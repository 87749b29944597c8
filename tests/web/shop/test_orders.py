from __future__ import annotations

import pytest

from isotherm.web.shop.models import OrderStep, Outcome
from isotherm.web.shop.payments import begin_payment
from isotherm.web.shop.services import (
    accept_return,
    ask_balance,
    ask_return,
    cancel_line_of,
    cancel_order,
    close_kept,
    confirm_delivery,
    hold,
    keep,
    refuse_return,
    ship_line,
)
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

from .books import check_books
from .conftest import sell_ahead, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(blazer):
    return blazer.merchant


@pytest.fixture
def bought(reader, sku, buy):
    """A line of two pieces, paid."""
    return buy(reader, sku, quantity=2).lines.get()


def _shelf(sku) -> tuple[int, int]:
    sku.refresh_from_db()
    return sku.on_hand, sku.reserved


def _fresh(line) -> tuple[str, str]:
    line.refresh_from_db()
    line.order.refresh_from_db()
    return line.state, line.order.state


def test_from_paid_to_kept(bought, shop, reader, sku):
    ship_line(shop, bought.pk, parcel="SF123")
    assert (_shelf(sku), _fresh(bought)) == ((8, 0), ("shipped", "paid"))
    confirm_delivery(reader, bought.pk)
    keep(reader, bought.pk, fit="true", rating=0.9)
    assert _fresh(bought) == ("kept", "closed")
    outcome = Outcome.objects.get()
    assert (outcome.kept, outcome.fit, outcome.rating) == (True, "true", 0.9)
    kinds = list(OrderStep.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["placed", "paid", "shipped", "delivered", "kept"]
    check_books()


def test_from_paid_to_sent_back(bought, shop, reader, sku):
    ship_line(shop, bought.pk)
    confirm_delivery(reader, bought.pk)
    ask_return(reader, bought.pk, reason="fit", fit="small", words="袖子\n有点紧")
    assert _fresh(bought) == ("return_asked", "paid")
    accept_return(shop, bought.pk)
    assert (_shelf(sku), _fresh(bought)) == ((10, 0), ("returned", "closed"))
    outcome = Outcome.objects.get()
    assert (outcome.kept, outcome.fit, outcome.reason) == (False, "small", "fit: 袖子 有点紧")
    assert bought.order.payments.get().refunded_fen == 160000
    check_books()


def test_a_return_that_is_refused_leaves_the_line_as_it_was(bought, shop, reader):
    ship_line(shop, bought.pk)
    ask_return(reader, bought.pk, reason="mind")
    refuse_return(shop, bought.pk, words="吊牌已剪")
    assert _fresh(bought)[0] == "delivered"
    assert OrderStep.objects.latest("pk").kind == "return_refused"
    keep(reader, bought.pk)
    check_books()


def test_a_return_is_asked_for_in_time_and_with_a_reason(bought, shop, reader, at):
    ship_line(shop, bought.pk)
    confirm_delivery(reader, bought.pk)
    for wrong in ({"reason": "whim"}, {"reason": "fit", "fit": "huge"}):
        with pytest.raises(Refusal) as refused:
            ask_return(reader, bought.pk, **wrong)
        assert refused.value.status == 422
    at(days=8)
    with pytest.raises(Refusal) as refused:
        ask_return(reader, bought.pk, reason="fit")
    assert refused.value.code == "too_late"


def test_what_nobody_sends_back_is_kept(bought, shop, buy, sku, at):
    reader = bought.order.member
    ship_line(shop, bought.pk)
    confirm_delivery(reader, bought.pk)
    silent = buy(reader, sku).lines.get()
    ship_line(shop, silent.pk)
    assert close_kept(now()) == 1
    at(days=8)
    assert [close_kept(now()), close_kept(now())] == [1, 0]
    assert [_fresh(line)[0] for line in (bought, silent)] == ["kept", "kept"]
    assert Outcome.objects.filter(kept=True, fit="").count() == 2
    keep(reader, silent.pk, fit="large")
    assert Outcome.objects.get(line=silent).fit == "large"


@pytest.mark.parametrize("paid", [True, False])
def test_an_order_called_off_before_it_is_sent_costs_nothing(reader, sku, buy, paid):
    order = buy(reader, sku, quantity=3, paid=paid)
    cancel_order(reader, order.pk)
    order.refresh_from_db()
    assert (order.state, _shelf(sku)) == ("cancelled", (10, 0))
    refunded = sum(order.payments.values_list("refunded_fen", flat=True))
    assert refunded == (240000 if paid else 0)
    with pytest.raises(Refusal):
        cancel_order(reader, order.pk)
    check_books()


def test_what_was_sent_already_stays_when_the_rest_is_called_off(reader, sku, other_sku, buy, shop):
    order = buy(reader, sku, other_sku)
    sent = order.lines.get(sku=sku)
    ship_line(shop, sent.pk)
    cancel_order(reader, order.pk)
    assert _fresh(sent) == ("shipped", "paid")
    assert order.lines.get(sku=other_sku).state == "cancelled"
    check_books()


def test_steps_that_cannot_follow_are_refused(reader, sku, buy, shop):
    unpaid = buy(reader, sku, paid=False).lines.get()
    for act in (
        lambda: ship_line(shop, unpaid.pk),
        lambda: confirm_delivery(reader, unpaid.pk),
        lambda: ask_return(reader, unpaid.pk, reason="fit"),
        lambda: accept_return(shop, unpaid.pk),
        lambda: keep(reader, unpaid.pk),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "moved_on"
    check_books()


def test_nobody_touches_what_is_not_theirs(bought, make_member):
    from isotherm.web.shop.models import Merchant

    other, elsewhere = make_member("other"), Merchant.objects.create(id="shop-2")
    for act in (
        lambda: confirm_delivery(other, bought.pk),
        lambda: ask_return(other, bought.pk, reason="fit"),
        lambda: keep(other, bought.pk),
        lambda: cancel_order(other, bought.order_id),
        lambda: ship_line(elsewhere, bought.pk),
        lambda: cancel_line_of(elsewhere, bought.pk, words="缺货"),
        lambda: accept_return(elsewhere, bought.pk),
        lambda: refuse_return(elsewhere, bought.pk, words=""),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.status == 404
    assert _fresh(bought) == ("paid", "paid")


def test_a_presale_takes_a_deposit_then_the_rest(reader, make_member, sku, buy, blazer):
    shop = blazer.merchant
    sell_ahead(blazer, deposit_fen=10000)
    order = buy(reader, sku, quantity=2)
    line = order.lines.get()
    assert (_fresh(line), order.payments.get().amount_fen) == (("deposited", "paid"), 20000)
    check_books()
    with pytest.raises(Refusal):
        ship_line(shop, line.pk)
    assert [ask_balance(blazer), ask_balance(blazer)] == [1, 0]
    assert _fresh(line) == ("balance_due", "placed")
    rest = begin_payment(reader, order.pk)
    assert rest.amount_fen == 140000
    tell(rest, "paid")
    ship_line(shop, line.pk)
    assert _fresh(line) == ("shipped", "paid")
    check_books()
    now_listed = buy(make_member("later"), sku)
    assert now_listed.payments.get().amount_fen == 80000


def test_a_presale_sells_to_the_end_of_the_stock(make_member, sku, buy, blazer, shop):
    sell_ahead(blazer, deposit_fen=10000)
    for number in range(5):
        buy(make_member(f"buyer-{number}"), sku, quantity=2)
    with pytest.raises(Refusal) as refused:
        hold(make_member("late"), sku.pk, quantity=1)
    assert refused.value.code == "sold_out"


@pytest.mark.parametrize("made", [True, False])
def test_a_deposit_goes_back_when_the_order_is_called_off(reader, sku, buy, blazer, made):
    sell_ahead(blazer, deposit_fen=10000)
    order = buy(reader, sku, quantity=2)
    if made:
        ask_balance(blazer)
    cancel_order(reader, order.pk)
    assert order.payments.get().refunded_fen == 20000
    check_books()


def test_a_returned_presale_gives_back_deposit_and_rest(reader, sku, buy, blazer, shop):
    sell_ahead(blazer, deposit_fen=10000)
    order = buy(reader, sku)
    line = order.lines.get()
    ask_balance(blazer)
    tell(begin_payment(reader, order.pk), "paid")
    ship_line(shop, line.pk)
    ask_return(reader, line.pk, reason="look")
    accept_return(shop, line.pk)
    refunds = order.payments.order_by("pk").values_list("amount_fen", "refunded_fen")
    assert list(refunds) == [(10000, 10000), (70000, 70000)]
    check_books()


def test_nobody_is_asked_how_a_necklace_fits(bought, shop, reader, client):
    """What is not worn by size is kept and sent back without a word of its fit."""
    ship_line(shop, bought.pk)
    confirm_delivery(reader, bought.pk)
    client.force_login(reader)
    asked = ('value="true"', f'id="fit-{bought.pk}"', 'value="fit"')
    page = client.get(f"/orders/{bought.order_id}/").content.decode()
    assert all(one in page for one in asked)  # the control: a blazer is
    bought.product.category, bought.product.title = "配饰", "细链项链"
    bought.product.save()
    bought.product.skus.update(options={"colour": "银"})
    page = client.get(f"/orders/{bought.order_id}/").content.decode()
    assert not any(one in page for one in asked)
    for wrong in ({"reason": "fit"}, {"reason": "mind", "fit": "small"}):
        with pytest.raises(Refusal):
            ask_return(reader, bought.pk, **wrong)
    with pytest.raises(Refusal):
        keep(reader, bought.pk, fit="true")
    keep(reader, bought.pk)
    assert Outcome.objects.get().kept
    assert "/keep/" not in client.get(f"/orders/{bought.order_id}/").content.decode()
    assert "fit-none" not in client.get(f"/products/{bought.product_id}/").content.decode()
