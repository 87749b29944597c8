"""The town's clock: everything that happens is timed by it.

A demo town opens on the day its record ends, so that act-by dates and seasons stay in step with
what the community said; its clock then runs like any other. A real town's clock is the machine's.
"""

from __future__ import annotations

import datetime as dt
import functools

from django.utils import timezone

from isotherm.web.site.models import Town

__all__ = ["forget_offset", "in_town", "now", "runs_apart"]

_A_MINUTE = dt.timedelta(minutes=1)


def now() -> dt.datetime:
    """The present moment in the town, UTC."""
    return timezone.now() + _offset()


def in_town(at: dt.datetime | None) -> dt.datetime | None:
    """When it was in the town, of a moment that the machine's clock told; None stays None."""
    return None if at is None else at + _offset()


def runs_apart() -> bool:
    """Whether the town's clock says another time than the machine's, as a demo town's does."""
    return abs(_offset()) > _A_MINUTE


@functools.lru_cache(maxsize=1)
def _offset() -> dt.timedelta:
    return dt.timedelta(seconds=Town.the().clock_offset_s)


def forget_offset() -> None:
    """Read the offset again: the town was rebuilt."""
    _offset.cache_clear()
