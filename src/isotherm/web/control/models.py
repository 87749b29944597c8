"""What the operator decided, and what was done with a finding."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from isotherm.web.control.kept_for_good import KeptForGood
from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["GATES", "Decision", "Disclosure", "Gate", "NeedReview", "Push", "TrendFile"]

GATES = ("need", "goods", "outside")  # users need it, merchants can supply it, the world agrees


class TrendFile(models.Model):
    """The operator's file on one trend of a reading."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft"
        PUBLISHED = "published"  # its briefs reach merchants
        WITHDRAWN = "withdrawn"  # its briefs are closed

    trend_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    name = models.CharField(max_length=60, blank=True)  # given by the operator
    origin = models.CharField(max_length=8, blank=True)  # found or made; empty: as the reading says
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state",), name="trend_files_by_state"),)


class Gate(models.Model):
    """One of the three gates: users need it, merchants can supply it, the outside world agrees."""

    file = models.ForeignKey(TrendFile, models.CASCADE, related_name="gates")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in GATES])
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

    class Meta:
        indexes = (models.Index(fields=("subject_id", "at"), name="pushes_of_a_subject"),)


class NeedReview(models.Model):
    """What the operator decided about a need that touches something sensitive."""

    need_id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    passed = models.BooleanField()  # its briefs may reach merchants
    words = models.CharField(max_length=300)  # why
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    at = models.DateTimeField()


class Decision(KeptForGood):
    """Who decided what and when. Never changed, never removed."""

    class Kind(models.TextChoices):
        """What was decided."""

        NAMED = "named"
        ORIGIN = "origin"  # found or made
        GATE_PASSED = "gate_passed"
        GATE_CLOSED = "gate_closed"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        REVIEW_PASSED = "review_passed"
        REVIEW_CLOSED = "review_closed"
        ANSWERED = "answered"  # a merchant's question
        RETRIED = "retried"  # a task that had failed

    subject_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    what = models.CharField(max_length=60, blank=True)  # the gate, the name, found or made
    words = models.CharField(max_length=500, blank=True)  # why
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("subject_id", "-at"), name="decisions_on_a_subject"),
            models.Index(fields=("-at",), name="decisions_by_time"),
        )


class Disclosure(KeptForGood):
    """Something that left the house, or was erased from it. Never changed, never removed."""

    kind = models.CharField(max_length=12)  # brief, token, export, erasure, webhook
    to = models.CharField(max_length=ID_LENGTH, blank=True)  # merchant or member; empty: everyone
    subject_id = models.CharField(max_length=120, blank=True)  # the brief, the token, ...
    about = models.JSONField(default=dict)  # counts only: cells, smallest cell, rows
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("to", "subject_id"),
                condition=models.Q(kind="brief"),
                name="a_brief_told_once_a_merchant",
            ),
        )
        indexes = (models.Index(fields=("kind", "-at"), name="disclosures_by_kind"),)
