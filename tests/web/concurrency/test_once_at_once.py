"""Once means once, also for many at once, and when the light goes out."""

from __future__ import annotations

import pytest

from .crowd import ADDRESS, Crowd, count

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 50


@pytest.fixture
def basket(reader, shop):
    from isotherm.web.shop.services import hold

    hold(reader, "sku-L", quantity=2)
    return reader


def test_fifty_requests_with_one_key_make_one_order_and_get_one_answer(basket):
    from isotherm.web.shop.models import Order

    asked = {"member_id": basket.pk, "key": "one"}
    with Crowd(processes=2, threads=25) as crowd:
        answers = crowd.do([("check_out", asked)] * TIMES)
        other = crowd.do([("check_out", asked | {"name": "小温"})] * 4)
    order = Order.objects.get()
    assert count(answers, "order") == {order.pk: TIMES}
    assert count(other, "refused") == {"other_body": 4}


def test_fifty_requests_with_other_keys_make_one_order(basket):
    """A basket is bought once, whatever the keys; the others are told that it is empty."""
    from isotherm.web.shop.models import Order

    with Crowd(processes=2, threads=25) as crowd:
        answers = crowd.do(
            [("check_out", {"member_id": basket.pk, "key": f"k-{n}"}) for n in range(TIMES)]
        )
    assert Order.objects.count() == 1
    assert count(answers, "refused") == {"empty_basket": TIMES - 1}


def test_fifty_wishes_for_the_same_are_one(reader):
    with Crowd(processes=2, threads=25) as crowd:
        answers = crowd.do([("wish", {"member_id": reader.pk, "text": "丁香紫西装"})] * TIMES)
    assert list(count(answers, "wish").values()) == [TIMES]
    assert count(answers, "is_new") == {"True": 1, "False": TIMES - 1}


def test_fifty_callbacks_of_one_event_pay_once(basket):
    from isotherm.web.shop.models import MoneyEntry
    from isotherm.web.shop.payments import begin_payment
    from isotherm.web.shop.services import checkout

    order = checkout(basket, once_key="one", address=ADDRESS)
    payment = begin_payment(basket, order.pk)
    told = {"payment_id": payment.pk, "event_id": "event-1"}
    with Crowd(processes=2, threads=25) as crowd:
        answers = crowd.do([("tell_paid", told)] * TIMES)
    assert count(answers, "state") == {"paid": TIMES}
    assert MoneyEntry.objects.filter(kind="paid").count() == 1


@pytest.mark.parametrize(("when", "left"), [("before", 0), ("after", 1)])
def test_killed_at_checkout_nothing_is_lost_and_nothing_doubled(basket, when, left):
    from isotherm.web.shop.models import Order, Sku
    from isotherm.web.shop.services import checkout

    with pytest.raises(ValueError), Crowd(processes=1, threads=1) as crowd:  # noqa: PT011  # no line came
        crowd.do([("die", {"member_id": basket.pk, "key": "one", "when": when})])
    assert Order.objects.count() == left
    order = checkout(basket, once_key="one", address=ADDRESS)
    assert list(Order.objects.values_list("pk", flat=True)) == [order.pk]
    assert Sku.objects.get(pk="sku-L").reserved == 2
