"""A trend's curve and its forecast, with how far it can be read in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from isotherm.report.drawing.fan import draw_fan
from isotherm.web.site.engine_words import tongue

__all__ = ["draw_curve"]

_BEFORE, _AFTER = 90, 28  # days shown around the reading's day


def draw_curve(
    days: Sequence[dict[str, Any]],
    forecast: Sequence[dict[str, Any]],
    *,
    as_of: dt.datetime,
    detected_at: dt.datetime | None,
) -> SafeString:
    """Independent repliers a day, and p10 to p90 of those to come; empty when there is neither."""
    drawn = draw_fan(
        _near(days, as_of),
        _near(forecast, as_of),
        as_of=as_of,
        detected_at=detected_at,
        language=tongue(),
    )
    return mark_safe(drawn or "")  # the report escapes what it is given


def _near(rows: Sequence[dict[str, Any]], as_of: dt.datetime) -> list[dict[str, Any]]:
    near = [row for row in rows if -_BEFORE <= (row["at"] - as_of).days <= _AFTER]
    return sorted(near, key=lambda row: row["at"])
