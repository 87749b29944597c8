"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["SearchConfig"]


class SearchConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
