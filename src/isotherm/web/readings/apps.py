"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["ReadingsConfig"]


class ReadingsConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.readings"
    label = "readings"
    default_auto_field = "django.db.models.BigAutoField"
