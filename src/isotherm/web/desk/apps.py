"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["DeskConfig"]


class DeskConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
