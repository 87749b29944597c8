"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["ShopConfig"]


class ShopConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.shop"
    label = "shop"
    default_auto_field = "django.db.models.BigAutoField"
