"""A small curve: how a number went, without axes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from isotherm.report.drawing.svg import line_through, short
from isotherm.report.markup import tag

__all__ = ["draw_sparkline"]

_WIDTH, _HEIGHT, _EDGE = 120.0, 28.0, 3.0


def draw_sparkline(values: Sequence[float | None]) -> SafeString:
    """A curve from the first to the last value with a dot at its end; empty without two values."""
    known = [(i, v) for i, v in enumerate(values) if v is not None and math.isfinite(v)]
    if len(known) < 2:  # a line has two ends
        return SafeString("")
    low, high = min(v for _, v in known), max(v for _, v in known)
    full = (high - low) or 1.0
    last = max(len(values) - 1, 1)
    points = [
        (_EDGE + i / last * (_WIDTH - 2 * _EDGE), _HEIGHT - _EDGE - _part(v, low, full))
        for i, v in known
    ]
    drawn = tag(
        "svg",
        tag("path", d=line_through(points), class_="spark-curve"),
        tag("circle", cx=short(points[-1][0]), cy=short(points[-1][1]), r=2.5, class_="spark-end"),
        viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
        class_="sparkline",
        aria_hidden="true",
    )
    return mark_safe(drawn)  # numbers and our own classes only


def _part(value: float, low: float, full: float) -> float:
    return (value - low) / full * (_HEIGHT - 2 * _EDGE)
