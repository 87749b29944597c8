"""The selection boards of buyers."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["Selection"]


class Selection(models.Model):
    """One board: many candidates, a few kept, a reason for each."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="selections")
    at = models.DateTimeField()
    keep = models.PositiveSmallIntegerField(default=5)
    judged = models.JSONField(default=list)  # a row a candidate, as the engine judged it
