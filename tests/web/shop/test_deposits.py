from __future__ import annotations

import pytest

from isotherm.web.shop.models import Deposit, MoneyEntry
from isotherm.web.shop.services import refund_deposit, take_deposit
from isotherm.web.site.refusals import Refusal

from .books import check_books

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
