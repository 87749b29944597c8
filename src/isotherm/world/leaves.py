"""The leaf strata of the simulated community, in the order of their numbers."""

from __future__ import annotations

from isotherm.world.leaf import Leaf
from isotherm.world.leaves_by_life import LEAVES_BY_LIFE
from isotherm.world.leaves_by_liking import LEAVES_BY_LIKING

__all__ = ["LEAVES"]

LEAVES: tuple[Leaf, ...] = LEAVES_BY_LIFE + LEAVES_BY_LIKING
