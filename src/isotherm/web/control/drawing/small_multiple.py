"""One number over readings, on a scale that is the same for all of its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from isotherm.report.drawing.svg import line_through, short
from isotherm.report.markup import tag

__all__ = ["draw_share_over_readings"]

_WIDTH, _HEIGHT, _LEFT, _EDGE = 260.0, 110.0, 32.0, 10.0
_DAYS = 14.0  # the height of the days below
_HALF_A_DAY = 13.0  # the width of one, halved


def draw_share_over_readings(
    values: Sequence[float | None], days: Sequence[dt.datetime], *, is_share: bool = True
) -> SafeString:
    """A number of 0 to 1 at each reading, oldest left, with the first and the last day below.

    A dot where a curve would have one point; the scale in percent where it is a share.
    """
    known = [(i, value) for i, value in enumerate(values) if value is not None]
    if not known:
        return SafeString("")
    last = max(len(values) - 1, 1)
    points = [(_LEFT + i / last * (_WIDTH - _LEFT - _EDGE), _height(value)) for i, value in known]
    if len(values) == 1:
        points = [((_WIDTH + _LEFT) / 2, points[0][1])]
    drawn = tag(
        "svg",
        *(part for height in (0.0, 0.5, 1.0) for part in _rule(height, is_share=is_share)),
        *_days(days),
        tag("path", d=line_through(points), class_="spark-curve"),
        *(tag("circle", cx=short(x), cy=short(y), r=2.2, class_="spark-dot") for x, y in points),
        tag("circle", cx=short(points[-1][0]), cy=short(points[-1][1]), r=4, class_="spark-end"),
        viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT + _DAYS:.0f}",
        class_="multiple",
        aria_hidden="true",
    )
    return mark_safe(drawn)  # numbers and our own classes only


def _height(share: float) -> float:
    return _HEIGHT - _EDGE - min(max(share, 0.0), 1.0) * (_HEIGHT - 2 * _EDGE)


def _rule(height: float, *, is_share: bool) -> list[str]:
    y = short(_height(height))
    words = f"{height:.0%}" if is_share else f"{height:g}"
    return [
        tag("line", x1=_LEFT, x2=_WIDTH, y1=y, y2=y, class_="rule"),
        tag("text", words, x=_LEFT - 6, y=y, dy=".35em", class_="axis value"),
    ]


def _days(days: Sequence[dt.datetime]) -> list[str]:
    places = {_LEFT + _HALF_A_DAY: days[0], _WIDTH - _EDGE - _HALF_A_DAY: days[-1]}
    if len(days) == 1:
        places = {(_WIDTH + _LEFT) / 2: days[0]}
    return [
        tag("text", f"{localtime(at):%m-%d}", x=short(x), y=_HEIGHT + 6, class_="axis day")
        for x, at in places.items()
    ]
