"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["StudioConfig"]


class StudioConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.studio"
    label = "studio"
    default_auto_field = "django.db.models.BigAutoField"
