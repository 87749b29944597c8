"""Pairs of shoes, seen from the side: one before, one behind."""

from __future__ import annotations

from collections.abc import Callable

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, patch
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
    upper = "-148,-24! -152,-84 -142,-126! -112,-124 -92,-112! -60,-112 -26,-104 36,-68 "
    drape(canvas, closed_path(f"{upper} 96,-58 140,-42 148,-24!"), look)
    patch(
        canvas,
        closed_path("-150,-70 -143,-127! -114,-124! -118,-74 -136,-56"),
        look,
        tone=look.accent,
    )
    patch(canvas, closed_path("84,-58 128,-50 148,-26! 60,-24! 62,-46"), look, tone=look.accent)
    patch(canvas, closed_path("-92,-112! -56,-114 -22,-104! 40,-66! 14,-58! -54,-90"), look)
    flash = closed_path("-112,-30! -84,-74 -60,-80! -44,-56 14,-30! -14,-26 -66,-46")
    canvas.fill(flash, look.accent.base)
    for i in range(5):
        x, y = -66 + i * 20, -98 + i * 10
        canvas.line(f"M{x} {y}l20-14", _RUBBER.light, width=5.4)
    thick = 34 if look.dice.chance("chunky", 0.4) else 24
    sole: list[Knot] = [(-154, -28, 1), (0, -25), (154, -30), (162, -8)]
    sole += [(142, thick - 24), (-140, thick - 24), (-160, -6)]
    _sole(canvas, sole, _RUBBER.base, look.tone.line)
    canvas.line(open_path("-152,-12 0,-9 156,-13"), look.accent.base, width=4, opacity=0.8)


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
    opening = closed_path("-142,-80 -100,-70 0,-62 70,-60 40,-40 -60,-36")
    canvas.fill(opening, look.tone.deep)
    upper = "-146,-18! -150,-58 -140,-84! -100,-52 -30,-36 40,-50 74,-60! 128,-44 148,-22 144,-12!"
    drape(canvas, closed_path(upper), look)
    canvas.line(open_path("-140,-82 -100,-51 -30,-35 40,-49 74,-59"), look.tone.line, opacity=0.6)
    if look.dice.chance("strap", 0.62):
        strap = open_path("-58,-38 -40,-62 -6,-70 14,-46")
        canvas.line(strap, look.tone.line, width=15, opacity=0.7)
        canvas.line(strap, look.tone.base, width=12)
        canvas.oval(-46, -50, 5, 5, "#d9b868")
    else:
        canvas.line("M78-54q-16-16-20 0q8 10 20 0q16-16 20 2q-10 8-20-2", look.tone.line, width=4)
    sole = knots_of("-148,-14! 0,-11 146,-14! 144,-5! -84,-3! -88,8! -144,8!")
    _sole(canvas, sole, _DARK.base, look.tone.line)


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
    tall = round(250 + look.stretch) if look.dice.chance("tall", 0.4) else 176
    leg = f"-140,-24! -132,-100 -134,{-tall}! -26,{-tall - 6}! -22,-116 10,-82"
    canvas.oval(-80, -tall - 3, 54, 8, look.tone.deep)
    drape(canvas, closed_path(f"{leg} 100,-62 146,-36 146,-18! -138,-18!"), look)
    if look.dice.chance("chelsea", 0.5):
        gore = closed_path(f"-104,{4 - tall}! -64,{2 - tall}! -72,-112 -84,-92! -98,-118")
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
    sling = open_path("14,-58 -40,-84 -110,-104 -138,-66 -136,-26")
    canvas.line(sling, look.tone.line, width=15, opacity=0.6)
    canvas.line(sling, look.tone.base, width=12)
    canvas.fill(closed_path("10,-20! 36,-66 92,-70 124,-20!"), look.tone.deep)
    drape(canvas, closed_path("-6,-18! 12,-62 44,-82 82,-66! 66,-18!"), look)
    drape(canvas, closed_path("84,-18! 92,-54 108,-52 132,-18!"), look)
    canvas.oval(-106, -103, 6, 6, "#d9b868")
    cork = knots_of("-152,-26! 0,-18 152,-26! 156,-6 140,4! -146,6! -156,-10")
    _sole(canvas, cork, tone_of("#c99f74").base, look.tone.line)
    canvas.line(open_path("-152,-24 0,-16 150,-24"), look.accent.light, width=4)


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
