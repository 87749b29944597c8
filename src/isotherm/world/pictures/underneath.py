"""What is worn on the skin: swimwear, bras, briefs, rompers."""

from __future__ import annotations

import dataclasses

from isotherm.world.pictures.body import CROTCH, HIP, NECK, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint
from isotherm.world.pictures.curves import Knot, outline, smooth
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tops import straps
from isotherm.world.pictures.torso import edge, inside, neckline, sleeves
from isotherm.world.pictures.trousers import TOP

__all__ = ["UNDERNEATH"]


def swimsuit(canvas: Canvas, look: Look) -> Box:
    """A one-piece for swimming or the studio."""
    look = dataclasses.replace(look, neck="straps", ease=0, nip=1)
    straps(canvas, look)
    body = look.body
    opening = neckline(look)
    half: list[Knot] = [
        *opening,
        (edge(look, 262), 262),
        (edge(look, WAIST), WAIST),
        (body.hip - 2, HIP - 10),
        (body.hip - 10, HIP + 14, 1),
        (44, 488),
        (15, CROTCH + 44, 1),
        (0, CROTCH + 47),
    ]
    drape(canvas, outline(half), look)
    for sign in (-1, 1):
        fold(
            canvas,
            smooth([(sign * body.hip * 0.9, HIP + 14), (sign * 44, 490), (sign * 16, 522)]),
            look.tone,
            width=5,
        )
        cup = smooth(
            [(sign * 8, 262), (sign * body.bust * 0.5, 290), (sign * body.bust * 0.94, 256)]
        )
        fold(canvas, cup, look.tone, width=4, opacity=0.34)
        fold(
            canvas,
            smooth([(sign * body.waist * 0.96, 340), (sign * body.waist * 0.5, 356)]),
            look.tone,
            width=3,
        )
    return (-body.hip - 6, NECK - 2, body.hip + 6, 534)


def bra(canvas: Canvas, look: Look) -> Box:
    """A soft bra or a sports top with a wide band."""
    look = dataclasses.replace(look, neck="straps", ease=0, nip=1)
    straps(canvas, look)
    wide = look.body.bust + 8
    half: list[Knot] = [
        (0, 246),
        (18, 238),
        (wide * 0.66, 206, 1),
        (wide - 4, 240),
        (wide, 262, 1),
        (wide - 5, 318, 1),
        (0, 324),
    ]
    paint(canvas, outline(half), look.tone)
    for sign in (-1, 1):
        cup = smooth([(sign * 4, 284), (sign * wide * 0.46, 304), (sign * wide * 0.92, 262)])
        fold(canvas, cup, look.tone, width=4, opacity=0.36)
        light = smooth([(sign * wide * 0.3, 244), (sign * wide * 0.56, 232)])
        canvas.line(light, look.tone.light, width=12, opacity=0.5)
    canvas.line(
        smooth([(-wide + 5, 306), (0, 312), (wide - 5, 306)]),
        look.tone.line,
        width=1.4,
        opacity=0.5,
        dash="3 3",
    )
    return (-wide - 4, NECK - 2, wide + 4, 328)


def romper(canvas: Canvas, look: Look) -> Box:
    """A baby's one-piece with snaps."""
    look = dataclasses.replace(look, sleeve="short", neck="boat", ease=16, nip=0)
    sleeves(canvas, look)
    inside(canvas, look)
    side = edge(look, 300)
    half: list[Knot] = [
        *neckline(look),
        (look.body.shoulder + 4, 178, 1),
        (side, 250),
        (side + 4, 360),
        (side - 4, 394, 1),
        (30, 424),
        (26, 446, 1),
        (0, 448),
    ]
    drape(canvas, outline(half), look)
    for x in (-15, 0, 15):
        canvas.oval(x, 438, 3.6, 3.6, look.accent.base)
    canvas.oval(0, 300, 34, 32, look.accent.light)
    for sign in (-1, 1):
        canvas.oval(sign * 24, 270, 12, 12, look.accent.light)
        canvas.oval(sign * 12, 296, 3, 3.6, look.accent.line)
    canvas.oval(0, 308, 9, 7, look.accent.shade)
    return (-side - 44, NECK - 4, side + 44, 452)


def briefs(canvas: Canvas, look: Look) -> Box:
    """High-waisted briefs with a lace edge."""
    hip = look.body.hip
    half: list[Knot] = [
        (0, TOP + 4),
        (look.body.waist + 4, TOP, 1),
        (hip, HIP - 16),
        (hip - 2, HIP + 12, 1),
        (40, 496),
        (14, 530, 1),
        (0, 533),
    ]
    paint(canvas, outline(half), look.tone)
    for y in (TOP + 10, TOP + 20):
        canvas.line(
            smooth([(-look.body.waist - 6, y), (0, y + 5), (look.body.waist + 6, y)]),
            look.tone.line,
            width=1.3,
            opacity=0.45,
            dash="3 3",
        )
    for sign in (-1, 1):
        fold(
            canvas,
            smooth([(sign * hip, HIP + 10), (sign * 42, 494), (sign * 15, 528)]),
            look.tone,
            width=5,
            opacity=0.4,
        )
    canvas.oval(0, TOP + 14, 4, 4, look.accent.base)
    return (-hip - 4, TOP - 6, hip + 4, 540)


UNDERNEATH = {
    "swimsuit": swimsuit,
    "bra": bra,
    "sportbra": bra,
    "romper": romper,
    "briefs": briefs,
}
