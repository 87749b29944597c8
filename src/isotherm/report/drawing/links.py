"""Bridges as curved arrows from where things are taken up first to where they go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from isotherm.report.drawing.places import Places
from isotherm.report.drawing.svg import short
from isotherm.report.markup import Markup, tag

if TYPE_CHECKING:
    from isotherm.report.findings import Row

__all__ = ["draw_bridges"]

_MOST = 24
_BEND = 0.16  # how far a curve leaves the straight line, as a share of its length


def draw_bridges(
    bridges: Sequence[Row], stratum_ids: Sequence[str], *, places: Places, letters: float
) -> Markup:
    """The strongest bridges whose interval lies above one; both ways bend to their own side."""
    index = {stratum_id: number for number, stratum_id in enumerate(stratum_ids)}
    known = [
        row
        for row in bridges
        if row["from_stratum"] in index
        and row["to_stratum"] in index
        and (row["lift_low"] or 0) > 1
    ]
    known.sort(key=lambda row: (-row["lift_low"], row["from_stratum"], row["to_stratum"]))
    drawn = [
        _arrow(places, index[row["from_stratum"]], index[row["to_stratum"]], row, letters)
        for row in known[:_MOST]
    ]
    return tag("g", *drawn, class_="bridges")


def _arrow(places: Places, start: int, end: int, row: Row, letters: float) -> Markup | None:
    a, b = places.centres[start], places.centres[end]
    gap = float(np.hypot(*(b - a)))
    if gap <= places.radii[start] + places.radii[end]:
        return None
    along = (b - a) / gap
    aside = np.array([along[1], -along[0]])
    bend = (a + b) / 2 + aside * gap * _BEND * 2
    a = a + _towards(a, bend) * (places.radii[start] + 1)
    b = b + _towards(b, bend) * (places.radii[end] + 2)
    width = min(0.7 + 0.6 * math.log(row["lift_low"]), 2.4)
    curve = f"M{_at(a)}Q{_at(bend)} {_at(b)}"
    return tag(
        "g",
        tag("path", d=curve, stroke_width=short(width)),
        tag("path", d=_head(b, -_towards(b, bend), letters * 0.5), class_="head"),
    )


def _towards(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    step = end - start
    return step / max(float(np.hypot(*step)), 1e-9)


def _head(tip: np.ndarray, along: np.ndarray, size: float) -> str:
    aside = np.array([along[1], -along[0]]) * size * 0.4
    back = tip - along * size
    return f"M{_at(tip)}L{_at(back + aside)}L{_at(back - aside)}Z"


def _at(point: np.ndarray) -> str:
    return f"{short(float(point[0]))} {short(float(point[1]))}"
