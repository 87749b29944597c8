"""The selection boards of buyers."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from isotherm.web.site.jobs import Job

__all__ = ["Selection"]


class Selection(Job):
    """One board: many candidates, a few kept, a reason for each."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="selections")
    keep = models.PositiveSmallIntegerField(default=5)
    # The shop or file the candidates came from; empty for the newest goods of all.
    pool = models.CharField(max_length=200, blank=True)
    candidates = models.JSONField(default=list)  # as they were brought: rows of plain cells
    judged = models.JSONField(default=list)  # a row a candidate, as the engine judged it
    trust = models.JSONField(null=True)  # as the engine read it from the record
    missing = models.JSONField(default=list)  # what could not be judged: reasons by code
    left_out = models.JSONField(default=list)  # rows that could not be read: reasons by code

    class Meta:
        indexes = (models.Index(fields=("member", "-asked_at"), name="boards_of_a_member"),)
