"""What a merchant answered to a brief, and the lots that came of it."""

from __future__ import annotations

from django.db import models

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["BriefAnswer", "Lot"]


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
