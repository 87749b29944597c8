"""Baskets, orders, and how they ended."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from isotherm.web.shop.models.goods import Product, Sku
from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["Hold", "Order", "OrderLine", "OrderStep", "Outcome"]


class Hold(models.Model):
    """Pieces kept for someone's basket until a moment."""

    class State(models.TextChoices):
        """Active pieces are reserved; an expired line stays in the basket without its pieces."""

        ACTIVE = "active"
        EXPIRED = "expired"
        RELEASED = "released"
        TAKEN = "taken"  # became an order

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="holds")
    sku = models.ForeignKey(Sku, models.CASCADE, related_name="holds")
    quantity = models.PositiveIntegerField()
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    source_kind = models.CharField(max_length=8, blank=True)  # note, room, search, feed, direct
    source_id = models.CharField(max_length=ID_LENGTH, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "sku"),
                condition=Q(state__in=("active", "expired")),
                name="one_basket_line_a_sku",
            ),
        )
        indexes = (models.Index(fields=("state", "expires_at"), name="holds_by_expiry"),)


class Order(models.Model):
    """What someone bought at once."""

    class State(models.TextChoices):
        """Where it stands as a whole; each line has its own way besides."""

        PLACED = "placed"  # something is to be paid
        PAID = "paid"  # all due is paid; something is still to come or to be decided
        CLOSED = "closed"  # every line is kept, returned or cancelled
        CANCELLED = "cancelled"

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="orders"
    )
    at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLACED)
    total_fen = models.PositiveBigIntegerField(default=0)
    pay_by = models.DateTimeField(null=True)  # then an unpaid order is let go
    address = models.JSONField(default=dict)  # name, phone, address; nothing else
    imported = models.BooleanField(default=False)  # came with the record; no money moved here

    class Meta:
        indexes = (
            models.Index(fields=("member", "-at"), name="orders_of_a_member"),
            models.Index(fields=("state", "pay_by"), name="orders_to_be_paid"),
        )


class OrderLine(models.Model):
    """Pieces of one product in an order, and where they were found.

    Where a part of them goes back, those that stay go on as a line of their own (`shop.parts`).
    """

    class State(models.TextChoices):
        """The way of a line: placed, (deposit, balance,) paid, shipped, delivered, kept or back."""

        PLACED = "placed"
        DEPOSITED = "deposited"  # presale: the deposit is paid, it is being made
        BALANCE_DUE = "balance_due"  # presale: made; the rest is to be paid
        PAID = "paid"
        SHIPPED = "shipped"
        DELIVERED = "delivered"
        RETURN_ASKED = "return_asked"
        RETURNED = "returned"
        KEPT = "kept"
        CANCELLED = "cancelled"

    id = models.CharField(primary_key=True, max_length=2 * ID_LENGTH + 1, default=new_id)
    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    line_id = models.CharField(max_length=ID_LENGTH, blank=True)  # as the ledger has it
    part_of = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="parts"
    )  # the line it was ordered with
    sku = models.ForeignKey(Sku, models.PROTECT, null=True, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="lines")
    quantity = models.PositiveIntegerField(null=True)
    price_fen = models.PositiveBigIntegerField(null=True)  # of all its pieces, as ordered
    deposit_fen = models.PositiveBigIntegerField(default=0)  # of all its pieces, paid first
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLACED)
    shipped_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    return_fit = models.CharField(max_length=8, blank=True)
    return_reason = models.CharField(max_length=300, blank=True)
    source_kind = models.CharField(max_length=8, blank=True)
    source_id = models.CharField(max_length=ID_LENGTH, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "shipped_at"), name="lines_by_state"),)


class OrderStep(models.Model):
    """One step on an order's way, for its timeline."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="steps")
    line = models.ForeignKey(OrderLine, models.CASCADE, null=True, related_name="steps")
    kind = models.CharField(max_length=16)  # decides the sentence shown
    words = models.CharField(max_length=200, blank=True)  # a parcel number, a reason
    quantity = models.PositiveIntegerField(null=True)  # pieces that took it
    at = models.DateTimeField()


class Outcome(models.Model):
    """How it ended: kept or sent back, how it fitted, why."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="outcomes"
    )
    product = models.ForeignKey(Product, models.CASCADE, related_name="outcomes")
    line = models.ForeignKey(OrderLine, models.SET_NULL, null=True, related_name="outcomes")
    order = models.ForeignKey(Order, models.SET_NULL, null=True, related_name="outcomes")
    at = models.DateTimeField(null=True)
    kept = models.BooleanField(null=True)
    fit = models.CharField(max_length=8, blank=True)  # small, true, large
    rating = models.FloatField(null=True)  # 0..1
    reason = models.CharField(max_length=300, blank=True)
    occasion = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("line",), condition=Q(line__isnull=False), name="one_outcome_a_line"
            ),
        )
        indexes = (models.Index(fields=("product", "kept"), name="outcomes_of_a_product"),)
