"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["ApiConfig"]


class ApiConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
