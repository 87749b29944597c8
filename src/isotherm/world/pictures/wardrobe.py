"""All clothes by kind: each draws itself on the figure and says the room it took."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.dresses import DRESSES
from isotherm.world.pictures.eastern import EASTERN
from isotherm.world.pictures.jackets import JACKETS
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.skirts import SKIRTS
from isotherm.world.pictures.tops import TOPS
from isotherm.world.pictures.trousers import TROUSERS
from isotherm.world.pictures.underneath import UNDERNEATH
from isotherm.world.pictures.zipped import ZIPPED

__all__ = ["LOWER", "WARDROBE", "WHOLE"]

_Drawing = Callable[[Canvas, Look], Box]

LOWER: Mapping[str, _Drawing] = {**TROUSERS, **SKIRTS}
WHOLE: Mapping[str, _Drawing] = DRESSES
WARDROBE: Mapping[str, _Drawing] = {
    **JACKETS,
    **ZIPPED,
    **EASTERN,
    **TOPS,
    **LOWER,
    **WHOLE,
    **UNDERNEATH,
}
