"""What is worn over: blazers, coats, jackets, cardigans, vests and cloaks."""

from __future__ import annotations

from isotherm.world.pictures.body import NECK, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint, patch
from isotherm.world.pictures.curves import (
    Knot,
    closed_path,
    mirrored,
    open_path,
    outline,
    smooth,
    twofold_path,
)
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.torso import buttons, edge, front, inside, reach, sleeves, with_neck

__all__ = ["JACKETS", "closing"]


def _blouse(canvas: Canvas, look: Look, depth: float) -> None:
    """What shows in the opening: a plain top in the accent colour, or the lining."""
    if not look.worn:
        back = twofold_path("0,137 30,141 38,152! 0,164")
        canvas.fill(back, look.tone.shade, edge=look.tone.rim)
    opening = outline([(0, 186), (20, 180), (35, NECK, 1), (54, 210), (0, depth, 1)])
    if look.worn or look.dice.chance("blouse", 0.5):
        paint(canvas, opening, look.accent)
    else:
        inside(canvas, look)
        canvas.fill(
            outline([(0, NECK + 6), (35, NECK - 3, 1), (40, 215), (0, depth, 1)]), look.tone.deep
        )


def _lapels(canvas: Canvas, look: Look, depth: float, *, wide: float = 1) -> None:
    """Notched lapels that meet at ``depth``; the right lies over the left."""
    out = 62 * wide
    lapel: list[Knot] = [
        (34, NECK - 2, 1),
        (47, 190),
        (out - 8, 226, 1),
        (out + 4, 234, 1),
        (out - 6, 268),
        (8, depth + 2, 1),
        (1, depth - 8, 1),
        (20, 236),
    ]
    collar: list[Knot] = [
        (29, NECK - 6),
        (47, 162),
        (66 * wide, 206, 1),
        (out - 8, 226, 1),
        (44, 196),
        (31, NECK + 6),
    ]
    for knots in (lapel, collar):
        for shape in (mirrored(knots), knots):
            patch(canvas, smooth(shape, closed=True), look)
    fold(canvas, smooth([(out - 2, 246), (40, 284), (12, depth)]), look.tone, width=5, opacity=0.22)


def _pockets(canvas: Canvas, look: Look, y: float, *, sewn: int = 0) -> None:
    half = edge(look, y) * 0.44
    for sign in (-1, 1):
        x = sign * half
        if sewn:
            shape = smooth(
                [(x - 24, y, 1), (x + 24, y, 1), (x + 23, y + 50), (x - 23, y + 50)], closed=True
            )
            patch(canvas, shape, look)
        flap = smooth(
            [(x - 25, y, 1), (x + 25, y - 3, 1), (x + 24, y + 14), (x - 24, y + 16)], closed=True
        )
        patch(canvas, flap, look)


def closing(canvas: Canvas, look: Look, top: float, hem: float) -> None:
    """The front edge and the soft pulls beside it."""
    canvas.line(smooth([(2, top), (5, (top + hem) / 2), (3, hem + 4)]), look.tone.line, opacity=0.6)
    fold(
        canvas,
        smooth([(9, top), (12, (top + hem) / 2), (10, hem)]),
        look.tone,
        width=8,
        opacity=0.16,
    )
    wide = edge(look, WAIST)
    for sign in (-1, 1):
        dart = smooth(
            [(sign * wide * 0.5, 285), (sign * wide * 0.46, WAIST), (sign * wide * 0.5, 415)]
        )
        fold(canvas, dart, look.tone, width=3.4, opacity=0.28)
        pull = smooth([(sign * (edge(look, 244) - 4), 244), (sign * wide * 0.62, 276)])
        fold(canvas, pull, look.tone, width=3.4, opacity=0.28)


def blazer(canvas: Canvas, look: Look) -> Box:
    """A tailored jacket with notched lapels; double-breasted by chance."""
    hem = 462 + look.stretch
    depth = 330.0
    sleeves(canvas, look, only=0)
    _blouse(canvas, look, depth)
    drape(canvas, _open_front(look, hem), look)
    closing(canvas, look, depth, hem)
    _lapels(canvas, look, depth, wide=1.06 if look.ease > 20 else 0.96)
    _pockets(canvas, look, min(hem - 52, 404))
    if look.dice.chance("double", 0.34):
        buttons(canvas, look, [depth + 8, depth + 50], columns=(20, -18))
    else:
        buttons(canvas, look, [depth + 6, depth + 46], columns=(4,))
    canvas.line(open_path("-58,262! -30,257!"), look.tone.line, width=3, opacity=0.5)
    sleeves(canvas, look, only=1)
    return reach(look, hem)


def _open_front(look: Look, hem: float) -> str:
    deep = front(look, hem, drop=4)
    return deep if look.neck == "deep" else front(with_neck(look, "deep"), hem, drop=4)


def coat(canvas: Canvas, look: Look) -> Box:
    """A long coat: wool with wide lapels, or a trench with belt and flaps."""
    hem = 690 + look.stretch
    depth = 316.0
    sleeves(canvas, look, only=0)
    _blouse(canvas, look, depth)
    drape(canvas, _open_front(look, hem), look)
    closing(canvas, look, depth, hem)
    for sign, x in ((1, 46), (-1, 40)):
        skirt = smooth([(sign * x, 420), (sign * (x + 6), 540), (sign * (x + 16), hem - 6)])
        fold(canvas, skirt, look.tone, width=6, opacity=0.2)
    _lapels(canvas, look, depth, wide=1.18)
    if look.kind == "trench":
        _trench(canvas, look)
    else:
        _pockets(canvas, look, 424)
        buttons(canvas, look, [depth + 10, depth + 72, depth + 134], columns=(6,))
    sleeves(canvas, look, only=1)
    return reach(look, hem)


def _trench(canvas: Canvas, look: Look) -> None:
    buttons(canvas, look, [300, 338, 404, 446], columns=(24, -22))
    half = edge(look, WAIST) + 1
    belt = smooth(
        [(-half, 352, 1), (0, 360), (half, 352, 1), (half, 376, 1), (0, 385), (-half, 376, 1)],
        closed=True,
    )
    patch(canvas, belt, look)
    canvas.line("M-15 355h30v29h-30z", look.accent.shade, width=5)
    tail = closed_path("14,380! 34,380! 52,468 30,476! 24,430")
    patch(canvas, tail, look)
    for sign in (-1, 1):
        x = sign * (look.body.shoulder - 22)
        canvas.line(
            smooth([(x, 178, 1), (x + sign * 26, 190, 1)]), look.tone.line, width=9, opacity=0.35
        )


def cardigan(canvas: Canvas, look: Look) -> Box:
    """A knitted jacket with a V neck, ribs and buttons; a waistcoat when it has no sleeves."""
    hem = 440 + look.stretch
    depth = 282.0
    sleeves(canvas, look, only=0)
    _blouse(canvas, look, depth)
    drape(canvas, front(with_neck(look, "deep"), hem, drop=3), look)
    for sign in (-1, 1):
        rib = smooth(
            [(sign * 36, NECK - 2), (sign * 30, 220), (sign * 7, 318), (sign * 7, hem + 2)]
        )
        canvas.line(rib, look.tone.shade, width=13)
        canvas.line(rib, look.tone.deep, width=13, opacity=0.35, dash="1.500 4")
    half = edge(look, hem - 12)
    canvas.line(
        smooth([(-half + 2, hem - 10), (0, hem - 5), (half - 2, hem - 10)]),
        look.tone.deep,
        width=17,
        opacity=0.3,
        dash="2 5",
    )
    _pockets(canvas, look, min(hem - 84, 372), sewn=1)
    buttons(canvas, look, [y for y in (326, 366, 406, 446, 486) if y < hem - 16], columns=(2,))
    sleeves(canvas, look, only=1)
    return reach(look, hem)


JACKETS = {
    "blazer": blazer,
    "coat": coat,
    "trench": coat,
    "cardigan": cardigan,
    "waistcoat": cardigan,
}
