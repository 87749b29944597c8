"""What every page's frame needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

__all__ = ["page_shell"]


def page_shell(request: HttpRequest) -> dict[str, Any]:
    """The demo flag, and whether the asker has a desk."""
    user = getattr(request, "user", None)
    return {"demo": settings.DEMO, "is_operator": bool(user and user.is_staff)}
