"""Bags: totes, shoulder bags, backpacks, cases, pouches, nets."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, sheen
from isotherm.world.pictures.curves import (
    Knot,
    knots_of,
    mirrored,
    open_path,
    outline,
    smooth,
    twofold_path,
)
from isotherm.world.pictures.look import Box, Look

__all__ = ["BAGS"]

_BRASS = "#d9b868"


def _handle(canvas: Canvas, look: Look, knots: list[Knot], *, width: float = 12) -> None:
    canvas.line(smooth(knots), look.tone.line, width=width + 2.5, opacity=0.7)
    canvas.line(smooth(knots), look.tone.base, width=width)
    canvas.line(smooth(knots), look.tone.light, width=width * 0.22, opacity=0.6)


def _stitches(canvas: Canvas, look: Look, path: str) -> None:
    canvas.line(path, look.tone.light, width=1.8, opacity=0.75, dash="6 5")


def tote(canvas: Canvas, look: Look) -> Box:
    """An open bag with two long handles."""
    _handle(canvas, look, knots_of("-66,-262 -58,-380 0,-420 58,-380 66,-262"), width=10)
    body: list[Knot] = [(0, -276), (140, -280, 1), (164, -18), (146, 0, 1), (0, 3)]
    canvas.fill(twofold_path("0,-292 138,-282! 0,-262"), look.tone.deep)
    drape(canvas, outline(body), look)
    _stitches(canvas, look, open_path("-132,-262 0,-258 132,-262"))
    _handle(canvas, look, knots_of("-70,-206 -66,-340 0,-388 66,-340 70,-206"))
    for x in (-70, 70):
        canvas.box(x - 12, -222, 24, 34, look.tone.shade, round_=4)
        canvas.oval(x, -204, 4, 4, _BRASS)
    for x in (-100, 96):
        fold(
            canvas,
            smooth([(x, -250), (x * 1.12, -120), (x * 1.02, -14)]),
            look.tone,
            width=10,
            opacity=0.16,
        )
    canvas.box(-24, -120, 48, 22, look.accent.base, round_=3, opacity=0.9)
    return (-170, -424, 170, 6)


def shoulder(canvas: Canvas, look: Look) -> Box:
    """A small shoulder bag: a crescent, or a flap with a clasp."""
    _handle(canvas, look, knots_of("-132,-150 -112,-318 0,-376 112,-318 132,-150"), width=11)
    if look.dice.chance("crescent", 0.45):
        body: list[Knot] = knots_of("0,-152 96,-166 160,-188! 172,-110 120,-26 0,0")
        drape(canvas, outline(body), look)
        canvas.line(
            open_path("-148,-176 -90,-152 0,-140 90,-152 148,-176"),
            look.tone.line,
            width=3,
            opacity=0.6,
        )
        canvas.line(open_path("84,-152 88,-118"), _BRASS, width=5)
        sheen(
            canvas,
            open_path("-136,-120 -90,-50 -30,-26"),
            look.tone,
            width=10,
            opacity=0.35,
        )
        return (-178, -382, 178, 6)
    drape(canvas, twofold_path("0,-186 150,-186! 162,-60 156,0! 0,3"), look)
    flap: list[Knot] = [(0, -192), (152, -190, 1), (158, -120), (120, -78), (0, -66)]
    drape(canvas, outline(flap), look)
    _stitches(canvas, look, open_path("-146,-130 -112,-90 0,-78 112,-90 146,-130"))
    canvas.box(-17, -86, 34, 30, _BRASS, round_=6)
    canvas.box(-9, -78, 18, 14, look.tone.deep, round_=3)
    return (-168, -382, 168, 6)


def backpack(canvas: Canvas, look: Look) -> Box:
    """A backpack with a front pocket and a top handle."""
    _handle(canvas, look, [(-30, -326), (-26, -362), (26, -362), (30, -326)], width=10)
    for sign in (-1, 1):
        _handle(canvas, look, [(sign * 96, -280), (sign * 162, -180), (sign * 128, -24)], width=15)
    body: list[Knot] = knots_of("0,-338 92,-330 132,-260 142,-60 126,0! 0,4")
    drape(canvas, outline(body), look)
    canvas.line(
        open_path("-118,-196 -100,-292 0,-310 100,-292 118,-196"),
        look.tone.line,
        width=4,
        opacity=0.55,
    )
    pocket: list[Knot] = [(0, -156), (86, -154), (100, -120), (98, -26, 1), (0, -22)]
    drape(canvas, outline(pocket), look, tone=look.accent if look.dice.chance("two", 0.4) else None)
    canvas.line(open_path("-88,-136 0,-130 88,-136"), look.tone.line, width=4, opacity=0.55)
    canvas.line("M60-132v26", _BRASS, width=5)
    canvas.box(-20, -246, 40, 26, look.accent.base, round_=4)
    return (-176, -372, 176, 8)


def case(canvas: Canvas, look: Look) -> Box:
    """A flat briefcase for papers and a laptop."""
    for sign in (0, 1):
        rise = -24 * sign
        _handle(
            canvas, look, [(-56, -210), (-50, -262 + rise), (50, -262 + rise), (56, -210)], width=11
        )
    drape(canvas, twofold_path("0,-222 168,-222! 176,-110 168,0! 0,2"), look)
    canvas.line(open_path("-168,-186 0,-182 168,-186"), look.tone.line, width=3, opacity=0.6)
    canvas.line(open_path("-168,-190 0,-186 168,-190"), _BRASS, width=1.8)
    drape(canvas, twofold_path("0,-118 140,-118! 138,-24! 0,-22"), look)
    _stitches(canvas, look, open_path("-132,-108 132,-108"))
    for x in (-104, 104):
        canvas.box(x - 13, -204, 26, 42, look.tone.shade, round_=4)
        canvas.box(x - 8, -176, 16, 10, _BRASS, round_=2)
    return (-180, -296, 180, 6)


def pouch(canvas: Canvas, look: Look) -> Box:
    """A drawstring pouch, embroidered."""
    canvas.line(
        open_path("-46,-216 -86,-300 0,-336 86,-300 46,-216"),
        look.accent.shade,
        width=6,
    )
    drape(
        canvas,
        twofold_path("0,-268 50,-276! 82,-286! 52,-222 128,-120 104,-12 0,0"),
        look,
    )
    for x in (-32, -12, 10, 32):
        fold(
            canvas,
            smooth([(x * 1.6, -276), (x, -220), (x * 2.2, -140)]),
            look.tone,
            width=5,
            opacity=0.3,
        )
    canvas.line(open_path("-52,-222 0,-212 52,-222"), look.accent.base, width=9)
    for x in (-22, 22):
        canvas.line(smooth([(x * 0.3, -214), (x, -150)]), look.accent.shade, width=4)
        canvas.line(smooth([(x, -150), (x * 1.1, -112)]), look.accent.base, width=13)
    for i in range(5):
        x, y = ((0, -92), (22, -74), (14, -48), (-14, -48), (-22, -74))[i]
        canvas.oval(x, y, 14, 14, look.accent.light, opacity=0.9)
    canvas.oval(0, -68, 9, 9, _BRASS)
    return (-134, -342, 134, 6)


def net(canvas: Canvas, look: Look) -> Box:
    """A crocheted net bag, with oranges to show its mesh."""
    _handle(canvas, look, knots_of("-84,-218 -66,-350 0,-396 66,-350 84,-218"), width=11)
    for x, y, r in ((-58, -64, 54), (52, -60, 56), (0, -140, 52)):
        canvas.oval(
            x,
            y,
            r,
            r,
            canvas.glow([(0, "#f8c57c", 1.0), (1, "#dd8440", 1.0)], x=0.35, y=0.3, r=0.75),
        )
    body = twofold_path("0,-216 92,-222! 146,-100 92,-8 0,2")
    loops = "M0 0l14 14L0 28M28 0L14 14l14 14"
    mesh = f'<path d="{loops}" stroke="{look.tone.base}" stroke-width="4.5"/>'
    canvas.fill(body, canvas.weave(28, 28, mesh))
    canvas.line(body, look.tone.shade, width=6)
    canvas.line(open_path("-94,-222 0,-214 94,-222"), look.tone.base, width=18)
    canvas.line(
        open_path("-94,-222 0,-214 94,-222"),
        look.tone.deep,
        width=14,
        opacity=0.35,
        dash="3 5",
    )
    return (-152, -402, 152, 6)


def belt_bag(canvas: Canvas, look: Look) -> Box:
    """A small bag on a belt."""
    strap: list[Knot] = knots_of("-90,-110 -190,-170 -120,-256 0,-270 120,-256 190,-170 90,-110")
    _handle(canvas, look, strap, width=20)
    canvas.box(-22, -286, 44, 32, look.tone.deep, round_=6)
    body: list[Knot] = [(0, -146), (110, -138), (142, -96), (118, -14), (0, 0)]
    drape(canvas, outline(body), look)
    canvas.line(open_path("-122,-108 0,-114 122,-108"), look.tone.line, width=5, opacity=0.6)
    canvas.line("M92-110v30", _BRASS, width=5)
    for shape in (mirrored([(60, -40), (90, -62), (112, -64)]),):
        sheen(canvas, smooth(shape), look.tone, width=7, opacity=0.4)
    return (-200, -290, 200, 6)


BAGS = {
    "tote": tote,
    "shoulder": shoulder,
    "backpack": backpack,
    "case": case,
    "pouch": pouch,
    "net": net,
    "beltbag": belt_bag,
}
