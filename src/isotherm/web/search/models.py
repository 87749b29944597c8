"""What was searched for. What is searched in is kept by the index."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from isotherm.web.site.ids import ID_LENGTH, new_id

__all__ = ["Entry", "Search"]


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


class Entry(models.Model):
    """What one note or product is found by. The database keeps an index of the tokens besides."""

    note = models.OneToOneField(
        "community.Note", models.CASCADE, null=True, related_name="search_entry"
    )
    product = models.OneToOneField(
        "shop.Product", models.CASCADE, null=True, related_name="search_entry"
    )
    tokens = models.TextField()  # distinct, with a space between them

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(note__isnull=False, product__isnull=True)
                | Q(note__isnull=True, product__isnull=False),
                name="an_entry_of_one_thing",
            ),
        )
