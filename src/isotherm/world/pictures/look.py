"""How a thing is to look: its kind, colour, cloth, cut and the body it is cut for."""

from __future__ import annotations

import dataclasses

from isotherm.world.pictures.body import HANGING, Arm, Body
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.tone import Tone

__all__ = ["Box", "Look"]

Box = tuple[float, float, float, float]  # left, top, right, bottom of what was drawn


@dataclasses.dataclass(frozen=True)
class Look:
    """Everything a drawing of a thing depends on."""

    kind: str  # a name of the wardrobe or of the things
    tone: Tone  # its own colour
    accent: Tone  # what goes with it: lining, laces, a shirt underneath
    fabric: str  # a weave of cloth.py
    figure: str  # a print of cloth.py
    ease: float  # room around the body, 0 (skin) .. 40 (oversized)
    nip: float  # how far it follows the waist, 0 (straight) .. 1
    flare: float  # widening below the waist, per 100 down
    stretch: float  # longer or shorter than usual, in figure units
    sleeve: str  # none, cap, short, elbow, long, wide, puff
    neck: str  # crew, v, square, boat, straps, halter, turtle, stand, collar
    body: Body
    dice: Dice
    words: str = ""  # what is said of it, in small letters
    right: Arm = HANGING
    left: Arm = HANGING
    worn: bool = False  # on a figure: no hanger, no inside of the back
