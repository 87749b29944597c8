"""A shop that cannot send a line says so: its buyer is told why and gets all of it back, once."""

from __future__ import annotations

import pytest

from isotherm.web.community.models import Notice
from isotherm.web.community.notices import sentence
from isotherm.web.shop.ledger import balance_of, received_for
from isotherm.web.shop.models import MoneyEntry, OrderStep, Payment, Sku, StockEntry
from isotherm.web.shop.payments import begin_payment
from isotherm.web.shop.services import (
    ask_balance,
    ask_return,
    cancel_line_of,
    confirm_delivery,
    keep,
    ship_line,
)
from isotherm.web.site.refusals import Refusal

from .books import check_books
from .conftest import sell_ahead, tell

pytestmark = pytest.mark.django_db
WHY = "面料断货"


@pytest.fixture
def shop(blazer):
    return blazer.merchant


@pytest.fixture
def line(reader, sku, buy):
    """One piece, paid."""
    return buy(reader, sku).lines.get()


def _state(line) -> tuple[str, str]:
    line.refresh_from_db()
    line.order.refresh_from_db()
    return line.state, line.order.state


def _shelf(sku) -> tuple[int, int]:
    sku.refresh_from_db()
    return sku.on_hand, sku.reserved


def _moved() -> tuple[int, ...]:
    """How much was written of money, pieces, steps and notices."""
    return tuple(model.objects.count() for model in (MoneyEntry, StockEntry, OrderStep, Notice))


def test_one_line_goes_back_to_the_cent_and_the_other_stays(reader, sku, other_sku, buy, shop):
    Sku.objects.filter(pk=sku.pk).update(price_fen=79_999)
    Sku.objects.filter(pk=other_sku.pk).update(price_fen=61_237)
    order = buy(reader, sku, other_sku, quantity=3)
    gone, stays = order.lines.get(sku=sku), order.lines.get(sku=other_sku)
    cancel_line_of(shop, gone.pk, words=WHY)
    assert (_state(gone), _state(stays)) == (("cancelled", "paid"), ("paid", "paid"))
    payment = order.payments.get()
    assert (payment.amount_fen, payment.refunded_fen) == (3 * 79_999 + 3 * 61_237, 3 * 79_999)
    assert received_for(gone.pk) == {}
    assert received_for(stays.pk) == {payment.pk: 3 * 61_237}
    balance = balance_of(order)
    assert (balance.owed_fen, balance.received_fen) == (3 * 61_237, 3 * 61_237)
    assert (_shelf(sku), _shelf(other_sku)) == ((10, 0), (10, 3))
    check_books()


def test_the_buyer_is_told_why(line, reader, shop):
    cancel_line_of(shop, line.pk, words=f" {WHY}\n抱歉 ")
    notice = Notice.objects.get(member=reader, kind="line_cancelled")
    assert f"{WHY} 抱歉" in sentence(notice)
    assert "丁香紫西装" in sentence(notice)
    assert notice.url == f"/orders/{line.order_id}/"
    assert line.steps.get(kind="cancelled").words == f"{WHY} 抱歉"


@pytest.mark.parametrize("made", [False, True])
def test_a_presale_deposit_goes_back(reader, sku, buy, blazer, made):
    sell_ahead(blazer, deposit_fen=10_001)
    line = buy(reader, sku, quantity=2).lines.get()
    if made:
        ask_balance(blazer)
    cancel_line_of(blazer.merchant, line.pk, words=WHY)
    assert (_state(line), _shelf(sku)) == (("cancelled", "cancelled"), (10, 0))
    assert line.order.payments.get().refunded_fen == 20_002
    assert balance_of(line.order).owed_fen == balance_of(line.order).received_fen == 0
    check_books()


def test_what_nobody_paid_yet_costs_nothing(reader, sku, other_sku, buy, shop):
    order = buy(reader, sku, other_sku, paid=False)
    gone = order.lines.get(sku=sku)
    under_way = begin_payment(reader, order.pk)
    cancel_line_of(shop, gone.pk, words=WHY)
    assert (_state(gone), _shelf(sku)) == (("cancelled", "placed"), (10, 0))
    assert not MoneyEntry.objects.filter(kind="refunded").exists()
    tell(under_way, "paid")
    under_way.refresh_from_db()
    assert (_state(gone), under_way.refunded_fen) == (("cancelled", "paid"), gone.price_fen)
    check_books()


def _send(line) -> None:
    ship_line(line.product.merchant, line.pk)


def _arrive(line) -> None:
    _send(line)
    confirm_delivery(line.order.member, line.pk)


def _ask_back(line) -> None:
    _send(line)
    ask_return(line.order.member, line.pk, reason="fit")


def _keep(line) -> None:
    _send(line)
    keep(line.order.member, line.pk)


def _cancel(line) -> None:
    cancel_line_of(line.product.merchant, line.pk, words=WHY)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (_send, "已经发出"),
        (_arrive, "已经发出"),
        (_ask_back, "已经发出"),
        (_keep, "已经发出"),
        (_cancel, "已经取消"),
    ],
)
def test_what_was_sent_or_called_off_is_refused_in_words(line, shop, before, said):
    before(line)
    state, moved = _state(line), _moved()
    with pytest.raises(Refusal) as refused:
        cancel_line_of(shop, line.pk, words=WHY)
    assert (refused.value.code, refused.value.status) == ("moved_on", 409)
    assert said in refused.value.words
    assert (_state(line), _moved()) == (state, moved)
    check_books()


@pytest.mark.parametrize(("words", "code"), [(" \n\u200b", "empty"), ("久" * 181, "too_long")])
def test_why_is_said_in_words_that_fit(line, shop, words, code):
    moved = _moved()
    with pytest.raises(Refusal) as refused:
        cancel_line_of(shop, line.pk, words=words)
    assert (refused.value.code, refused.value.status) == (code, 422)
    assert (_state(line), _moved()) == (("paid", "paid"), moved)
    assert Payment.objects.get().refunded_fen == 0
