"""A wide banner for a stratum or a shop: lines of equal warmth over warm ground."""

from __future__ import annotations

import dataclasses
import math

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.curves import Knot, smooth
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.palette import colour_in
from isotherm.world.pictures.tone import mix

__all__ = ["draw_cover"]

_RAMPS = (
    ("#2e3d62", "#6f7fae", "#c9a7c7", "#f0b9a4", "#f7d9a0"),
    ("#2f5145", "#6f9a83", "#b9cf9f", "#f0dfa0", "#f2b56f"),
    ("#4a2d4f", "#8d5a86", "#cf8fa4", "#f1bfa8", "#f8e3b9"),
    ("#7a3b32", "#b9644a", "#e29a66", "#f2c98a", "#f9ecc7"),
    ("#26485c", "#4f87a0", "#94bfc4", "#e3ddc0", "#f0b58c"),
    ("#55407a", "#8f7ab8", "#bba5da", "#ead0dd", "#fbe8cf"),
)
_LEVELS = 8


def draw_cover(*, name: str, seed_id: str, width: int = 1200, height: int = 400) -> str:
    """A banner as an SVG picture: two or three warm places and the lines around them.

    A colour that the name speaks of tints the whole.

    >>> draw_cover(name="微胖通勤", seed_id="s1")[:4]
    '<svg'
    """
    canvas = Canvas("\x1f".join(("cover", seed_id, name, f"{width}x{height}")))
    dice = Dice("cover" + seed_id)
    ramp: tuple[str, ...] = dice.pick("ramp", _RAMPS)
    said = colour_in(name)
    if said:
        ramp = (mix(ramp[0], said, 0.3), *(mix(colour, said, 0.45) for colour in ramp[1:]))
    canvas.box(
        0,
        0,
        1200,
        400,
        canvas.fade([(0, ramp[0], 1.0), (1, mix(ramp[0], ramp[1], 0.7), 1.0)], across=1, down=0.5),
    )
    places = dice.pick("places", (2, 3, 3))
    hills = [_hill(dice, place, of=places) for place in range(places)]
    for level in range(_LEVELS):
        share = level / (_LEVELS - 1)
        colour = _along(ramp, share)
        for hill in hills:
            ring = smooth(_ring(hill, level), closed=True)
            canvas.fill(ring, colour, opacity=0.42 + 0.3 * share)
            canvas.line(ring, mix(colour, "#fff6e6", 0.5), width=1.5, opacity=0.55)
    return canvas.svg(width, height, view=(1200, 400), title=name)


def _along(ramp: tuple[str, ...], share: float) -> str:
    at = share * (len(ramp) - 1)
    low = min(int(at), len(ramp) - 2)
    return mix(ramp[low], ramp[low + 1], at - low)


@dataclasses.dataclass(frozen=True)
class _Hill:
    """A warm place: its middle, how far it reaches, and how it departs from a circle."""

    x: float
    y: float
    reach: float
    waves: tuple[tuple[int, float, float], ...]  # lobes, how strong, where they start


def _hill(dice: Dice, place: int, *, of: int) -> _Hill:
    return _Hill(
        x=1200 * (place + dice.between(f"x{place}", 0.25, 0.75)) / of,
        y=dice.between(f"y{place}", 90, 310),
        reach=dice.between(f"r{place}", 190, 330),
        waves=tuple(
            (
                lobes,
                dice.between(f"a{place}{lobes}", 0.05, 0.17),
                dice.between(f"p{place}{lobes}", 0, 6.3),
            )
            for lobes in (2, 3)
        ),
    )


def _ring(hill: _Hill, level: int) -> list[Knot]:
    """One line around a warm place: the higher the level, the closer."""
    reach = hill.reach * (1 - level / _LEVELS) ** 0.9 + 8
    knots: list[Knot] = []
    for k in range(10):
        turn = 2 * math.pi * k / 10
        wobble = sum(
            strength * math.cos(lobes * turn + start + level * 0.16)
            for lobes, strength, start in hill.waves
        )
        r = reach * (1 + wobble)
        knots.append((hill.x + 1.5 * r * math.cos(turn), hill.y + r * math.sin(turn)))
    return knots
