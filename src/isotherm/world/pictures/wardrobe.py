"""All clothes by kind: each draws itself on the figure and says the room it took."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.dresses import WHOLE
from isotherm.world.pictures.jackets import OUTER
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tops import TOPS
from isotherm.world.pictures.trousers import LOWER

__all__ = ["WARDROBE"]

WARDROBE: Mapping[str, Callable[[Canvas, Look], Box]] = {**OUTER, **TOPS, **LOWER, **WHOLE}
