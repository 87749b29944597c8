"""What is worn below: skirts, trousers, shorts."""

from __future__ import annotations

from isotherm.world.pictures.body import ANKLE, CROTCH, HIP, KNEE, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, patch
from isotherm.world.pictures.curves import Knot, outline, smooth
from isotherm.world.pictures.look import Box, Look

__all__ = ["TOP", "TROUSERS", "band"]

TOP = WAIST - 16


def band(canvas: Canvas, look: Look) -> None:
    """A waistband, with loops and a button where the cloth is firm."""
    half = look.body.waist + 3 + look.ease * 0.2
    shape: list[Knot] = [(0, TOP + 5), (half, TOP, 1), (half + 2, TOP + 22, 1), (0, TOP + 28)]
    if not look.worn:
        canvas.oval(0, TOP + 3, half - 3, 6, look.tone.deep)
    patch(canvas, outline(shape), look)
    if look.fabric not in {"knit", "shell", "silk"}:
        for x in (-0.62, 0.62):
            canvas.box(half * x - 3, TOP - 1, 6, 28, look.tone.shade, round_=1.5)
        canvas.oval(0, TOP + 16, 5, 5, look.accent.base)


def trousers(canvas: Canvas, look: Look) -> Box:
    """Trousers: straight, wide, flared, tapered; leggings where there is no ease."""
    hem = min(ANKLE + 24, ANKLE - 6 + look.stretch)
    body, ease = look.body, look.ease
    hip = body.hip + 3 + ease * 0.3
    knee_out = body.hip * 0.9 + ease * 0.5 + max(0.0, look.flare) * 0.35
    knee_in = knee_out - (body.calf * 2.3 + 12 + ease * 1.1)
    hem_out = knee_out + look.flare - 6
    hem_in = max(7.0, hem_out - (body.calf * 1.75 + 12 + ease * 1.2 + max(0.0, look.flare) * 1.5))
    half: list[Knot] = [
        (0, TOP + 6),
        (body.waist + 3 + ease * 0.2, TOP + 6, 1),
        (hip - 2, HIP - 24),
        (hip, HIP + 20),
        (knee_out, KNEE),
        (hem_out, hem, 1),
        (hem_in, hem + 3, 1),
        (max(5.0, knee_in), KNEE),
        (5, CROTCH + 34),
        (0, CROTCH + 18, 1),
    ]
    drape(canvas, outline(half), look)
    _legs(canvas, look, (knee_out + knee_in) / 2, (hem_out + hem_in) / 2, hem)
    band(canvas, look)
    _seat(canvas, look, hip)
    wide = max(hip, hem_out)
    return (-wide - 4, TOP - 4, wide + 4, hem + 6)


def _legs(canvas: Canvas, look: Look, knee: float, foot: float, hem: float) -> None:
    for sign in (-1, 1):
        crease = smooth(
            [(sign * look.body.hip * 0.46, HIP), (sign * knee, KNEE), (sign * foot, hem)]
        )
        if look.ease > 6 and look.fabric not in {"denim", "shell"}:
            canvas.line(crease, look.tone.deep, width=2, opacity=0.5)
            fold(
                canvas,
                smooth([(sign * knee - 9, KNEE - 90), (sign * foot - 12, hem)]),
                look.tone,
                width=9,
                opacity=0.13,
            )
        for dy in (-8, 10):
            pull = smooth([(sign * (knee - 16), KNEE + dy), (sign * (knee + 12), KNEE + dy - 8)])
            fold(canvas, pull, look.tone, width=2.6, opacity=0.26)
        if look.fabric == "denim":
            seam = smooth(
                [
                    (sign * (knee + 17), KNEE - 150),
                    (sign * (knee + 16), KNEE),
                    (sign * (foot + 12), hem - 4),
                ]
            )
            canvas.line(seam, "#d9a860", width=1.3, opacity=0.7, dash="4 3")
    if look.fabric == "shell":
        for sign in (-1, 1):
            x = sign * (knee + 4)
            pocket = smooth(
                [(x - 20, 560, 1), (x + 20, 560, 1), (x + 19, 622), (x - 19, 622)], closed=True
            )
            patch(canvas, pocket, look)


def _seat(canvas: Canvas, look: Look, hip: float) -> None:
    canvas.line(
        smooth([(0, TOP + 28), (-1, 430), (0, CROTCH + 16)]), look.tone.line, width=2, opacity=0.6
    )
    fly = smooth([(13, TOP + 28), (13, 410), (0, 446)])
    canvas.line(fly, look.tone.line, width=1.4, opacity=0.4)
    for sign in (-1, 1):
        pocket = smooth([(sign * look.body.waist * 0.72, TOP + 28), (sign * hip * 0.88, 408)])
        canvas.line(pocket, look.tone.line, width=2, opacity=0.55)
        fold(
            canvas,
            smooth([(sign * 4, CROTCH + 10), (sign * hip * 0.4, CROTCH - 18)]),
            look.tone,
            width=4,
            opacity=0.24,
        )


def shorts(canvas: Canvas, look: Look) -> Box:
    """Short trousers, to mid-thigh."""
    hem = 560 + look.stretch * 0.4
    hip = look.body.hip + 4 + look.ease * 0.3
    out = hip + 6 + look.ease * 0.3
    half: list[Knot] = [
        (0, TOP + 6),
        (look.body.waist + 3, TOP + 6, 1),
        (hip, HIP),
        (out, hem - 4, 1),
        (9, hem + 6, 1),
        (0, CROTCH + 16, 1),
    ]
    drape(canvas, outline(half), look)
    for sign in (-1, 1):
        canvas.line(
            smooth([(sign * out, hem - 16), (sign * 10, hem - 7)]),
            look.tone.line,
            width=1.6,
            opacity=0.5,
        )
        fold(
            canvas,
            smooth([(sign * hip * 0.5, 430), (sign * hip * 0.56, hem)]),
            look.tone,
            width=5,
            opacity=0.2,
        )
    band(canvas, look)
    _seat(canvas, look, hip)
    return (-out - 4, TOP - 4, out + 4, hem + 8)


TROUSERS = {
    "trousers": trousers,
    "leggings": trousers,
    "jeans": trousers,
    "shorts": shorts,
}
