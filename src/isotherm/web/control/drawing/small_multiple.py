"""One number over readings, on a scale that is the same for all of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from isotherm.report.drawing.svg import short
from isotherm.report.markup import tag

__all__ = ["draw_share_over_readings"]

_WIDTH, _HEIGHT, _LEFT, _EDGE = 260.0, 110.0, 32.0, 10.0


def draw_share_over_readings(values: Sequence[float | None]) -> SafeString:
    """A share of 0 to 1 at each reading, oldest left; a dot where a curve would have one point."""
    known = [(i, value) for i, value in enumerate(values) if value is not None]
    if not known:
        return SafeString("")
    last = max(len(values) - 1, 1)
    points = [(_LEFT + i / last * (_WIDTH - _LEFT - _EDGE), _height(value)) for i, value in known]
    if len(values) == 1:
        points = [((_WIDTH + _LEFT) / 2, points[0][1])]
    path = "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)
    drawn = tag(
        "svg",
        *(part for share in (0.0, 0.5, 1.0) for part in _rule(share)),
        tag("path", d=path, class_="spark-curve"),
        *(tag("circle", cx=short(x), cy=short(y), r=2.2, class_="spark-dot") for x, y in points),
        tag("circle", cx=short(points[-1][0]), cy=short(points[-1][1]), r=4, class_="spark-end"),
        viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
        class_="multiple",
        aria_hidden="true",
    )
    return mark_safe(drawn)  # numbers and our own classes only


def _height(share: float) -> float:
    return _HEIGHT - _EDGE - min(max(share, 0.0), 1.0) * (_HEIGHT - 2 * _EDGE)


def _rule(share: float) -> list[str]:
    y = short(_height(share))
    return [
        tag("line", x1=_LEFT, x2=_WIDTH, y1=y, y2=y, class_="rule"),
        tag("text", f"{share:.0%}", x=_LEFT - 6, y=y, dy=".35em", class_="axis value"),
    ]
