from __future__ import annotations

import pytest

from isotherm.web.shop.models import Deposit, MoneyEntry, Payment
from isotherm.web.shop.payments import begin_payment
from isotherm.web.shop.services import refund_deposit, take_deposit
from isotherm.web.site.refusals import Refusal

from .books import check_books
from .conftest import tell

pytestmark = pytest.mark.django_db


def test_a_deposit_is_taken_once_and_given_back_once(reader):
    deposits = {take_deposit(reader, 5000, reference="option:1").pk for _ in range(3)}
    assert len(deposits) == 1
    assert Deposit.objects.get().state == "held"
    assert [refund_deposit(reader, reference="option:1") for _ in range(2)] == [True, False]
    assert Deposit.objects.get().state == "refunded"
    assert sum(MoneyEntry.objects.values_list("amount_fen", flat=True)) == 0
    check_books()


def test_after_it_went_back_it_can_be_staked_again(reader):
    take_deposit(reader, 5000, reference="option:1")
    refund_deposit(reader, reference="option:1")
    assert take_deposit(reader, 5000, reference="option:1").state == "held"
    check_books()


def test_nobody_takes_anothers_deposit(reader, make_member):
    take_deposit(reader, 5000, reference="option:1")
    assert not refund_deposit(make_member("other"), reference="option:1")


@pytest.mark.parametrize("amount", [0, -1, 50_001])
def test_a_deposit_out_of_range_is_refused(reader, amount):
    with pytest.raises(Refusal):
        take_deposit(reader, amount, reference="option:1")
    assert not MoneyEntry.objects.exists()


def test_a_stake_goes_back_once_what_it_was_staked_on_is_paid(
    reader, make_member, blazer, sku, buy
):
    other = make_member("other")
    _made_of(blazer, "one")
    for member, thing in [(reader, "one"), (reader, "two"), (other, "one")]:
        take_deposit(member, 5000, reference=f"option:{thing}")
    order = buy(reader, sku, paid=False)
    assert _held() == {
        (reader.pk, "option:one"),
        (reader.pk, "option:two"),
        (other.pk, "option:one"),
    }
    payment = begin_payment(reader, order.pk)
    for _ in range(2):
        tell(payment, "paid")
    assert _held() == {(reader.pk, "option:two"), (other.pk, "option:one")}
    stake = Payment.objects.get(deposit__member=reader, deposit__reference="option:one")
    assert (stake.state, stake.refunded_fen) == ("refunded", 5000)
    assert not refund_deposit(reader, reference="option:one")
    check_books()


def test_a_stake_stays_where_something_else_is_bought(reader, sku, buy):
    take_deposit(reader, 5000, reference="option:")
    buy(reader, sku)
    assert Deposit.objects.get().state == "held"


def _made_of(product, option_id: str) -> None:
    product.option_id = option_id
    product.save()


def _held() -> set[tuple[str, str]]:
    return set(Deposit.objects.filter(state="held").values_list("member_id", "reference"))
