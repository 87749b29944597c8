from __future__ import annotations

import itertools
import json
import sys
import types

import pytest

from isotherm.web.shop.models import MoneyEntry, Order, Payment, PaymentEvent
from isotherm.web.shop.payments import begin_payment, provider_named, take_callback, tell_refunds
from isotherm.web.shop.services import cancel_order
from isotherm.web.site.refusals import Refusal

from .books import check_books
from .conftest import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def payment(reader, sku, buy) -> Payment:
    return begin_payment(reader, buy(reader, sku, quantity=2, paid=False).pk)


def _states(payment: Payment) -> tuple[str, str, int]:
    payment.refresh_from_db()
    return payment.state, Order.objects.get(pk=payment.order_id).state, payment.refunded_fen


def test_a_paid_order_is_paid(payment):
    assert tell(payment, "paid")["state"] == "paid"
    assert _states(payment) == ("paid", "paid", 0)
    assert set(payment.order.lines.values_list("state", flat=True)) == {"paid"}
    check_books()


def test_beginning_again_goes_on_with_the_same_attempt(payment, reader):
    assert begin_payment(reader, payment.order_id).pk == payment.pk
    tell(payment, "failed")
    assert begin_payment(reader, payment.order_id).pk != payment.pk


def test_nobody_pays_for_what_is_not_theirs_or_not_due(payment, make_member, reader):
    with pytest.raises(Refusal) as refused:
        begin_payment(make_member("other"), payment.order_id)
    assert refused.value.status == 404
    tell(payment, "paid")
    with pytest.raises(Refusal) as refused:
        begin_payment(reader, payment.order_id)
    assert refused.value.code == "nothing_due"


def test_the_same_event_again_changes_nothing_and_is_answered_alike(payment):
    answers = [tell(payment, "paid", event_id="e-1") for _ in range(3)]
    assert answers == [answers[0]] * 3
    assert MoneyEntry.objects.filter(kind="paid").count() == 1
    check_books()


def test_an_event_id_used_for_something_else_is_refused(payment):
    tell(payment, "failed", event_id="e-1")
    with pytest.raises(Refusal) as refused:
        tell(payment, "paid", event_id="e-1")
    assert refused.value.code == "other_body"
    assert _states(payment)[0] == "failed"


@pytest.mark.parametrize("order", list(itertools.permutations(["paid", "failed", "refunded"])))
def test_events_in_any_order_lead_to_the_same_books(payment, order):
    for kind in order:
        tell(payment, kind)
        check_books()
    assert _states(payment) == ("refunded", "cancelled", 160000)


def test_a_refund_before_its_payment_waits_for_it(payment):
    tell(payment, "refunded", amount_fen=80000)
    assert _states(payment) == ("pending", "placed", 0)
    tell(payment, "paid")
    assert _states(payment) == ("paid", "paid", 80000)
    check_books()


def test_part_refunds_told_late_and_twice_count_once(payment):
    tell(payment, "paid")
    for amount in (60000, 20000, 60000):
        tell(payment, "refunded", amount_fen=amount)
    assert _states(payment)[2] == 60000
    check_books()


def test_money_for_a_cancelled_order_goes_back_at_once(
    payment, reader, django_capture_on_commit_callbacks
):
    cancel_order(reader, payment.order_id)
    with django_capture_on_commit_callbacks(execute=True):
        tell(payment, "paid")
    assert _states(payment) == ("refunded", "cancelled", 160000)
    assert PaymentEvent.objects.filter(kind="refunded").count() == 1  # the provider knows
    check_books()


def test_paid_twice_the_second_payment_goes_back(payment, reader):
    tell(payment, "failed")
    second = begin_payment(reader, payment.order_id)
    tell(payment, "paid")  # late, after all
    tell(second, "paid")
    assert _states(payment)[0] == "paid"
    assert _states(second) == ("refunded", "paid", 160000)
    check_books()


def test_a_wrong_signature_or_another_body_is_not_heard(payment):
    message = provider_named("dummy").tell(payment, "paid")
    other = message.body.replace(b"160000", b"000001")
    for body, signature in (
        (message.body, "0" * 64),
        (message.body, ""),
        (message.body, "é"),
        (other, message.signature),
    ):
        with pytest.raises(Refusal) as refused:
            take_callback("dummy", body, signature)
        assert (refused.value.code, refused.value.status) == ("signature", 403)
    assert _states(payment) == ("pending", "placed", 0)


def test_control_without_the_check_of_the_signature_anyone_pays(payment, monkeypatch):
    from isotherm.web.shop.payments import rehearsal

    monkeypatch.setattr(rehearsal.hmac, "compare_digest", lambda _ours, _theirs: True)
    message = provider_named("dummy").tell(payment, "paid")
    assert take_callback("dummy", message.body, "0" * 64)["state"] == "paid"


@pytest.mark.parametrize(
    "change",
    [
        {"amount_fen": 1},
        {"amount_fen": 160001},
        {"amount_fen": True},
        {"amount_fen": -1},
        {"amount_fen": "160000"},
        {"kind": "gift"},
        {"event_id": ""},
        {"event_id": "x" * 81},
        {"event_id": None},
        {"provider_ref": "nobody"},
    ],
)
def test_what_makes_no_sense_is_refused_in_words(payment, change):
    from isotherm.web.shop.payments import rehearsal

    said = json.loads(provider_named("dummy").tell(payment, "paid").body) | change
    for body in (json.dumps(said).encode(),):
        with pytest.raises(Refusal) as refused:
            take_callback("dummy", body, rehearsal._sign(body))
        assert refused.value.status in (404, 422)
    assert _states(payment) == ("pending", "placed", 0)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 100_000, b"1e999", b"null"])
def test_a_body_that_is_no_message_is_refused_in_words(payment, body):
    from isotherm.web.shop.payments import rehearsal

    with pytest.raises(Refusal) as refused:
        take_callback("dummy", body, rehearsal._sign(body))
    assert refused.value.status == 422
    with pytest.raises(Refusal) as refused:
        take_callback("nobody", body, "")
    assert refused.value.status == 404


def test_a_refund_the_provider_was_not_told_of_is_told_later(
    payment, reader, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    """The light goes out between our commit and the word to the provider."""
    from isotherm.web.shop.payments.rehearsal import Rehearsal

    tell(payment, "paid")

    def out(*_args):
        raise ConnectionError("the light went out")

    monkeypatch.setattr(Rehearsal, "refund", out)
    with django_capture_on_commit_callbacks(execute=True):
        cancel_order(reader, payment.order_id)
    assert "the light went out" in caplog.text
    payment.refresh_from_db()
    assert (payment.refunded_fen, payment.refund_told_fen) == (160000, 0)
    monkeypatch.undo()
    assert [tell_refunds(), tell_refunds()] == [1, 0]
    payment.refresh_from_db()
    assert payment.refund_told_fen == 160000
    check_books()


def test_the_database_refuses_to_refund_more_than_was_paid(payment):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.update(refunded_fen=160001)


class Elsewhere:
    """A provider of another name, as a town would plug one in."""

    name = "elsewhere"

    def pay_url(self, payment):
        return f"https://pay.example/{payment.provider_ref}"


def test_a_configured_provider_takes_the_payments_outside_the_demo(
    settings, monkeypatch, reader, sku, buy
):
    order = buy(reader, sku, paid=False)
    plugged = types.ModuleType("plugged_provider")
    plugged.Elsewhere = Elsewhere
    monkeypatch.setitem(sys.modules, "plugged_provider", plugged)
    settings.DEMO, settings.PAYMENTS = False, "plugged_provider:Elsewhere"
    payment = begin_payment(reader, order.pk)
    assert payment.provider == "elsewhere"
    assert provider_named("elsewhere").pay_url(payment).endswith(payment.provider_ref)


def test_outside_the_demo_nothing_is_paid_where_no_provider_is_configured(
    settings, reader, sku, buy
):
    order = buy(reader, sku, paid=False)
    settings.DEMO = False
    with pytest.raises(Refusal):
        begin_payment(reader, order.pk)
    assert not order.payments.exists()
