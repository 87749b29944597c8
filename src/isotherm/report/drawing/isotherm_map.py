"""The isotherm map: strata as places, activity as temperature, lines of equal warmth."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from isotherm.report.drawing.field import spread_warmth
from isotherm.report.drawing.labels import (
    LineLabel,
    NameLabel,
    circle_boxes,
    label_lines,
    name_places,
)
from isotherm.report.drawing.links import draw_bridges
from isotherm.report.drawing.places import Canvas, Places, place_strata
from isotherm.report.drawing.relief import (
    Line,
    coast_path,
    path_of,
    trace_bands,
    trace_lines,
)
from isotherm.report.drawing.svg import short
from isotherm.report.markup import Markup, anchor, tag
from isotherm.report.numbers import interval, warmth, whole
from isotherm.report.say import say_in

if TYPE_CHECKING:
    from isotherm.report.findings import Row

__all__ = ["CANVASES", "draw_map", "lay_out"]

CANVASES = (
    Canvas("wide", 1200, 700, 15),
    Canvas("tall", 390, 690, 13),
)
_ROOMY = 30  # so many places have room for letters of full size
_SHALLOWS = (0.08, 0.16, 0.28)  # heights of the land under water, from the deep to the shore


def _card_of(stratum_id: str) -> str:
    return anchor("stratum", stratum_id)[1]


def draw_map(
    strata: Sequence[Row],
    affinity: NDArray[np.float64],
    bridges: Sequence[Row],
    *,
    canvas: Canvas,
    address: Callable[[str], str] = _card_of,
    language: str = "zh",
    places: Places | None = None,
) -> tuple[Markup, int]:
    """The map of ``strata`` on a canvas, and how many names found no room on it.

    ``address`` says where a stratum's place leads, ``language`` what the map is called in;
    ``places`` (from :func:`lay_out`) where its strata lie.
    """
    if not strata:
        return _sheet(canvas, 0, _emptiness(canvas), language=language), 0
    canvas = _lettered(canvas, len(strata))
    places = places or lay_out(strata, affinity, canvas=canvas)
    field = spread_warmth(places, [row["temperature"] for row in strata], canvas=canvas)
    lines = trace_lines(field)
    names = [row["name"] or row["stratum_id"] for row in strata]
    unders = [_under(row) for row in strata]
    labels = name_places(names, unders, places, canvas=canvas)
    taken = [*circle_boxes(places), *(label.box for label in labels)]
    marks = label_lines(lines, taken, canvas=canvas)
    coast, clip = coast_path(field), f"land-{canvas.name}"
    ids = [row["stratum_id"] for row in strata]
    drawn = _sheet(
        canvas,
        len(strata),
        tag("clipPath", tag("path", d=coast), id=clip),
        *(tag("path", d=coast_path(field, height), class_="shallow") for height in _SHALLOWS),
        tag("path", d=coast, class_="land"),
        tag("g", *_bands(field_bands=trace_bands(field)), clip_path=f"url(#{clip})"),
        tag("g", *_lines(lines), clip_path=f"url(#{clip})", class_="isotherms"),
        tag("path", d=coast, class_="coast"),
        tag("g", *_marks(marks, canvas), class_="marks"),
        draw_bridges(bridges, ids, places=places, letters=canvas.letters),
        *_places(strata, places, labels, canvas, address=address),
        language=language,
    )
    return drawn, len(strata) - len(labels)


def lay_out(
    strata: Sequence[Row],
    affinity: NDArray[np.float64],
    *,
    canvas: Canvas,
    before: Mapping[str, tuple[float, float]] | None = None,
) -> Places:
    """Where the strata lie on a canvas; those of ``before``, an earlier map, stay there."""
    sizes = [row["size"] or 0.0 for row in strata]
    lain = [before.get(row["stratum_id"]) for row in strata] if before else []
    return place_strata(sizes, affinity, canvas=_lettered(canvas, len(strata)), before=lain)


def _lettered(canvas: Canvas, count: int) -> Canvas:
    """The more places, the smaller the letters, down to what can still be read."""
    smaller = canvas.letters * min(1.0, (_ROOMY / count) ** 0.25)
    return dataclasses.replace(canvas, letters=max(smaller, 10.0))


def _sheet(canvas: Canvas, count: int, *drawn: Markup, language: str) -> Markup:
    return tag(
        "svg",
        tag("title", say_in(language, "map.alt", n=count), class_=language),
        tag("rect", width=canvas.width, height=canvas.height, class_="sea"),
        *drawn,
        viewBox=f"0 0 {canvas.width:.0f} {canvas.height:.0f}",
        role="group",
        class_=f"isotherm-map {canvas.name}",
    )


def _emptiness(canvas: Canvas) -> Markup:
    middle = {"x": canvas.width / 2, "y": canvas.height / 2}
    said = [tag("text", say_in(lang, "map.none"), **middle, class_=lang) for lang in ("zh", "en")]
    return tag("g", *said, class_="emptiness", font_size=canvas.letters * 1.3)


def _bands(*, field_bands: list[tuple[str, str]]) -> list[Markup]:
    return [tag("path", d=path, class_=f"band {name}") for name, path in field_bands]


def _lines(lines: Sequence[Line]) -> list[Markup]:
    return [
        tag("path", d=path_of(line.points), class_="normal" if line.level == 1 else None)
        for line in lines
    ]


def _marks(marks: Sequence[LineLabel], canvas: Canvas) -> list[Markup]:
    return [
        tag(
            "text",
            f"{mark.level:g}",
            transform=f"translate({short(mark.x)} {short(mark.y)}) rotate({short(mark.degrees)})",
            dy=".35em",
            font_size=short(canvas.letters * 0.72),
        )
        for mark in marks
    ]


def _under(row: Row) -> str:
    return f"{whole(row['size'])} · {warmth(row['temperature'])}"


def _places(
    strata: Sequence[Row],
    places: Places,
    labels: Sequence[NameLabel],
    canvas: Canvas,
    *,
    address: Callable[[str], str],
) -> list[Markup]:
    """Each place a link to its card: a circle, its name where there is room, a title to hover."""
    named = {label.index: label for label in labels}
    drawn = []
    for index in np.argsort(-places.radii, kind="stable").tolist():
        row, (x, y) = strata[index], places.centres[index]
        span = interval(row["size_low"], row["size_high"])
        hover = f"{row['name'] or row['stratum_id']}\n{span} · {warmth(row['temperature'])}"
        circle = tag("circle", cx=short(x), cy=short(y), r=short(places.radii[index]))
        words = _name(named[index], canvas) if index in named else ()
        leads = address(row["stratum_id"])
        drawn.append(tag("a", tag("title", hover), circle, *words, href=leads, class_="place"))
    return drawn


def _name(label: NameLabel, canvas: Canvas) -> tuple[Markup, ...]:
    x, size = short(label.x), canvas.letters
    below = {"x": x, "y": short(label.y + size * 0.98), "font_size": short(size * 0.85)}
    return (
        tag("text", label.text, x=x, y=short(label.y), font_size=short(size), class_="name"),
        tag("text", label.under, **below, class_="under"),
    )
