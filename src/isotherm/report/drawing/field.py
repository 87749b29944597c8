"""Warmth and land as smooth fields over the canvas."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isotherm.report.drawing.places import Canvas, Places

__all__ = ["Field", "spread_warmth"]

Array = NDArray[np.float64]

_CELLS = 150  # along the longer side
_STILL = 0.16  # how strongly the ground between places pulls to the normal temperature
_COLDEST, _HOTTEST = 0.25, 8.0


@dataclasses.dataclass(frozen=True)
class Field:
    """Values on a grid: x (columns), y (rows), land (0 and up), log2 of warmth (0 is normal)."""

    x: Array
    y: Array
    land: Array
    warmth: Array


def spread_warmth(places: Places, temperatures: Sequence[float | None], *, canvas: Canvas) -> Field:
    """The warmth of every point of the canvas, and how much land is there.

    Each place spreads a bell as wide as its circle and a margin; warmth is the mean of log2
    temperatures under the bells, with a weak pull to normal (Nadaraya-Watson with a prior); land
    is the sum of the bells. A stratum whose temperature is not known counts as normal.
    """
    step = max(canvas.width, canvas.height) / _CELLS
    x = np.arange(0, canvas.width + step, step)
    y = np.arange(0, canvas.height + step, step)
    grid = np.stack(np.meshgrid(x, y), axis=2)
    bells, heat = np.zeros(grid.shape[:2]), np.zeros(grid.shape[:2])
    ground = np.zeros(grid.shape[:2])
    shore = canvas.shore(len(places.radii))
    for centre, radius, temperature in zip(places.centres, places.radii, temperatures, strict=True):
        squared = ((grid - centre) ** 2).sum(axis=2)
        bell = np.exp(-squared / (2 * (radius + 0.6 * shore) ** 2))
        bells += bell
        heat += bell * _log_warmth(temperature)
        ground += np.exp(-squared / (2 * (0.75 * radius + shore) ** 2))
    return Field(x, y, ground, heat / (bells + _STILL))


def _log_warmth(temperature: float | None) -> float:
    if temperature is None or not np.isfinite(temperature):
        return 0.0
    return float(np.log2(np.clip(temperature, _COLDEST, _HOTTEST)))
