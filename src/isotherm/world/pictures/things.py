"""All things that are not clothes, by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from isotherm.world.pictures.adornments import ADORNMENTS
from isotherm.world.pictures.bags import BAGS
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.counter import COUNTER
from isotherm.world.pictures.generic import GENERIC
from isotherm.world.pictures.homeware import HOMEWARE
from isotherm.world.pictures.jewels import JEWELS
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.outing import OUTING
from isotherm.world.pictures.pets import PETS
from isotherm.world.pictures.play import PLAY
from isotherm.world.pictures.shoes import SHOES
from isotherm.world.pictures.tableware import TABLEWARE

__all__ = ["THINGS"]

THINGS: Mapping[str, Callable[[Canvas, Look], Box]] = {
    **SHOES,
    **BAGS,
    **ADORNMENTS,
    **JEWELS,
    **GENERIC,
    **HOMEWARE,
    **TABLEWARE,
    **PETS,
    **PLAY,
    **OUTING,
    **COUNTER,
}
