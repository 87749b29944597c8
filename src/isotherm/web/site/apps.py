"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["SiteConfig"]


class SiteConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
