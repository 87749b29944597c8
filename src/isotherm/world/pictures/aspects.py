"""Shapes of pictures, so that a wall of them falls like water."""

from __future__ import annotations

from isotherm.world.pictures.dice import Dice

__all__ = ["aspect_of"]

_SHAPES = (
    (600, 800),
    (600, 800),
    (600, 800),
    (600, 800),
    (600, 750),
    (600, 750),
    (600, 600),
    (800, 600),
)


def aspect_of(seed_id: str) -> tuple[int, int]:
    """Width and height of the picture of something, in px; mostly 3:4.

    >>> aspect_of("n1") in {(600, 800), (600, 750), (600, 600), (800, 600)}
    True
    """
    return Dice(seed_id).pick("aspect", _SHAPES)
