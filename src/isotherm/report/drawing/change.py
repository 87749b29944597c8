"""A change of warmth: from then to now on a scale that is the same for all."""

from __future__ import annotations

import math

from isotherm.report.drawing.svg import short
from isotherm.report.markup import Markup, tag

__all__ = ["draw_change"]

_WIDTH, _REACH = 200.0, 2.0  # the scale goes from 1/4 to 4 times normal, in doublings


def draw_change(before: float | None, now: float) -> Markup:
    """A line from then to a dot at now; without a then, from normal."""
    start, end = _at(1.0 if before is None else before), _at(now)
    feel = "warm" if end >= start else "cool"
    return tag(
        "svg",
        tag("line", x1=0, x2=_WIDTH, y1=7, y2=7, class_="track"),
        tag("line", x1=_WIDTH / 2, x2=_WIDTH / 2, y1=2, y2=12, class_="track"),
        tag("line", x1=short(start), x2=short(end), y1=7, y2=7, class_=f"moved {feel}"),
        tag("circle", cx=short(end), cy=7, r=4, class_=feel),
        viewBox=f"0 0 {_WIDTH:.0f} 14",
        class_="bar-change",
        aria_hidden="true",
    )


def _at(warmth: float) -> float:
    doublings = math.log2(min(max(warmth, 2**-_REACH), 2**_REACH))
    return 6 + (doublings / _REACH + 1) / 2 * (_WIDTH - 12)
