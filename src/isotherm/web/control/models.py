"""What the operator decided, and what was done with a finding."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["Gate", "Push", "TrendFile"]


class TrendFile(models.Model):
    """The operator's file on one trend of a reading."""

    trend_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    name = models.CharField(max_length=60, blank=True)  # given by the operator
    state = models.CharField(max_length=10, default="draft")  # draft, published, withdrawn
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Gate(models.Model):
    """One of the three gates: users need it, merchants can supply it, the outside world agrees."""

    file = models.ForeignKey(TrendFile, models.CASCADE, related_name="gates")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in ("need", "goods", "outside")])
    passed = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)  # why
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("file", "kind"), name="each_gate_once_a_trend"),
        )


class Push(models.Model):
    """What the operator did for a trend or need, so that found and made can be told apart."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    subject_id = models.CharField(max_length=120)
    at = models.DateTimeField()
    kind = models.CharField(max_length=8)  # named, briefed, boosted
    holdout_share = models.FloatField(null=True)
