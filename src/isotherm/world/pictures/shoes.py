"""Pairs of shoes, seen from the side: one before, one behind."""

from __future__ import annotations

from collections.abc import Callable

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold
from isotherm.world.pictures.curves import Knot, closed_path, knots_of, open_path, smooth
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import tone_of

__all__ = ["SHOES"]

_RUBBER = tone_of("#efe7da")
_DARK = tone_of("#3a302f")


def _sole(canvas: Canvas, knots: list[Knot], colour: str, line: str) -> None:
    path = smooth(knots, closed=True)
    canvas.fill(path, colour)
    canvas.line(path, line, width=1.6, opacity=0.5)


def _sneaker(canvas: Canvas, look: Look) -> None:
    upper: list[Knot] = knots_of(
        "-146,-30! -150,-84 -138,-118! -84,-112! -60,-94 20,-62 96,-50 140,-34 146,-22! -146,-22!"
    )
    drape(canvas, smooth(upper, closed=True), look)
    toe = closed_path("78,-54 120,-50 148,-26! 70,-24! 66,-42")
    drape(canvas, toe, look, tone=look.accent)
    tab = closed_path("-150,-72 -140,-122 -120,-120 -122,-60 -146,-40")
    drape(canvas, tab, look, tone=look.accent)
    wave = open_path("-96,-34 -30,-76 26,-34 64,-50")
    canvas.line(wave, look.accent.base, width=9)
    thick = 34 if look.dice.chance("chunky", 0.4) else 24
    _sole(
        canvas,
        [
            (-154, -26, 1),
            (0, -25),
            (154, -27),
            (160, -8),
            (140, thick - 24),
            (-140, thick - 24),
            (-160, -6),
        ],
        _RUBBER.base,
        look.tone.line,
    )
    canvas.line(open_path("-152,-12 0,-10 154,-13"), _RUBBER.deep, width=2, opacity=0.45)
    for i in range(5):
        x = -72 + i * 20
        canvas.line(smooth([(x - 6, -110 + i * 11), (x + 13, -92 + i * 9)]), _RUBBER.light, width=5)


def _loafer(canvas: Canvas, look: Look) -> None:
    upper: list[Knot] = knots_of(
        "-144,-24! -150,-66 -138,-94! -96,-84 -44,-58 -10,-66! 44,-76 110,-56 148,-30 "
        "146,-16! -140,-16!"
    )
    drape(canvas, smooth(upper, closed=True), look)
    canvas.fill(
        closed_path("-136,-94 -92,-84 -44,-58 -14,-64 -58,-84 -104,-100"),
        look.tone.deep,
    )
    apron = closed_path("-14,-64 20,-50 74,-44 118,-44 92,-64 40,-76")
    canvas.line(apron, look.tone.line, width=2.4, opacity=0.6)
    strap = closed_path("-22,-66! 12,-76! 34,-22! 4,-18!")
    drape(canvas, strap, look)
    canvas.line("M-3-50l18-7", "#d9b868", width=6)
    _sole(
        canvas,
        knots_of("-146,-18! 0,-15 148,-18! 150,-8! -50,-6! -60,2! -144,2!"),
        _DARK.base,
        look.tone.line,
    )


def _flat(canvas: Canvas, look: Look) -> None:
    upper: list[Knot] = knots_of(
        "-146,-18! -150,-58 -140,-82! -100,-52 -30,-34 40,-50 74,-58! 128,-44 148,-22 144,-12!"
    )
    canvas.fill(
        closed_path("-142,-80 -100,-70 0,-62 70,-60 40,-40 -60,-36"),
        look.tone.deep,
    )
    if look.dice.chance("strap", 0.62):
        band = closed_path("-36,-34! -30,-92 -2,-102 16,-92 22,-44! 6,-44! 2,-82 -14,-86 -20,-36!")
        drape(canvas, band, look)
        canvas.oval(12, -70, 5, 5, "#d9b868")
    drape(canvas, smooth(upper, closed=True), look)
    canvas.line(
        open_path("-140,-80 -100,-51 -30,-33 40,-49 74,-57"),
        look.tone.line,
        width=2.6,
        opacity=0.6,
    )
    _sole(
        canvas,
        knots_of("-148,-14! 0,-11 146,-14! 144,-5! -84,-3! -88,8! -144,8!"),
        _DARK.base,
        look.tone.line,
    )


def _heel(canvas: Canvas, look: Look) -> None:
    upper: list[Knot] = knots_of(
        "-140,-96! -148,-140 -136,-160! -100,-126 -44,-86 20,-62 62,-62! 118,-40 "
        "152,-10! 60,-8 0,-22 -60,-60 -104,-88"
    )
    canvas.fill(
        closed_path("-136,-158 -90,-132 -20,-84 60,-62 10,-64 -60,-100"),
        look.tone.deep,
    )
    drape(canvas, smooth(upper, closed=True), look)
    heel = closed_path("-142,-98! -100,-86 -108,-50 -116,4! -134,4! -136,-50")
    drape(canvas, heel, look)
    _sole(
        canvas,
        knots_of("-104,-88 -60,-60 0,-22 60,-8 152,-10! 150,-2! 56,2 -8,-12 -66,-50"),
        _DARK.base,
        look.tone.line,
    )
    if look.dice.chance("bow", 0.4):
        canvas.line(
            "M92-58q-18-16-20 2q8 10 20-2q18-14 20 4q-10 8-20-4",
            look.tone.line,
            width=4,
            opacity=0.7,
        )


def _boot(canvas: Canvas, look: Look) -> None:
    tall = 250 + look.stretch if look.dice.chance("tall", 0.4) else 176
    upper: list[Knot] = [
        (-140, -24, 1),
        (-132, -100),
        (-134, -tall, 1),
        (-26, -tall - 6, 1),
        (-22, -116),
        (10, -82),
        (100, -62),
        (146, -36),
        (146, -18, 1),
        (-138, -18, 1),
    ]
    canvas.oval(-80, -tall - 3, 54, 8, look.tone.deep)
    drape(canvas, smooth(upper, closed=True), look)
    if look.dice.chance("chelsea", 0.5):
        gore = smooth(
            [(-104, -tall + 4, 1), (-64, -tall + 2, 1), (-72, -112), (-84, -92, 1), (-98, -118)],
            closed=True,
        )
        drape(canvas, gore, look, tone=_DARK)
    else:
        for i in range(5):
            canvas.line(f"M{-52 + i * 12} {-tall + 26 + i * 24}l30-8", look.accent.light, width=5)
    fold(canvas, open_path("-126,-112 -80,-98 -28,-112"), look.tone, width=5)
    fold(canvas, open_path("-120,-94 -70,-84 -16,-98"), look.tone, width=4)
    tread = "M-146-16" + "l10 16h18l4-9 14 9h18l4-9 14 9h20l4-9 14 9h20l4-9 14 9h24l30-12 12-8z"
    canvas.fill(tread, _DARK.base)
    _sole(
        canvas,
        knots_of("-148,-26! 0,-22 150,-26! 150,-10! -148,-8!"),
        _DARK.base,
        look.tone.line,
    )


def _sandal(canvas: Canvas, look: Look) -> None:
    for path in (
        [(40, -14, 1), (56, -66), (96, -66), (120, -16, 1)],
        knots_of("-130,-16! -128,-86 -96,-104 -64,-82 -60,-18!"),
    ):
        canvas.line(smooth(path), look.tone.line, width=23, opacity=0.6)
        canvas.line(smooth(path), look.tone.base, width=20)
        canvas.line(smooth(path), look.tone.light, width=4, opacity=0.5)
    canvas.line(open_path("-62,-60 0,-50 52,-46"), look.tone.shade, width=13)
    canvas.oval(-98, -101, 6, 6, "#d9b868")
    _sole(
        canvas,
        knots_of("-150,-22! 0,-16 150,-24! 152,-4! -150,2!"),
        tone_of("#b98b5c").base,
        look.tone.line,
    )


_STYLES: dict[str, Callable[[Canvas, Look], None]] = {
    "sneaker": _sneaker,
    "loafer": _loafer,
    "flat": _flat,
    "heel": _heel,
    "boot": _boot,
    "sandal": _sandal,
}


def pair(canvas: Canvas, look: Look) -> Box:
    """Two shoes, the farther one behind and a little to the left."""
    for x, y, scale in ((-34, -46, 0.96), (30, 0, 1.0)):
        shoe = canvas.layer()
        _STYLES[look.kind](shoe, look)
        canvas.oval(x, y + 3, 158, 9, "#2a1a2c", opacity=0.16)
        canvas.place(shoe, x=x, y=y, scale=scale)
    tall = {"boot": 310, "heel": 214, "sneaker": 170}.get(look.kind, 150)
    return (-200, -tall, 192, 10)


SHOES = dict.fromkeys(_STYLES, pair)
