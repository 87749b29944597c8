"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["ControlConfig"]


class ControlConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.control"
    label = "control"
    default_auto_field = "django.db.models.BigAutoField"
