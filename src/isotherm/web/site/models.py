"""What is kept about the town."""

from __future__ import annotations

from typing import Self

from django.db import models

__all__ = ["OnceKey", "Town"]


class Town(models.Model):
    """The one row about this town."""

    name = models.CharField(max_length=80, default="同温 Isotherm")
    clock_offset_s = models.FloatField(default=0.0)  # seconds to add to the machine's clock
    rebuilt_from = models.CharField(max_length=200, blank=True)  # what its record came from

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_town"),)

    @classmethod
    def the(cls) -> Self:
        """The town, made when first asked for."""
        return cls.objects.get_or_create(id=1)[0]


class OnceKey(models.Model):
    """An answer already given, for requests that come again."""

    member_id = models.CharField(max_length=64)
    act = models.CharField(max_length=40)  # what was asked for, e.g. "checkout"
    key = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("member_id", "act", "key"), name="once_means_once"),
        )
