"""Where names and the numbers on contour lines find room on the map."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np

from isotherm.report.drawing.places import Canvas, Places
from isotherm.report.drawing.relief import Line
from isotherm.report.drawing.svg import Box, cut_text, text_width

__all__ = ["LineLabel", "NameLabel", "circle_boxes", "label_lines", "name_places"]

_WIDEST = 9.5  # of a name, in letters


@dataclasses.dataclass(frozen=True)
class NameLabel:
    """A place's name and the point under the middle of its first line."""

    index: int
    text: str
    under: str
    x: float
    y: float
    box: Box


@dataclasses.dataclass(frozen=True)
class LineLabel:
    """The warmth a contour line stands for, turned along it."""

    level: float
    x: float
    y: float
    degrees: float


def circle_boxes(places: Places) -> list[Box]:
    """Boxes inside which circles lie, a little less than whole: corners are free."""
    inner = places.radii * 0.85
    return [
        Box(x - r, y - r, x + r, y + r)
        for (x, y), r in zip(places.centres.tolist(), inner.tolist(), strict=True)
    ]


def name_places(
    names: Sequence[str], unders: Sequence[str], places: Places, *, canvas: Canvas
) -> list[NameLabel]:
    """Names for as many places as have room, the largest first."""
    taken, found = list[Box](), list[NameLabel]()
    for index in np.argsort(-places.radii, kind="stable").tolist():
        text = cut_text(names[index], widest=_WIDEST * canvas.letters, size=canvas.letters)
        told = [(index, text, unders[index]), (index, text, "")]  # the name alone needs less room
        tries = (_first_free(one, places, taken, canvas=canvas) for one in told)
        label = next((one for one in tries if one is not None), None)
        if label is not None:
            taken.append(label.box)
            found.append(label)
    return found


def _first_free(
    label: tuple[int, str, str], places: Places, taken: list[Box], *, canvas: Canvas
) -> NameLabel | None:
    """The first spot around (or in) a circle where its name hides neither circle nor name."""
    index, text, under = label
    wide = max(text_width(text, canvas.letters), text_width(under, canvas.letters * 0.85)) / 2 + 2
    tall = canvas.letters * (2.15 if under else 1.2)
    circles = [
        (*centre, r)
        for centre, r in zip(places.centres.tolist(), places.radii.tolist(), strict=True)
    ]
    x, y, radius = circles.pop(index)
    for middle, top in _spots(x, y, radius, wide=wide, tall=tall):
        box = Box(middle - wide, top, middle + wide, top + tall)
        hides = any(box.meets_circle(*one) for one in circles) or any(map(box.meets, taken))
        if box.within(canvas.frame()) and not hides:
            return NameLabel(index, text, under, middle, top + canvas.letters, box)
    return None


def _spots(
    x: float, y: float, radius: float, *, wide: float, tall: float
) -> list[tuple[float, float]]:
    """Middles and tops of boxes to try: inside where there is room, below, above, beside."""
    inside = [(x, y - tall / 2)] if math.hypot(wide, tall / 2) < radius else []
    below, above, aside = y + radius + 3, y - radius - tall - 3, radius + wide + 3
    slanted = [(x + side * wide * 0.6, top) for top in (below, above) for side in (1, -1)]
    beside = [(x + aside, y - tall / 2), (x - aside, y - tall / 2)]
    return [*inside, (x, below), (x, above), *beside, *slanted]


def label_lines(lines: Sequence[Line], taken: Sequence[Box], *, canvas: Canvas) -> list[LineLabel]:
    """A number on each line that is long enough, where it hides nothing."""
    busy, found = list(taken), []
    size = canvas.letters * 0.72
    for line in sorted(lines, key=lambda one: -len(one.points)):
        if _length(line) < size * 9:
            continue
        for place in _tries(len(line.points)):
            x, y = line.points[place]
            box = Box(x - size * 1.3, y - size * 0.9, x + size * 1.3, y + size * 0.9)
            if box.within(canvas.frame()) and not any(box.meets(o) for o in busy):
                busy.append(box)
                found.append(LineLabel(line.level, float(x), float(y), _slope(line, place)))
                break
    return found


def _tries(count: int) -> list[int]:
    """Points of a line to try, from its middle outwards."""
    middle = count // 2
    order = sorted(range(2, count - 2), key=lambda place: (abs(place - middle), place))
    return order[:: max(len(order) // 24, 1)]


def _slope(line: Line, place: int) -> float:
    before, after = (
        line.points[max(place - 2, 0)],
        line.points[min(place + 2, len(line.points) - 1)],
    )
    degrees = math.degrees(math.atan2(after[1] - before[1], after[0] - before[0]))
    return (degrees + 90) % 180 - 90


def _length(line: Line) -> float:
    return float(np.sqrt((np.diff(line.points, axis=0) ** 2).sum(axis=1)).sum())
