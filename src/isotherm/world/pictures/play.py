"""Things to play and make with: toys, prams, yarn, needles, kits, cloth."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint
from isotherm.world.pictures.curves import closed_path, open_path
from isotherm.world.pictures.generic import box_of
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import Tone, mix, tone_of

__all__ = ["PLAY"]

_WOOD = tone_of("#c39a6c")


def toy(canvas: Canvas, look: Look) -> Box:
    """A soft bear and two blocks."""
    for x in (-56, 56):
        canvas.oval(x, -296, 32, 32, look.tone.shade)
        canvas.oval(x, -294, 17, 17, look.accent.base)
        canvas.oval(x * 1.4, -36, 44, 36, look.tone.shade)
        canvas.oval(x * 1.4, -34, 22, 20, look.accent.base)
        canvas.line(
            f"M{x * 1.3:.0f} -150q{x * 0.9:.0f} 30 {x * 0.7:.0f} 60", look.tone.base, width=42
        )
    drape(canvas, closed_path("-90,-110 -60,-180 60,-180 90,-110 76,-20 0,0 -76,-20"), look)
    canvas.oval(0, -92, 52, 56, look.accent.light, opacity=0.7)
    drape(
        canvas,
        closed_path("-98,-236 -70,-302 0,-322 70,-302 98,-236 66,-178 0,-164 -66,-178"),
        look,
    )
    canvas.oval(0, -210, 38, 30, look.accent.light)
    canvas.dots([(-38, -248), (38, -248)], look.tone.line, width=13)
    canvas.oval(0, -222, 13, 9, look.tone.line)
    canvas.line("M0-214v14q-14 12-24 2M0-200q14 12 24 2", look.tone.line, width=3)
    box_of(canvas, look.accent, x=104, y=0, width=64, height=64, depth=20)
    return (-140, -336, 196, 4)


def stroller(canvas: Canvas, look: Look) -> Box:
    """A pram with a hood."""
    canvas.line("M-90-30L60-150M80-30L-60-150M100-170L170-300h34", "#6b5a58", width=11)
    drape(canvas, closed_path("-170,-190! 100,-190! 116,-140 40,-104 -90,-108 -150,-140"), look)
    drape(
        canvas,
        closed_path("-170,-192! -160,-280 -90,-336 -20,-330! -20,-192!"),
        look,
        tone=look.accent,
    )
    for line in ("-20,-330 -70,-250 -80,-194", "-20,-330 -130,-270 -146,-194"):
        fold(canvas, open_path(line), look.accent, width=4, opacity=0.5)
    for x in (-96, 84):
        canvas.oval(x, -42, 42, 42, "#4a4148")
        canvas.oval(x, -42, 30, 30, "#efe6d8")
        canvas.line(f"M{x - 28}-42h56M{x}-70v56", "#8a7d7f", width=4)
    return (-180, -342, 210, 4)


def _ball(canvas: Canvas, tone: Tone, x: float, y: float, *, r: float) -> None:
    canvas.oval(
        x,
        y,
        r,
        r,
        canvas.glow(
            [(0, tone.light, 1.0), (0.6, tone.base, 1.0), (1, tone.deep, 1.0)], x=0.35, y=0.3, r=0.8
        ),
    )
    for turn in (-0.5, -0.15, 0.2, 0.55):
        across = f"q{r * 0.9:.0f} {-r * 0.7:.0f} {r * 1.8:.0f} {-r * 0.2:.0f}"
        wound = f"M{x - r * 0.9:.0f} {y + r * turn:.0f}{across}"
        canvas.line(wound, tone.line, width=2, opacity=0.4)
    for turn in (-0.5, -0.15, 0.2, 0.55):
        down = f"q{r * 0.5:.0f} {r * 0.9:.0f} {-r * 0.3:.0f} {r * 1.7:.0f}"
        wound = f"M{x + r * turn:.0f} {y - r * 0.88:.0f}{down}"
        canvas.line(wound, tone.light, width=2, opacity=0.5)


def yarn(canvas: Canvas, look: Look) -> Box:
    """Balls of yarn and two needles."""
    canvas.line("M-190-330L60-40M190-350L-20-40", _WOOD.shade, width=10)
    canvas.dots([(-190, -330), (190, -350)], _WOOD.base, width=28)
    _ball(canvas, tone_of(mix(look.tone.base, "#fff4e2", 0.5)), -88, -94, r=94)
    _ball(canvas, look.accent, 108, -78, r=78)
    _ball(canvas, look.tone, 10, -150, r=106)
    canvas.line("M90-80q120 110 40 76t80 6", look.tone.base, width=6)
    return (-204, -364, 212, 10)


def needles(canvas: Canvas, look: Look) -> Box:
    """A piece begun on two needles."""
    canvas.line("M-200-270L150-240M200-330L-130-240", _WOOD.shade, width=12)
    canvas.dots([(-200, -270), (200, -330)], look.accent.base, width=30)
    drape(canvas, closed_path("-120,-250! 120,-246! 116,-10 60,0 -60,-4 -118,-8"), look)
    stitches = f'<path d="M0 1l6 7 6-7" stroke="{look.tone.deep}" stroke-width="2.4" opacity=".5"/>'
    canvas.fill("M-116-240H114L110-10H-112z", canvas.weave(12, 11, stitches))
    canvas.line("M-112-14q-60 30-70-20t-20 30", look.tone.base, width=6)
    return (-218, -348, 218, 20)


def kit(canvas: Canvas, look: Look) -> Box:
    """An open box with yarn, a hook and a small finished thing."""
    canvas.fill("M-180-150l20-140h320l20 140z", mix(_WOOD.base, "#fff4e0", 0.3), edge=_WOOD.rim)
    _ball(canvas, look.tone, -90, -170, r=64)
    _ball(canvas, look.accent, 20, -176, r=56)
    _ball(canvas, tone_of(mix(look.tone.base, "#fff4e2", 0.5)), 106, -160, r=52)
    canvas.line("M150-280L60-130", "#c9a86a", width=8)
    paint(canvas, closed_path("-184,-150! 184,-150! 172,0! -172,0!"), _WOOD)
    canvas.box(-60, -106, 120, 60, "#fffaf0", round_=6)
    canvas.dots([(0, -88), (12, -78), (7, -64), (-7, -64), (-12, -78)], look.tone.base, width=15)
    return (-190, -296, 190, 4)


def fabric(canvas: Canvas, look: Look) -> Box:
    """Folded lengths of cloth, one over the other, with scissors."""
    tones = (
        look.tone,
        look.accent,
        tone_of(mix(look.tone.base, "#fff6e8", 0.6)),
        tone_of(look.tone.shade),
    )
    for i, tone in enumerate(tones):
        y = -i * 58
        drape(
            canvas,
            closed_path(f"-170,{y - 58}! 150,{y - 58}! 176,{y - 29} 150,{y}! -170,{y}!"),
            look,
            tone=tone,
        )
        canvas.line(f"M-166 {y - 29}H140", tone.line, width=2, opacity=0.4)
    canvas.line("M-110-250L50-330M-110-330L50-250", "#8f8f94", width=11)
    for y in (-344, -236):
        canvas.line(f"M-150 {y}a24 20 0 1 1 40 0a24 20 0 1 1-40 0", "#3a3033", width=8)
    return (-178, -372, 182, 4)


PLAY = {
    "toy": toy,
    "stroller": stroller,
    "yarn": yarn,
    "needles": needles,
    "kit": kit,
    "fabric": fabric,
}
