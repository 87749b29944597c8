"""What is worn over: blazers, coats, jackets, cardigans, vests and cloaks."""

from __future__ import annotations

from isotherm.world.pictures.body import NECK, SHOULDER, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint, patch
from isotherm.world.pictures.curves import Knot, mirrored, outline, smooth
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.torso import buttons, edge, front, inside, sleeves

__all__ = ["OUTER"]


def _reach(look: Look, hem: float) -> Box:
    """The room a garment takes, sleeves included."""
    wide = max(edge(look, hem), look.body.shoulder + (66 if look.sleeve != "none" else 6))
    return (-wide - look.ease * 0.4, NECK - 12, wide + look.ease * 0.4, hem + 8)


def _blouse(canvas: Canvas, look: Look, depth: float) -> None:
    """What shows in the opening: a plain top in the accent colour, or the lining."""
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
        (30, NECK - 10, 1),
        (43, 160),
        (66 * wide, 206, 1),
        (out - 8, 226, 1),
        (44, 196),
        (31, NECK + 4, 1),
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


def _closing(canvas: Canvas, look: Look, top: float, hem: float) -> None:
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
    drape(canvas, _open_front(look, hem, depth), look)
    _closing(canvas, look, depth, hem)
    _lapels(canvas, look, depth, wide=1.06 if look.ease > 20 else 0.96)
    _pockets(canvas, look, min(hem - 52, 404))
    if look.dice.chance("double", 0.34):
        buttons(canvas, look, [depth + 8, depth + 50], columns=(20, -18))
    else:
        buttons(canvas, look, [depth + 6, depth + 46], columns=(4,))
    canvas.line(smooth([(-58, 262, 1), (-30, 257, 1)]), look.tone.line, width=3, opacity=0.5)
    sleeves(canvas, look, only=1)
    return _reach(look, hem)


def _open_front(look: Look, hem: float, depth: float) -> str:
    deep = front(look, hem, drop=4)
    return deep if look.neck == "deep" else front(_with_neck(look, "deep"), hem, drop=4)


def _with_neck(look: Look, neck: str) -> Look:
    import dataclasses

    return dataclasses.replace(look, neck=neck)


def coat(canvas: Canvas, look: Look) -> Box:
    """A long coat: wool with wide lapels, or a trench with belt and flaps."""
    hem = 690 + look.stretch
    depth = 316.0
    sleeves(canvas, look, only=0)
    _blouse(canvas, look, depth)
    drape(canvas, _open_front(look, hem, depth), look)
    _closing(canvas, look, depth, hem)
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
    return _reach(look, hem)


def _trench(canvas: Canvas, look: Look) -> None:
    buttons(canvas, look, [300, 338, 404, 446], columns=(24, -22))
    half = edge(look, WAIST) + 1
    belt = smooth(
        [(-half, 352, 1), (0, 360), (half, 352, 1), (half, 376, 1), (0, 385), (-half, 376, 1)],
        closed=True,
    )
    patch(canvas, belt, look)
    canvas.line("M-15 355h30v29h-30z", look.accent.shade, width=5)
    tail = smooth([(14, 380, 1), (34, 380, 1), (52, 468), (30, 476, 1), (24, 430)], closed=True)
    patch(canvas, tail, look)
    for sign in (-1, 1):
        x = sign * (look.body.shoulder - 22)
        canvas.line(
            smooth([(x, 178, 1), (x + sign * 26, 190, 1)]), look.tone.line, width=9, opacity=0.35
        )


def zipped(canvas: Canvas, look: Look) -> Box:
    """A jacket with a zip: shell, fleece, bomber or puffer, with a hood where it has one."""
    hem = 440 + look.stretch
    if look.kind in {"shell", "parka", "hoodie"}:
        _hood(canvas, look)
    sleeves(canvas, look, only=0)
    inside(canvas, look)
    drape(canvas, front(_with_neck(look, "stand"), hem, drop=3), look)
    if look.kind == "puffer":
        _quilting(canvas, look, hem)
    zip_end = hem if look.kind != "hoodie" or look.dice.chance("zip", 0.4) else 0
    if zip_end:
        canvas.line(smooth([(0, 168), (0, hem)]), look.tone.line, width=5, opacity=0.7)
        canvas.line(smooth([(0, 168), (0, hem)]), look.accent.light, width=1.8, dash="3 4")
        canvas.box(-3, 200, 6, 17, look.accent.base, round_=3)
    _stand(canvas, look)
    if zip_end:
        _slits(canvas, look)
    else:
        _kangaroo(canvas, look, hem)
    half = edge(look, hem - 20)
    band = smooth([(-half, hem - 22), (0, hem - 17), (half, hem - 22)])
    canvas.line(band, look.tone.line, width=2, opacity=0.5)
    sleeves(canvas, look, only=1)
    box = _reach(look, hem)
    return (box[0], 96 if look.kind in {"shell", "parka", "hoodie"} else box[1], box[2], box[3])


def _hood(canvas: Canvas, look: Look) -> None:
    hood = outline([(0, 92), (40, 104), (64, 150), (60, 196), (0, 220)])
    drape(canvas, hood, look)
    canvas.fill(outline([(0, 116), (26, 124), (40, 160), (26, 196), (0, 204)]), look.tone.deep)


def _stand(canvas: Canvas, look: Look) -> None:
    collar = smooth(
        [(-35, NECK - 10, 1), (0, 156), (35, NECK - 10, 1), (41, 176), (0, 192), (-41, 176)],
        closed=True,
    )
    if look.kind not in {"hoodie", "shell", "parka"}:
        patch(canvas, collar, look)
        fold(canvas, smooth([(0, 158), (0, 192)]), look.tone, width=3, opacity=0.6)
    else:
        for sign in (-1, 1):
            canvas.line(smooth([(sign * 14, 184), (sign * 17, 236)]), look.accent.light, width=3.4)
            canvas.oval(sign * 17, 240, 3, 5, look.accent.shade)


def _slits(canvas: Canvas, look: Look) -> None:
    for sign in (-1, 1):
        x = sign * edge(look, 360) * 0.5
        canvas.line(smooth([(x, 346), (x + sign * 12, 398)]), look.tone.line, width=4, opacity=0.6)
    chest = smooth([(-edge(look, 250), 254), (0, 262), (edge(look, 250), 254)])
    fold(canvas, chest, look.tone, width=2.4, opacity=0.4)


def _kangaroo(canvas: Canvas, look: Look, hem: float) -> None:
    y = hem - 112
    pocket = outline([(0, y), (40, y, 1), (64, y + 46), (62, y + 80, 1), (0, y + 80, 1)])
    patch(canvas, pocket, look)


def _quilting(canvas: Canvas, look: Look, hem: float) -> None:
    y = 216.0
    while y < hem - 16:
        half = edge(look, y) - 2
        canvas.line(
            smooth([(-half, y), (0, y + 9), (half, y)]), look.tone.deep, width=3, opacity=0.5
        )
        canvas.line(
            smooth([(-half + 8, y + 9), (0, y + 19), (half - 30, y + 11)]),
            look.tone.light,
            width=6,
            opacity=0.4,
        )
        y += 40


def cardigan(canvas: Canvas, look: Look) -> Box:
    """A knitted jacket with a V neck, ribs and buttons; a waistcoat when it has no sleeves."""
    hem = 440 + look.stretch
    depth = 282.0
    sleeves(canvas, look, only=0)
    _blouse(canvas, look, depth)
    drape(canvas, front(_with_neck(look, "deep"), hem, drop=3), look)
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
    return _reach(look, hem)


def knotted(canvas: Canvas, look: Look) -> Box:
    """A Chinese jacket: stand collar, slanted placket and knotted buttons."""
    hem = 452 + look.stretch
    sleeves(canvas, look, only=0)
    inside(canvas, look)
    drape(canvas, front(_with_neck(look, "stand"), hem), look)
    _collar_band(canvas, look)
    placket: list[Knot] = [(0, 190), (26, 214), (58, 244), (edge(look, 262) - 8, 262)]
    straight = look.dice.chance("straight placket", 0.55)
    if straight:
        placket = [(0, 190), (0, 300), (0, hem + 4)]
    canvas.line(smooth(placket), look.accent.shade, width=6)
    canvas.line(smooth(placket), look.tone.line, width=1.4, opacity=0.5)
    heights = [205, 258, 311, 364, 417] if straight else [206, 236, 268]
    for y in heights:
        x = 0.0 if straight else {206: 18.0, 236: 48.0}.get(y, edge(look, 262) - 14)
        _knot(canvas, look, x, y)
    for sign in (-1, 1):
        vent = smooth(
            [(sign * (edge(look, hem) - 12), hem - 58), (sign * (edge(look, hem) - 10), hem)]
        )
        canvas.line(vent, look.accent.shade, width=3.6)
    _closing(canvas, look, 300, hem)
    sleeves(canvas, look, only=1)
    return _reach(look, hem)


def _collar_band(canvas: Canvas, look: Look) -> None:
    band = smooth(
        [(-35, NECK - 16, 1), (0, 152), (35, NECK - 16, 1), (38, 166), (4, 190, 1), (-38, 166)],
        closed=True,
    )
    patch(canvas, band, look)
    canvas.line(smooth([(-35, NECK - 15), (0, 153), (35, NECK - 15)]), look.accent.shade, width=4)


def _knot(canvas: Canvas, look: Look, x: float, y: float) -> None:
    for sign in (-1, 1):
        loop = smooth(
            [(x, y), (x + sign * 12, y - 6), (x + sign * 20, y), (x + sign * 12, y + 6), (x, y)]
        )
        canvas.line(loop, look.accent.shade, width=3.2)
    canvas.oval(x, y, 4.6, 4.6, look.accent.base)


def cloak(canvas: Canvas, look: Look) -> Box:
    """A cape from the shoulders, tied at the neck."""
    hem = 560 + look.stretch
    wide = 168.0
    shape = outline(
        [
            (0, 178),
            (36, NECK, 1),
            (look.body.shoulder + 6, 186),
            (140, 330),
            (wide, hem, 1),
            (0, hem + 14),
        ]
    )
    inside(canvas, look)
    drape(canvas, shape, look)
    for x in (-104, -54, 52, 104):
        fold(
            canvas,
            smooth([(x * 0.5, 236), (x * 0.9, 400), (x * 1.1, hem)]),
            look.tone,
            width=8,
            opacity=0.2,
        )
    canvas.line(smooth([(0, 186), (3, 360), (0, hem + 10)]), look.tone.line, width=2.4, opacity=0.6)
    _collar_band(canvas, look)
    bow = smooth([(0, 196), (-30, 184), (-30, 210), (0, 196), (30, 184), (30, 210), (0, 196)])
    canvas.line(bow, look.accent.shade, width=5)
    canvas.line(smooth([(-3, 198), (-13, 262)]), look.accent.shade, width=4)
    canvas.line(smooth([(3, 198), (12, 254)]), look.accent.shade, width=4)
    return (-wide, NECK - 16, wide, SHOULDER + hem - 160)


OUTER = {
    "blazer": blazer,
    "coat": coat,
    "trench": coat,
    "shell": zipped,
    "parka": zipped,
    "hoodie": zipped,
    "jacket": zipped,
    "fleece": zipped,
    "puffer": zipped,
    "cardigan": cardigan,
    "waistcoat": cardigan,
    "knotted": knotted,
    "cloak": cloak,
}
