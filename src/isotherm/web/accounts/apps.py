"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
