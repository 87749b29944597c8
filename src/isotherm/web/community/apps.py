"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["CommunityConfig"]


class CommunityConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.community"
    label = "community"
    default_auto_field = "django.db.models.BigAutoField"
