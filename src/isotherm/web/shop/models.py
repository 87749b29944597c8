"""Goods, stock, orders and money. What may never happen is refused by the database itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = [
    "Hold",
    "Merchant",
    "MerchantMember",
    "MoneyEntry",
    "Order",
    "OrderLine",
    "Outcome",
    "Payment",
    "PaymentEvent",
    "Product",
    "Sku",
    "StockEntry",
]


class Merchant(models.Model):
    """A shop."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    name = models.CharField(max_length=120, blank=True)
    lead_days = models.PositiveIntegerField(null=True)  # from order to goods
    categories = models.JSONField(default=list)
    about = models.CharField(max_length=500, blank=True)


class MerchantMember(models.Model):
    """Someone who acts for a shop, or a buyer it works with."""

    merchant = models.ForeignKey(Merchant, models.CASCADE, related_name="people")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shops")
    role = models.CharField(max_length=8, choices=[("keeper", "keeper"), ("buyer", "buyer")])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("merchant", "member"), name="once_in_a_shop"),
        )


class Product(models.Model):
    """A style on sale, or to be."""

    class Status(models.TextChoices):
        """Whether it can be bought."""

        DRAFT = "draft"
        LISTED = "listed"
        PRESALE = "presale"  # a deposit now, the rest when it is made
        GONE = "gone"

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    merchant = models.ForeignKey(Merchant, models.CASCADE, null=True, related_name="products")
    title = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    category = models.CharField(max_length=60, blank=True)
    listed_at = models.DateTimeField(null=True)
    price_fen = models.PositiveBigIntegerField(null=True)
    attributes = models.JSONField(default=dict)  # colour, cut, fabric, base_size, ...
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.LISTED)
    deposit_fen = models.PositiveBigIntegerField(null=True)  # of a presale
    brief_id = models.CharField(max_length=ID_LENGTH, blank=True)  # the brief it answers
    option_id = models.CharField(max_length=ID_LENGTH, blank=True)  # the tested option it is
    picture = models.FileField(upload_to="products/", blank=True)  # drawn by the world if none

    class Meta:
        indexes = (models.Index(fields=("merchant", "status"), name="products_of_a_shop"),)


class Sku(models.Model):
    """One size and colour of a product, with what lies on the shelf and what is promised of it."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    product = models.ForeignKey(Product, models.CASCADE, related_name="skus")
    options = models.JSONField(default=dict)
    price_fen = models.PositiveBigIntegerField(null=True)
    on_hand = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)  # held in baskets or sold and not yet sent

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(on_hand__gte=F("reserved")), name="no_more_promised_than_there_is"
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, on_hand__gte=0), name="no_negative_stock"
            ),
        )


class StockEntry(models.Model):
    """Why stock moved. Never changed, never removed; the sums are what a Sku says."""

    sku = models.ForeignKey(Sku, models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12)  # received, held, released, sold, sent, returned, ...
    on_hand_change = models.IntegerField(default=0)
    reserved_change = models.IntegerField(default=0)
    reference = models.CharField(max_length=80, blank=True)  # hold, order line or delivery


class Hold(models.Model):
    """Pieces kept for someone's basket until a moment."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="holds")
    sku = models.ForeignKey(Sku, models.CASCADE, related_name="holds")
    quantity = models.PositiveIntegerField()
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="active")  # active, expired, released, taken
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

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="orders"
    )
    at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default="placed")
    total_fen = models.PositiveBigIntegerField(default=0)
    address = models.JSONField(default=dict)
    imported = models.BooleanField(default=False)  # came with the record; no money moved here

    class Meta:
        indexes = (models.Index(fields=("member", "-at"), name="orders_of_a_member"),)


class OrderLine(models.Model):
    """Pieces of one product in an order, and where they were found."""

    id = models.CharField(primary_key=True, max_length=2 * ID_LENGTH + 1, default=new_id)
    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    line_id = models.CharField(max_length=ID_LENGTH, blank=True)  # as the ledger has it
    sku = models.ForeignKey(Sku, models.PROTECT, null=True, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="lines")
    quantity = models.PositiveIntegerField(null=True)
    price_fen = models.PositiveBigIntegerField(null=True)  # of the pieces as ordered
    state = models.CharField(max_length=12, default="placed")
    source_kind = models.CharField(max_length=8, blank=True)
    source_id = models.CharField(max_length=ID_LENGTH, blank=True)


class Payment(models.Model):
    """One attempt to pay an order through a provider."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    order = models.ForeignKey(Order, models.PROTECT, related_name="payments")
    provider = models.CharField(max_length=24)
    provider_ref = models.CharField(max_length=80, unique=True)
    amount_fen = models.PositiveBigIntegerField()
    refunded_fen = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=12, default="pending")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(refunded_fen__lte=F("amount_fen")), name="no_more_refunded_than_paid"
            ),
        )


class PaymentEvent(models.Model):
    """What a provider told us, once each, in whatever order it came."""

    event_id = models.CharField(primary_key=True, max_length=80)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()


class MoneyEntry(models.Model):
    """Money that moved. Never changed, never removed."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="money")
    line = models.ForeignKey(OrderLine, models.PROTECT, null=True, related_name="money")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="money")
    kind = models.CharField(max_length=12)  # charged, paid, refunded, deposit
    amount_fen = models.BigIntegerField()
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
