"""Contours of the fields as SVG paths: the coast, bands of warmth, lines of equal warmth."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
from numpy.typing import NDArray

from isotherm.report.drawing.field import Field

__all__ = ["LEVELS", "Line", "coast_path", "level_class", "path_of", "trace_bands", "trace_lines"]

Array = NDArray[np.float64]

LEVELS = (0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.5)
"""Where lines of equal warmth run: activity against its own normal."""
_COAST = 0.42  # the land's height at the coast


@dataclasses.dataclass(frozen=True)
class Line:
    """A line of equal warmth on land."""

    level: float
    points: Array  # n x 2


def level_class(level: float) -> str:
    """The colour of the band that begins at a level, seen from normal."""
    if level >= 1:
        return f"warm-{LEVELS.index(level) - LEVELS.index(1.0)}"
    return f"cold-{LEVELS.index(1.0) - LEVELS.index(level)}"


def coast_path(field: Field, height: float = _COAST) -> str:
    """The outline of the land; a lower height lies out at sea."""
    return _filled(field, field.land, height, math.inf)


def trace_bands(field: Field) -> list[tuple[str, str]]:
    """Class and path of each band, to be painted one over the other from normal outwards."""
    bands = []
    for level in LEVELS[::-1]:
        if level < 1:
            bands.append((level_class(level), _filled(field, field.warmth, -math.inf, level)))
    for level in LEVELS:
        if level > 1:
            bands.append((level_class(level), _filled(field, field.warmth, level, math.inf)))
    return [(name, path) for name, path in bands if path]


def trace_lines(field: Field) -> list[Line]:
    """Lines of equal warmth, cut at the coast."""
    from contourpy import contour_generator

    dry = np.ma.masked_array(field.warmth, mask=field.land < _COAST * 0.9)
    generator = contour_generator(x=field.x, y=field.y, z=dry)
    return [
        Line(level, np.asarray(points))
        for level in LEVELS
        for points in generator.lines(math.log2(level))
        if len(points) > 3
    ]


def path_of(points: Array) -> str:
    """Points as a path; a ring ends where it began."""
    steps = [f"{x:.1f} {y:.1f}" for x, y in points]
    return "M" + "L".join(steps)


def _filled(field: Field, values: Array, low: float, high: float) -> str:
    from contourpy import FillType, contour_generator

    generator = contour_generator(x=field.x, y=field.y, z=values, fill_type=FillType.OuterCode)
    rim = [_log(low), _log(high)] if values is field.warmth else [low, high]
    outlines, codes = generator.filled(*(np.clip(rim, -1e3, 1e3)))
    return "".join(
        path_of(ring) + "Z"
        for points, marks in zip(outlines, codes, strict=True)
        for ring in np.split(points, np.flatnonzero(marks == 1)[1:])
    )


def _log(level: float) -> float:
    if math.isinf(level):
        return level
    return math.log2(level)
