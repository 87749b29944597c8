"""The scale of the map: which colour is which warmth."""

from __future__ import annotations

from isotherm.report.drawing.relief import LEVELS, level_class
from isotherm.report.markup import Markup, tag

__all__ = ["draw_legend"]

_STEP = 30


def draw_legend() -> Markup:
    """Bands from cold to warm with the warmth at every second border."""
    colours = [level_class(level) for level in LEVELS if level < 1] + ["neutral", "neutral"]
    colours += [level_class(level) for level in LEVELS if level > 1]
    boxes = [
        tag("rect", x=place * _STEP, y=0, width=_STEP, height=9, class_=f"band {name}")
        for place, name in enumerate(colours)
    ]
    borders = [
        tag("text", f"{level:g}", x=(place + 1) * _STEP, y=21, font_size=10)
        for place, level in enumerate(LEVELS)
        if place % 2 == 0
    ]
    width = len(colours) * _STEP
    return tag("svg", *boxes, *borders, viewBox=f"0 0 {width} 24", class_="map-scale")
