"""Whether a whole page is asked for, or a part of one that is open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

__all__ = ["is_fragment"]


def is_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of a page.

    A page restored from the browser's history is asked for by HTMX, too, and is a whole one.
    """
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
