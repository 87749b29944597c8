"""Shops, styles, sizes, and what lies on the shelf."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["Merchant", "MerchantMember", "Product", "Sku", "StockEntry"]


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


class ProductSet(models.QuerySet["Product"]):
    """Products, asked for by what can be done with them."""

    def on_sale(self) -> ProductSet:
        """Those that can be bought, now or as a presale."""
        return self.filter(status__in=(Product.Status.LISTED, Product.Status.PRESALE))


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
    deposit_fen = models.PositiveBigIntegerField(null=True)  # of a presale, for one piece
    brief_id = models.CharField(max_length=ID_LENGTH, blank=True)  # the brief it answers
    option_id = models.CharField(max_length=ID_LENGTH, blank=True)  # the tested option it is
    picture = models.FileField(upload_to="products/", blank=True)  # drawn by the world if none
    handle = models.CharField(max_length=120, blank=True)  # its name in a shop system elsewhere

    objects = ProductSet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("merchant", "status"), name="products_of_a_shop"),)
        constraints = (
            models.UniqueConstraint(
                fields=("merchant", "handle"), condition=~Q(handle=""), name="a_handle_once_a_shop"
            ),
        )

    @property
    def is_on_sale(self) -> bool:
        """Whether it can be bought, now or as a presale."""
        return self.status in (self.Status.LISTED, self.Status.PRESALE)


class Sku(models.Model):
    """One size and colour of a product, with what lies on the shelf and what is promised of it.

    Of a presale ``on_hand`` is what will be made: it is sold to its end like anything else.
    """

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

    @property
    def sells_at_fen(self) -> int | None:
        """What a piece costs: its own price, or that of its product."""
        return self.product.price_fen if self.price_fen is None else self.price_fen


class StockEntry(models.Model):
    """Why stock moved. Never changed, never removed; the sums are what a Sku says."""

    class Kind(models.TextChoices):
        """What happened."""

        RECEIVED = "received"
        COUNTED = "counted"  # the shelf was counted and found otherwise
        HELD = "held"
        RELEASED = "released"
        EXPIRED = "expired"
        CANCELLED = "cancelled"
        SENT = "sent"
        RETURNED = "returned"

    sku = models.ForeignKey(Sku, models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    on_hand_change = models.IntegerField(default=0)
    reserved_change = models.IntegerField(default=0)
    reference = models.CharField(max_length=160, blank=True)  # hold, order line or delivery
