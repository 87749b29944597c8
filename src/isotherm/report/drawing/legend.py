"""The scale of the map: which colour is which warmth."""

from __future__ import annotations

from isotherm.report.drawing.relief import LEVELS, level_class
from isotherm.report.markup import Markup, tag

__all__ = ["draw_circles", "draw_dashes", "draw_legend"]

_STEP = 26
_SAID = (0.5, 0.7, 1.0, 1.25, 1.75, 2.5)


def draw_legend() -> Markup:
    """Bands from cold to warm with the warmth at some of the borders."""
    colours = [level_class(level) for level in LEVELS if level < 1] + ["neutral", "neutral"]
    colours += [level_class(level) for level in LEVELS if level > 1]
    boxes = [
        tag("rect", x=place * _STEP, y=0, width=_STEP, height=9, class_=f"band {name}")
        for place, name in enumerate(colours)
    ]
    borders = [
        tag("text", f"{level:g}×", x=(place + 1) * _STEP, y=21, font_size=10)
        for place, level in enumerate(LEVELS)
        if level in _SAID
    ]
    width = len(colours) * _STEP
    return tag("svg", *boxes, *borders, viewBox=f"0 0 {width} 24", class_="map-scale")


def draw_dashes() -> Markup:
    """The line along which all is as usual."""
    line = tag("path", d="M0 6H28", class_="normal")
    return tag("svg", line, viewBox="0 0 28 12", class_="map-sign", width=28, height=12)


def draw_circles() -> Markup:
    """A small and a large circle."""
    small, large = tag("circle", cx=5, cy=13, r=4), tag("circle", cx=21, cy=10, r=9)
    return tag("svg", small, large, viewBox="0 0 32 20", class_="map-sign", width=32, height=20)
