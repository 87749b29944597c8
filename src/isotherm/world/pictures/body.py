"""The body clothes are cut for: one figure of eight heads, in several builds and poses."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

__all__ = [
    "ANKLE",
    "BUILDS",
    "BUST",
    "CROTCH",
    "HANGING",
    "HIP",
    "KNEE",
    "NECK",
    "SHOULDER",
    "WAIST",
    "Arm",
    "Body",
]

# Heights on the figure, crown at 0 and soles at 880; the middle line is x = 0.
NECK, SHOULDER, BUST, WAIST, HIP, CROTCH, KNEE, ANKLE = 148, 172, 258, 348, 440, 482, 668, 852


@dataclasses.dataclass(frozen=True)
class Arm:
    """Where elbow and wrist of the right arm are, from the shoulder.

    ``front`` is 1 for an arm before the body.
    """

    elbow: tuple[float, float]
    wrist: tuple[float, float]
    front: int = 0


HANGING = Arm((30, 142), (48, 262))


@dataclasses.dataclass(frozen=True)
class Body:
    """Half widths of a body at its landmarks."""

    shoulder: float
    bust: float
    waist: float
    hip: float
    thigh: float
    calf: float
    arm: float

    def half(self, y: float) -> float:
        """Half width of the trunk at a height; below the hips it falls straight."""
        marks = (
            (SHOULDER + 40, self.bust - 3),
            (BUST, self.bust),
            (WAIST, self.waist),
            (HIP, self.hip),
        )
        if y <= marks[0][0]:
            return marks[0][1]
        for (above, wide), (below, then) in pairwise(marks):
            if y <= below:
                share = (y - above) / (below - above)
                eased = share * share * (3 - 2 * share)
                return wide + (then - wide) * eased
        return self.hip


BUILDS = {
    "slim": Body(84, 68, 52, 76, 36, 21, 16),
    "mid": Body(90, 77, 64, 88, 43, 25, 19),
    "full": Body(95, 87, 78, 101, 50, 29, 22),
    "plus": Body(100, 97, 91, 113, 57, 33, 26),
}
