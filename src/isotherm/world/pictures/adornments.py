"""What is worn beside clothes: hats, scarves, belts, jewels, gloves, socks, glasses, watches."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold
from isotherm.world.pictures.curves import (
    Knot,
    closed_path,
    knots_of,
    open_path,
    smooth,
    twofold_path,
)
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import tone_of

__all__ = ["ADORNMENTS"]

_GOLD = tone_of("#d9b868")


def hat(canvas: Canvas, look: Look) -> Box:
    """A soft hat with a brim; a knitted cap where the cloth is knitted."""
    if look.fabric in {"knit", "cable", "fleece"}:
        drape(canvas, twofold_path("0,-240 96,-214 128,-110 126,-56! 0,-46"), look)
        drape(canvas, twofold_path("0,-76 134,-88! 136,-18! 0,-6"), look)
        for x in range(-120, 121, 16):
            canvas.line(f"M{x} -78L{x * 1.02:.0f} -14", look.tone.deep, width=2, opacity=0.4)
        canvas.oval(0, -252, 40, 38, look.accent.base)
        canvas.line(
            "M-24-262q10-16 22-8M-10-240q16-14 30-4M4-270q14 2 18 14",
            look.accent.deep,
            width=3,
            opacity=0.4,
        )
        return (-142, -294, 142, 2)
    drape(
        canvas,
        closed_path("-108,-96! -92,-186 -50,-220 50,-220 92,-186 108,-96! 0,-84"),
        look,
    )
    drape(
        canvas,
        closed_path("-108,-98! 0,-84 108,-98! 196,-24 120,0 0,8 -120,0 -196,-24"),
        look,
    )
    canvas.line(open_path("-106,-108 0,-94 106,-108"), look.accent.base, width=18)
    for r in (0.86, 0.72):
        ring = smooth([(-196 * r, -34), (-110 * r, -8), (0, -2), (110 * r, -8), (196 * r, -34)])
        canvas.line(ring, look.tone.line, width=1.3, opacity=0.4, dash="5 4")
    return (-200, -226, 200, 10)


def cap(canvas: Canvas, look: Look) -> Box:
    """A cap with a peak."""
    drape(
        canvas,
        closed_path("-130,-30! -122,-120 -20,-176 80,-140 104,-34! -10,-22"),
        look,
    )
    drape(
        canvas,
        closed_path("-20,-30! 104,-44! 190,-26 214,0! 120,4 30,-6"),
        look,
        tone=look.accent,
    )
    for knots in ([(-24, -174), (-60, -100), (-64, -26)], [(-16, -174), (40, -110), (48, -30)]):
        canvas.line(smooth(knots), look.tone.line, width=1.8, opacity=0.5, dash="5 4")
    canvas.oval(-20, -177, 9, 7, look.tone.deep)
    return (-136, -186, 216, 6)


def scarf(canvas: Canvas, look: Look) -> Box:
    """A scarf, folded once over itself, with fringes."""
    tails: tuple[list[Knot], ...] = (
        knots_of("-40,-250! 40,-262! 58,-120 44,-14! -40,-10! -34,-120"),
        knots_of("-14,-250! 66,-236! 132,-140 150,-50! 74,-30! 44,-130"),
    )
    for tail in tails:
        drape(canvas, smooth(tail, closed=True), look)
    for x in range(-36, 44, 11):
        canvas.line(f"M{x} -12v30", look.tone.base, width=4)
    for x in range(80, 150, 11):
        canvas.line(f"M{x} {-26 - (x - 80) * 0.3:.0f}l5 30", look.tone.base, width=4)
    loop: list[Knot] = knots_of("-118,-300 -70,-364 40,-372 116,-318 96,-250 10,-216 -84,-232")
    drape(canvas, smooth(loop, closed=True), look)
    canvas.fill(
        closed_path("-66,-306 -10,-336 60,-322 36,-290 -30,-278"),
        look.tone.deep,
    )
    for knots in ([(-104, -290), (-40, -250), (60, -252)], [(-98, -320), (-30, -268), (80, -276)]):
        fold(canvas, smooth(knots), look.tone, width=5, opacity=0.3)
    return (-124, -378, 156, 20)


def belt(canvas: Canvas, look: Look) -> Box:
    """A coiled belt with its buckle."""
    for r, shade in ((116, look.tone.deep), (84, look.tone.shade), (52, look.tone.base)):
        canvas.line(
            f"M{-r} -70a{r} {r * 0.5:.0f} 0 1 1 {2 * r} 0a{r} {r * 0.5:.0f} 0 1 1 {-2 * r} 0",
            shade,
            width=30,
        )
        canvas.line(
            f"M{-r} -78a{r} {r * 0.5:.0f} 0 1 1 {2 * r} 0", look.tone.light, width=2, opacity=0.5
        )
    tail = closed_path("90,-42! 196,-22! 206,-8 194,4! 80,-14!")
    drape(canvas, tail, look)
    canvas.line("M54-52h52v46h-52z", _GOLD.base, width=9)
    canvas.line("M80-29h34", _GOLD.shade, width=6)
    canvas.dots([(142, -21), (164, -16), (184, -12)], look.tone.line, width=6)
    return (-136, -148, 210, 16)


def gloves(canvas: Canvas, look: Look) -> Box:
    """A pair of gloves."""
    for x, flip in ((-82, -1), (82, 1)):
        hand = canvas.layer()
        shape: list[Knot] = knots_of(
            "-44,0! -40,-90 -58,-150 -52,-250 -38,-252 -32,-176 -24,-284 -8,-286 -6,-180 "
            "6,-290 22,-288 20,-176 36,-262 50,-258 46,-140 74,-184 88,-172 58,-96 44,0!"
        )
        drape(hand, smooth(shape, closed=True), look)
        hand.line(
            open_path("-42,-30 0,-24 44,-30"),
            look.tone.line,
            width=2,
            opacity=0.6,
            dash="4 3",
        )
        hand.line("M-42-14h86", look.accent.base, width=15)
        canvas.place(hand, x=x, flip=flip)
    return (-176, -294, 176, 4)


def socks(canvas: Canvas, look: Look) -> Box:
    """A pair of socks, one behind the other."""
    for x, y in ((-50, -28), (36, 0)):
        sock = canvas.layer()
        shape: list[Knot] = knots_of(
            "-60,-300! 34,-300! 36,-140 60,-84 132,-50 138,-6 60,0 -20,-14 -58,-70 -54,-160"
        )
        drape(sock, smooth(shape, closed=True), look)
        sock.fill(
            closed_path("84,-72 134,-48 138,-6 84,-2 70,-36"),
            look.accent.base,
        )
        sock.fill(closed_path("-58,-90 -20,-62 -6,-10 -40,-30"), look.accent.base)
        sock.line("M-60-284h95M-60-266h95", look.accent.base, width=9)
        canvas.place(sock, x=x, y=y)
    return (-116, -334, 180, 6)


def umbrella(canvas: Canvas, look: Look) -> Box:
    """An open umbrella."""
    canvas.line("M0-330V-30q0 30-26 30t-26-26", "#8a6a4c", width=9)
    for i, (a, b) in enumerate(((-190, -104), (-104, 0), (0, 104), (104, 190))):
        rib: list[Knot] = [
            (0, -350, 1),
            (a * 0.8, -310),
            (a, -190, 1),
            ((a + b) / 2, -206),
            (b, -190, 1),
            (b * 0.8, -310),
        ]
        canvas.fill(
            smooth(rib, closed=True),
            (look.tone.shade, look.tone.base, look.tone.light, look.tone.base)[i],
            edge=look.tone.rim,
        )
    canvas.line("M0-350v-18", look.accent.shade, width=7)
    return (-196, -370, 196, 4)


ADORNMENTS = {
    "hat": hat,
    "cap": cap,
    "scarf": scarf,
    "belt": belt,
    "gloves": gloves,
    "socks": socks,
    "umbrella": umbrella,
}
