"""What was searched for. What is searched in is kept by the index."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["Search"]


class Search(models.Model):
    """One search: the words, how much was shown, what was opened."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="searches"
    )
    at = models.DateTimeField(null=True)
    query = models.CharField(max_length=200)
    results = models.PositiveIntegerField(null=True)
    clicked = models.JSONField(default=list)
