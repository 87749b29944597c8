"""Still lifes for whatever has no drawing of its own: a parcel, boxes, ceramics and fruit."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, paint
from isotherm.world.pictures.curves import (
    Knot,
    closed_path,
    knots_of,
    open_path,
    smooth,
    twofold_path,
)
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import Tone, mix, tone_of

__all__ = ["GENERIC", "box_of"]

_KRAFT = tone_of("#d3aa7d")


def box_of(
    canvas: Canvas,
    tone: Tone,
    *,
    x: float,
    y: float,
    width: float,
    height: float,
    depth: float = 34,
) -> None:
    """A box in the round, its lower left front corner at (x, y)."""
    back = f"{depth:.0f} {-depth * 0.6:.0f}"
    lid = f"M{x:.0f} {y - height:.0f}l{back}h{width:.0f}l{-depth:.0f} {depth * 0.6:.0f}z"
    canvas.fill(lid, tone.light, edge=tone.rim)
    flank = f"M{x + width:.0f} {y:.0f}v{-height:.0f}l{back}v{height:.0f}z"
    canvas.fill(flank, tone.deep, edge=tone.rim)
    face = canvas.fade(
        [(0, tone.light, 1.0), (0.5, tone.base, 1.0), (1, tone.shade, 1.0)], across=0.5, down=1
    )
    canvas.fill(f"M{x:.0f} {y:.0f}v{-height:.0f}h{width:.0f}v{height:.0f}z", face, edge=tone.rim)


def _bow(canvas: Canvas, tone: Tone, x: float, y: float) -> None:
    for sign in (-1, 1):
        tail: list[Knot] = [
            (x, y),
            (x + sign * 30, y + 22),
            (x + sign * 58, y + 52, 1),
            (x + sign * 36, y + 56, 1),
        ]
        paint(canvas, smooth(tail, closed=True), tone)
        loop: list[Knot] = [
            (x, y, 1),
            (x + sign * 36, y - 44),
            (x + sign * 70, y - 30),
            (x + sign * 50, y),
        ]
        paint(canvas, smooth(loop, closed=True), tone)
    canvas.oval(x, y, 13, 13, tone.shade)


def parcel(canvas: Canvas, look: Look) -> Box:
    """A wrapped parcel with a ribbon of its colour and a sprig."""
    box_of(canvas, _KRAFT, x=-150, y=0, width=270, height=190)
    ribbon = look.tone
    canvas.box(-38, -190, 40, 190, ribbon.base)
    canvas.box(-150, -112, 270, 34, ribbon.shade)
    canvas.fill("M-38-190l34-20h40l-34 20z", ribbon.light)
    canvas.fill("M120-112l34-20v34l-34 20z", ribbon.deep)
    for i in range(5):
        canvas.line(f"M{40 + i * 12} {-212 - i * 9}q8-26 {26 - i * 4}-30", "#8fa47c", width=7)
    _bow(canvas, ribbon, -14, -200)
    return (-156, -260, 160, 4)


def boxes(canvas: Canvas, look: Look) -> Box:
    """Three boxes stacked, of related colours."""
    tones = (look.tone, tone_of(mix(look.tone.base, "#f6ead6", 0.6)), look.accent)
    for tone, x, y, width, height in (
        (tones[0], -150, 0, 250, 110),
        (tones[1], -118, -110, 200, 88),
        (tones[2], -80, -198, 140, 70),
    ):
        box_of(canvas, tone, x=x, y=y, width=width, height=height)
        canvas.box(x, y - height + 18, width, 9, tone.deep, opacity=0.35)
    _bow(canvas, look.tone, -4, -280)
    return (-156, -330, 146, 4)


def vase(canvas: Canvas, look: Look) -> Box:
    """A glazed vase with branches in flower."""
    for x, y, bend in ((-70, -390, -40), (10, -430, 10), (88, -372, 50)):
        canvas.line(smooth([(0, -220), (bend * 0.6, -310), (x, y)]), "#8a6a52", width=5)
    blossom = mix(look.tone.base, "#fff0ea", 0.5)
    heads = knots_of(
        "-70,-392 -92,-352 -48,-366 10,-432 -10,-396 30,-390 88,-376 60,-342 104,-340 "
        "20,-330 -46,-316"
    )
    canvas.dots(heads, mix(blossom, look.tone.deep, 0.2), width=42)
    canvas.dots([(x - 3, y - 3) for x, y in heads], blossom, width=34)
    canvas.dots(heads, "#f4cf74", width=9)
    drape(
        canvas,
        twofold_path("0,-236 34,-238! 32,-204 98,-120 74,-16 54,0! 0,4"),
        look,
    )
    canvas.oval(0, -237, 34, 7, look.tone.deep)
    canvas.line(open_path("-66,-96 -54,-140 -30,-176"), "#ffffff", width=9, opacity=0.45)
    canvas.line(open_path("-92,-92 0,-78 92,-92"), look.accent.base, width=6, opacity=0.7)
    return (-116, -456, 124, 8)


def still_life(canvas: Canvas, look: Look) -> Box:
    """A jar, a bowl and a pear: calm things in the colour of whatever it is."""
    jar = twofold_path("0,-250 40,-252! 44,-220 84,-190 88,-20 76,0! 0,4")
    sheet = canvas.layer()
    drape(sheet, jar, look)
    sheet.oval(0, -251, 40, 8, look.tone.deep)
    sheet.box(-86, -150, 172, 22, look.accent.base, opacity=0.75)
    canvas.place(sheet, x=-70)
    bowl = tone_of(mix(look.tone.base, "#f5ead8", 0.65))
    paint(
        canvas,
        closed_path("-10,-86! 186,-86! 160,-22 120,0! 56,0! 16,-22"),
        bowl,
    )
    canvas.oval(88, -86, 98, 15, bowl.deep, opacity=0.8)
    for x, y, r, colour in (
        (58, -104, 34, "#e9a65a"),
        (118, -106, 36, "#d9c05e"),
        (88, -128, 30, "#d0705a"),
    ):
        canvas.oval(
            x,
            y,
            r,
            r,
            canvas.glow(
                [(0, mix(colour, "#fff4d8", 0.5), 1.0), (1, colour, 1.0)], x=0.35, y=0.3, r=0.75
            ),
        )
    canvas.box(-10, -88, 196, 20, bowl.base, round_=9)
    return (-162, -262, 192, 6)


GENERIC = {"parcel": parcel, "boxes": boxes, "vase": vase, "stilllife": still_life}
