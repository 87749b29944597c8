"""The town's clock: everything that happens is timed by it.

A demo town opens on the day its record ends, so that act-by dates and seasons stay in step with
what the community said; its clock then runs like any other. A real town's clock is the machine's.
"""

from __future__ import annotations

import datetime as dt
import functools

from django.utils import timezone

from isotherm.web.site.models import Town

__all__ = ["forget_offset", "now"]


def now() -> dt.datetime:
    """The present moment in the town, UTC."""
    return timezone.now() + _offset()


@functools.lru_cache(maxsize=1)
def _offset() -> dt.timedelta:
    return dt.timedelta(seconds=Town.the().clock_offset_s)


def forget_offset() -> None:
    """Read the offset again: the town was rebuilt."""
    _offset.cache_clear()
