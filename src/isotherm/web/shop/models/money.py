"""Payments, what providers said of them, and the ledger of money."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from isotherm.web.shop.models.orders import Order, OrderLine
from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["Deposit", "MoneyEntry", "Payment", "PaymentEvent"]


class Deposit(models.Model):
    """Money staked on something that may be made one day; it goes back unless it is spent."""

    class State(models.TextChoices):
        """Held money is with the town."""

        PENDING = "pending"
        HELD = "held"
        REFUNDED = "refunded"

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="deposits"
    )
    reference = models.CharField(max_length=160)  # what it is staked on
    amount_fen = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "reference"),
                condition=Q(state__in=("pending", "held")),
                name="one_deposit_a_thing",
            ),
        )


class Payment(models.Model):
    """One attempt to pay an order, or a deposit, through a provider."""

    class State(models.TextChoices):
        """What its events add up to."""

        PENDING = "pending"
        FAILED = "failed"
        PAID = "paid"
        REFUNDED = "refunded"  # wholly

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="payments")
    deposit = models.ForeignKey(Deposit, models.PROTECT, null=True, related_name="payments")
    provider = models.CharField(max_length=24)
    provider_ref = models.CharField(max_length=80, unique=True)
    amount_fen = models.PositiveBigIntegerField()
    covers = models.JSONField(default=dict)  # order line: fen of this payment that are for it
    refunded_fen = models.PositiveBigIntegerField(default=0)
    refund_told_fen = models.PositiveBigIntegerField(default=0)  # of it, told to the provider
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(refunded_fen__lte=F("amount_fen")), name="no_more_refunded_than_paid"
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=False) ^ Q(deposit__isnull=False),
                name="a_payment_is_for_one_thing",
            ),
        )


class PaymentEvent(models.Model):
    """What a provider told us, once each, in whatever order it came."""

    event_id = models.CharField(primary_key=True, max_length=80)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24)  # paid, failed, refunded
    amount_fen = models.PositiveBigIntegerField(default=0)  # refunded: in all so far
    at = models.DateTimeField()


class MoneyEntry(models.Model):
    """Money owed or moved. Never changed, never removed.

    ``charged`` and ``credited`` say what an order costs; ``deposit``, ``paid`` and ``refunded``
    what came and went. What leaves is negative, so sums are balances.
    """

    class Kind(models.TextChoices):
        """What happened."""

        CHARGED = "charged"
        CREDITED = "credited"
        DEPOSIT = "deposit"
        PAID = "paid"
        REFUNDED = "refunded"

    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="money")
    line = models.ForeignKey(OrderLine, models.PROTECT, null=True, related_name="money")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="money")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField()
