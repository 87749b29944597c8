"""Whatever people do, in whatever order, stock and money add up.

Small by default; ISOTHERM_SOAK_OPERATIONS sets how many operations (100,000 for the soak).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from isotherm.web.site.refusals import Refusal

from .books import check_books
from .conftest import ADDRESS, tell

pytestmark = pytest.mark.django_db
OPERATIONS = int(os.environ.get("ISOTHERM_SOAK_OPERATIONS", "320"))
BUYERS, PIECES = 3, st.integers(1, 3)
NUMBER = st.integers(0, 7)  # which of the things that are there, counted round


class Shop(RuleBasedStateMachine):
    """Three buyers, a shop of two sizes with few pieces, a provider that says what it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.town = transaction.atomic()
        self.town.__enter__()
        self.ahead = dt.timedelta()

    def teardown(self) -> None:
        from isotherm.web.site import clock

        transaction.set_rollback(True)
        self.town.__exit__(None, None, None)
        clock._offset = self.clock

    @initialize(presale=st.booleans())
    def open_shop(self, presale: bool) -> None:
        from isotherm.web.accounts.models import Member
        from isotherm.web.shop.models import Merchant
        from isotherm.web.shop.services import list_product
        from isotherm.web.site import clock

        self.clock, clock._offset = clock._offset, lambda: self.ahead
        self.buyers = [
            Member.objects.create(id=f"buyer-{n}", username=f"buyer-{n}") for n in range(BUYERS)
        ]
        self.merchant = Merchant.objects.create(id="shop-machine")
        self.product = list_product(
            self.merchant,
            title="风衣",
            price_fen=30001,
            sizes={"M": 4, "L": 2},
            deposit_fen=7000 if presale else None,
        )
        self.skus = list(self.product.skus.order_by("pk"))
        self.keys = 0

    @rule(buyer=st.integers(0, 2), size=st.integers(0, 1), quantity=PIECES)
    def hold(self, buyer: int, size: int, quantity: int) -> None:
        from isotherm.web.shop.services import hold

        self.try_to(hold, self.buyers[buyer], self.skus[size].pk, quantity=quantity)

    @rule(number=NUMBER)
    def release(self, number: int) -> None:
        from isotherm.web.shop.models import Hold
        from isotherm.web.shop.services import release

        held = self.one_of(Hold, number)
        if held:
            self.try_to(release, held.member, held.pk)

    @rule(buyer=st.integers(0, 2), again=st.booleans())
    def check_out(self, buyer: int, again: bool) -> None:
        from isotherm.web.shop.services import checkout

        self.keys += not again
        key = f"key-{self.keys}"
        self.try_to(checkout, self.buyers[buyer], once_key=key, address=ADDRESS)

    @rule(number=NUMBER)
    def begin_to_pay(self, number: int) -> None:
        from isotherm.web.shop.models import Order
        from isotherm.web.shop.payments import begin_payment

        order = self.one_of(Order, number)
        if order:
            self.try_to(begin_payment, order.member, order.pk)

    @rule(number=NUMBER, kind=st.sampled_from(["paid", "paid", "paid", "failed"]))
    def hear(self, number: int, kind: str) -> None:
        from isotherm.web.shop.models import Payment

        payment = self.one_of(Payment, number)
        if payment:
            self.try_to(tell, payment, kind)

    @rule(number=NUMBER, share=st.sampled_from([0.0, 0.3, 1.0]))
    def hear_of_refund(self, number: int, share: float) -> None:
        from isotherm.web.shop.models import Payment

        payment = self.one_of(Payment, number)
        if payment:
            self.try_to(tell, payment, "refunded", amount_fen=int(payment.amount_fen * share))

    @rule(number=NUMBER)
    def cancel(self, number: int) -> None:
        from isotherm.web.shop.models import Order
        from isotherm.web.shop.services import cancel_order

        order = self.one_of(Order, number)
        if order:
            self.try_to(cancel_order, order.member, order.pk)

    @rule(number=NUMBER, act=st.sampled_from(["ship", "ship", "call_off", "take_back", "refuse"]))
    def merchant_acts(self, number: int, act: str) -> None:
        from isotherm.web.shop import services
        from isotherm.web.shop.models import OrderLine

        line = self.one_of(OrderLine, number)
        if line:
            acts = {
                "ship": services.ship_line,
                "take_back": services.accept_return,
            }
            with_words = {"call_off": services.cancel_line_of, "refuse": services.refuse_return}
            if act in with_words:
                self.try_to(with_words[act], self.merchant, line.pk, words="不行")
            else:
                self.try_to(acts[act], self.merchant, line.pk)

    @rule(
        number=NUMBER,
        act=st.sampled_from(["arrived", "send_back", "send_back", "keep"]),
        pieces=st.sampled_from([None, 1, 2, 3]),
    )
    def buyer_acts(self, number: int, act: str, pieces: int | None) -> None:
        from isotherm.web.shop import services
        from isotherm.web.shop.models import OrderLine

        line = self.one_of(OrderLine, number)
        if line is None:
            return
        member = line.order.member
        if act == "arrived":
            self.try_to(services.confirm_delivery, member, line.pk)
        elif act == "send_back":
            why = {"reason": "fit", "fit": "small", "quantity": pieces}
            self.try_to(services.ask_return, member, line.pk, **why)
        else:
            self.try_to(services.keep, member, line.pk, fit="true")

    @rule(minutes=st.sampled_from([1, 16, 31, 60 * 24 * 8]))
    def wait(self, minutes: int) -> None:
        self.ahead += dt.timedelta(minutes=minutes)

    @rule()
    def sweep(self) -> None:
        from isotherm.web.shop import services
        from isotherm.web.site.clock import now

        services.sweep_holds()
        services.sweep_orders()
        services.close_kept(now() - dt.timedelta(days=7))

    @rule(size=st.integers(0, 1), units=st.integers(0, 6))
    def count_shelf(self, size: int, units: int) -> None:
        from isotherm.web.shop.services import count_stock

        self.try_to(count_stock, self.skus[size], units=units, reference="inventory")

    @precondition(lambda self: self.product.deposit_fen)
    @rule()
    def presale_is_made(self) -> None:
        from isotherm.web.shop.services import ask_balance

        ask_balance(self.product)

    @invariant()
    def books_are_right(self) -> None:
        check_books()

    @staticmethod
    def try_to(act, *args, **kwargs) -> None:
        """Do it, or be told why not."""
        with contextlib.suppress(Refusal):
            act(*args, **kwargs)

    @staticmethod
    def one_of(model, number: int):
        found = list(model.objects.order_by("pk"))
        return found[number % len(found)] if found else None


def test_the_books_are_right_after_whatever_happens():
    run_state_machine_as_test(
        Shop,
        settings=settings(
            max_examples=max(OPERATIONS // 40, 1),
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_control_a_refund_that_is_not_written_is_seen(reader, sku, buy, monkeypatch):
    from isotherm.web.shop.payments import refunds
    from isotherm.web.shop.services import cancel_order

    order = buy(reader, sku)
    monkeypatch.setattr(refunds, "enter", lambda *_args, **_kwargs: None)
    cancel_order(reader, order.pk)
    with pytest.raises(AssertionError):
        check_books()
