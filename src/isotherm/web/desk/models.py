"""What a merchant answered to a brief, the lots that came of it, and files of goods brought."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from isotherm.web.site.ids import ID_LENGTH, new_id
from isotherm.web.site.jobs import AT_WORK, Job

__all__ = ["BriefAnswer", "GoodsFile", "Lot"]


class BriefAnswer(models.Model):
    """A merchant's answer to a brief: taken, passed or a question."""

    brief_id = models.CharField(max_length=ID_LENGTH)
    merchant = models.ForeignKey("shop.Merchant", models.CASCADE, related_name="brief_answers")
    answer = models.CharField(max_length=8, choices=[(a, a) for a in ("taken", "passed", "asked")])
    words = models.CharField(max_length=500, blank=True)  # why passed, or what is asked
    question = models.CharField(max_length=500, blank=True)  # the last one, also once it is taken
    reply = models.CharField(max_length=500, blank=True)  # the operator's, to a question
    replied_at = models.DateTimeField(null=True)
    brief = models.JSONField(default=dict)  # the brief as it was when answered
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("brief_id", "merchant"), name="one_answer_a_brief"),
        )


class Lot(models.Model):
    """A first lot or a reorder of an option that was kept."""

    class State(models.TextChoices):
        """Where the pieces are."""

        PLANNED = "planned"
        CUTTING = "cutting"
        ARRIVED = "arrived"

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    merchant = models.ForeignKey("shop.Merchant", models.CASCADE, related_name="lots")
    brief_id = models.CharField(max_length=ID_LENGTH, blank=True)
    option = models.ForeignKey("rooms.Option", models.PROTECT, null=True, related_name="lots")
    product = models.ForeignKey("shop.Product", models.PROTECT, null=True, related_name="lots")
    units = models.PositiveIntegerField()
    unit_cost_fen = models.PositiveBigIntegerField(default=0)
    price_fen = models.PositiveBigIntegerField(null=True)  # a piece is meant to bring
    size_curve = models.JSONField(default=dict)  # size: units
    plan = models.JSONField(default=dict)  # what the engine said, and from which figures
    reorder_at = models.PositiveIntegerField(default=0)  # units left that call for a reorder
    cut_by = models.DateField(null=True)  # latest day to cut
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    sold_ahead = models.BooleanField(default=False)  # its product took deposits for these pieces
    at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("merchant", "brief_id"), name="lots_of_a_brief"),)

    @property
    def cost_fen(self) -> int:
        """What all its pieces cost."""
        return self.units * self.unit_cost_fen


class GoodsFile(Job):
    """A file of goods that somebody of a shop brought, and what came of it.

    The account is kept in the transaction that brings a product, so that it is true whenever the
    worker ends; the file itself goes when it has been brought.
    """

    merchant = models.ForeignKey("shop.Merchant", models.CASCADE, related_name="goods_files")
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="goods_files"
    )
    name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)  # of the file as it came
    content = models.BinaryField(default=b"")  # the file, deflated; empty once it was brought
    kind = models.CharField(max_length=8, blank=True)  # products or stock
    rows = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    products = models.PositiveIntegerField(default=0)  # in the file
    place = models.PositiveIntegerField(default=0)  # of them brought or refused so far
    products_made = models.PositiveIntegerField(default=0)
    products_changed = models.PositiveIntegerField(default=0)
    products_same = models.PositiveIntegerField(default=0)
    stock_changed = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)  # line, column, found, expected of the first

    let_go: ClassVar = {"content": b""}

    class Meta:
        indexes = (models.Index(fields=("merchant", "-asked_at"), name="goods_files_of_a_shop"),)
        constraints = (
            # A later file must not be overtaken by an earlier one of the same goods.
            models.UniqueConstraint(
                fields=("merchant",),
                condition=Q(state__in=AT_WORK),
                name="one_goods_file_at_a_time",
            ),
        )
