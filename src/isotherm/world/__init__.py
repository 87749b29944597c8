"""The simulated community with known truth."""

from isotherm.world.attacks import ATTACKS
from isotherm.world.community import WorldSummary, make_world
from isotherm.world.settings import SIZES, WorldSettings
from isotherm.world.truth import TRUTH

__all__ = ["ATTACKS", "SIZES", "TRUTH", "WorldSettings", "WorldSummary", "make_world"]
