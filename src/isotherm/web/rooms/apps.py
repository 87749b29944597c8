"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["RoomsConfig"]


class RoomsConfig(AppConfig):
    """Names the room for Django."""

    name = "isotherm.web.rooms"
    label = "rooms"
    default_auto_field = "django.db.models.BigAutoField"
