"""How often intervals held, against how often they should."""

from __future__ import annotations

from isotherm.report.drawing.svg import short
from isotherm.report.markup import Markup, tag

__all__ = ["draw_coverage"]

_WIDTH, _DUE = 200.0, 0.8


def draw_coverage(held: float) -> Markup:
    """A bar as long as the share that held, and a mark where it should end."""
    return tag(
        "svg",
        tag("rect", x=0, y=5.5, width=_WIDTH, height=1, class_="track"),
        tag("rect", x=0, y=2, width=short(held * _WIDTH), height=8, rx=2, class_="span"),
        tag("rect", x=_DUE * _WIDTH - 1, y=0, width=2, height=12, class_="due"),
        viewBox=f"0 0 {_WIDTH:.0f} 12",
        class_="bar-interval",
        aria_hidden="true",
    )
