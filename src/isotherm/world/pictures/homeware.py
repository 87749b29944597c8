"""Things of the house: lamp, rug, boxes, sofa, curtain, bedding, shelf, candle, cloth, picture."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint
from isotherm.world.pictures.curves import closed_path, open_path, twofold_path
from isotherm.world.pictures.generic import box_of
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import mix, tone_of

__all__ = ["HOMEWARE"]

_WOOD = tone_of("#c39a6c")


def lamp(canvas: Canvas, look: Look) -> Box:
    """A lamp with a shade of cloth, lit; tall or for a table."""
    tall = 480 if "落地" in look.words or "floor" in look.words else 330
    warm = canvas.glow([(0, "#ffe7ae", 0.9), (1, "#ffe7ae", 0.0)])
    canvas.oval(0, 70 - tall, 210, 190, warm)
    canvas.line(f"M0-6V{150 - tall}", _WOOD.shade, width=9)
    paint(canvas, twofold_path("0,-22 54,-20! 62,-4 0,2"), _WOOD)
    sheet = canvas.layer()
    drape(sheet, twofold_path("0,-6 62,-6! 118,136! 0,146"), look)
    for x in (-70, -34, 0, 34, 70):
        sheet.line(f"M{x * 0.55:.0f} -4L{x * 1.1:.0f} 142", look.tone.line, width=1.6, opacity=0.3)
    sheet.fill(twofold_path("0,20 40,20 74,138 0,144"), "#fff3cf", opacity=0.4)
    canvas.place(sheet, y=14 - tall)
    canvas.line(f"M40 {156 - tall}v52", _WOOD.shade, width=3)
    canvas.oval(40, 212 - tall, 6, 6, _WOOD.base)
    return (-150, -tall - 10, 150, 6)


def rug(canvas: Canvas, look: Look) -> Box:
    """A rug with a border, fringed, on the floor."""
    canvas.fill("M-130-190H130L210 0H-210z", look.tone.shade, edge=look.tone.rim)
    drape(canvas, "M-130-194H130L210-6H-210z", look)
    canvas.line("M-112-176H112L178-24H-178z", look.accent.base, width=9)
    canvas.line("M-96-160H96L150-42H-150z", look.accent.shade, width=3)
    for x in (-58, 0, 58):
        diamond = f"M{x}-140l34 38-40 42-34-42z"
        canvas.fill(diamond, look.accent.base, opacity=0.9)
        canvas.line(f"M{x}-122l18 20-21 24-18-24z", look.tone.deep, width=4)
    canvas.line(
        "".join(f"M{x} -4l{x * 0.03:.0f} 16" for x in range(-206, 210, 13)),
        look.accent.light,
        width=4,
    )
    return (-216, -200, 216, 14)


def storage(canvas: Canvas, look: Look) -> Box:
    """Two boxes with handles, one with its lid open on folded linen."""
    box_of(canvas, look.tone, x=-170, y=0, width=290, height=130)
    canvas.box(-60, -78, 70, 22, look.tone.deep, round_=11)
    box_of(
        canvas, tone_of(mix(look.tone.base, "#fbf2e2", 0.5)), x=-140, y=-130, width=230, height=100
    )
    canvas.box(-56, -190, 60, 20, look.tone.shade, round_=10)
    for i, colour in enumerate((look.accent.base, "#fff8ec", look.accent.shade)):
        canvas.box(-118, -258 - i * 18, 190 - i * 14, 22, colour, round_=9)
    return (-176, -306, 160, 4)


def beanbag(canvas: Canvas, look: Look) -> Box:
    """A soft seat that keeps the shape of who sat in it."""
    drape(
        canvas,
        closed_path("-186,-50 -150,-170 -60,-262 30,-262 90,-180 170,-130 194,-40 150,0 -140,2"),
        look,
    )
    for line in (
        "-50,-250 -20,-150 60,-90 168,-92",
        "-30,-160 -90,-70 -110,-4",
        "60,-92 80,-40 66,0",
    ):
        canvas.line(open_path(line), look.tone.line, width=2, opacity=0.4)
        fold(canvas, open_path(line), look.tone, width=12, opacity=0.2)
    paint(canvas, closed_path("-20,-240! 76,-214! 62,-122! -36,-150!"), look.accent)
    return (-192, -270, 198, 6)


def curtain(canvas: Canvas, look: Look) -> Box:
    """Two curtains on a rod with light between them."""
    light = canvas.fade([(0, "#fff6dc", 0.95), (1, "#f7e2b8", 0.5)])
    canvas.box(-90, -400, 180, 390, light)
    canvas.line("M0-400V-12M-90-220H90", "#ffffff", width=6, opacity=0.8)
    for flip in (-1, 1):
        half = canvas.layer()
        drape(half, closed_path("40,-410! 190,-410! 196,0! 96,2! 84,-150 60,-280"), look)
        for line in ("70,-404 92,-230 112,0", "110,-404 124,-220 138,0", "150,-404 158,-210 166,0"):
            fold(half, open_path(line), look.tone, width=13, opacity=0.26)
        half.line("M74-150Q130-120 196-140", look.accent.base, width=11)
        canvas.place(half, flip=flip)
    canvas.line("M-214-416H214", _WOOD.shade, width=11)
    canvas.dots([(-218, -416), (218, -416)], _WOOD.base, width=26)
    return (-230, -432, 230, 4)


def bedding(canvas: Canvas, look: Look) -> Box:
    """A made bed: pillows and a cover turned back."""
    canvas.box(-200, -250, 400, 200, _WOOD.base, round_=18)
    canvas.box(-190, -120, 380, 116, "#f6efe2", round_=14)
    for x in (-172, 14):
        paint(
            canvas,
            closed_path(
                f"{x},-196 {x + 78},-206 {x + 156},-196 {x + 160},-130 {x + 78},-122 {x - 4},-130"
            ),
            look.accent,
        )
    drape(canvas, closed_path("-202,-138! 0,-150 202,-138! 212,-8 0,4 -212,-8"), look)
    paint(canvas, closed_path("-204,-140! 0,-152 204,-140! 208,-104 0,-114 -208,-104"), look.accent)
    for line in ("-120,-104 -150,-50 -140,-4", "10,-110 -10,-50 10,0", "120,-106 150,-60 130,-4"):
        fold(canvas, open_path(line), look.tone, width=9, opacity=0.22)
    canvas.line("M-178-2v14M178-2v14", _WOOD.deep, width=16)
    return (-216, -254, 216, 18)


def shelf(canvas: Canvas, look: Look) -> Box:
    """A shelf with books, a plant and a bowl."""
    canvas.line("M-130-392V0M130-392V0", look.tone.shade, width=13)
    canvas.boxes([(-140, y, 280, 15) for y in (-380, -258, -136, -20)], look.tone.base)
    for i, colour in enumerate(("#c4623f", "#e8d9b8", "#67788e", "#8fa47c", "#b98b5c", "#7b2739")):
        canvas.box(-118 + i * 24, -336 + (i * 7) % 16, 19, 78 - (i * 7) % 16, colour, round_=2)
    canvas.line("M70-262q-26-50-40-54M70-262q0-60 6-74M70-262q26-40 36-40", "#7f9d68", width=9)
    canvas.box(48, -284, 44, 28, look.accent.base, round_=5)
    paint(canvas, closed_path("-110,-176! -20,-176! -34,-138 -96,-138"), look.accent)
    canvas.box(20, -210, 84, 72, mix(look.tone.base, "#fff8e8", 0.5), round_=5)
    canvas.box(-100, -88, 200, 68, look.accent.shade, round_=8)
    canvas.box(-26, -64, 52, 16, look.accent.deep, round_=8)
    return (-146, -396, 146, 4)


def candle(canvas: Canvas, look: Look) -> Box:
    """A candle in a glass, and reeds in oil beside it."""
    canvas.oval(-62, -236, 90, 90, canvas.glow([(0, "#ffdf9c", 0.85), (1, "#ffdf9c", 0.0)]))
    canvas.fill(closed_path("-62,-282! -44,-240 -62,-220 -80,-240"), "#ffb84d")
    canvas.line("M-62-222v28", "#4a3a36", width=4)
    canvas.box(
        -136,
        -190,
        148,
        190,
        canvas.fade([(0, look.tone.light, 1.0), (1, look.tone.shade, 1.0)], across=1),
        round_=16,
    )
    canvas.oval(-62, -188, 72, 15, "#fff6e0")
    canvas.box(-106, -124, 88, 64, "#fffaf0", round_=4)
    canvas.line("M-88-104h52M-88-88h36", look.tone.deep, width=4, opacity=0.7)
    canvas.line("M84-110l-30-180M90-110l6-196M96-110l38-176", "#b08a60", width=5)
    paint(
        canvas,
        twofold_path("0,-126 22,-126! 24,-104 56,-70 58,-14 48,0! 0,3").replace("M0", "M90", 1),
        look.accent,
    )
    return (-142, -310, 152, 6)


def tablecloth(canvas: Canvas, look: Look) -> Box:
    """A cloth of patches over a round table."""
    drape(
        canvas,
        closed_path(
            "-180,-190! 0,-206 180,-190! 206,-20 150,-44 100,-6 40,-36 "
            "-20,-4 -80,-40 -140,-8 -206,-24"
        ),
        look,
    )
    for i, (x, y) in enumerate(
        ((-120, -150), (-50, -90), (30, -140), (100, -100), (-110, -70), (60, -62))
    ):
        colour = (look.accent.base, mix(look.tone.base, "#fff6e4", 0.6), look.accent.shade)[i % 3]
        canvas.box(x, y, 58, 50, colour, opacity=0.9)
        canvas.line(
            f"M{x + 5} {y + 5}h48v40h-48z", look.tone.line, width=1.6, opacity=0.5, dash="5 4"
        )
    canvas.oval(0, -192, 182, 32, look.tone.light)
    canvas.oval(-50, -204, 56, 13, "#fffaf0")
    paint(canvas, closed_path("28,-250! 96,-250! 88,-204 36,-204"), look.accent)
    return (-210, -256, 210, 4)


def frame(canvas: Canvas, look: Look) -> Box:
    """A framed picture of hills and a sun."""
    canvas.box(-150, -400, 300, 390, _WOOD.base, round_=4)
    canvas.box(-138, -388, 276, 366, "#fffaf0")
    canvas.box(-104, -350, 208, 290, canvas.fade([(0, look.tone.light, 1.0), (1, "#fff0d8", 1.0)]))
    canvas.oval(36, -262, 42, 42, look.accent.base)
    canvas.fill("M-104-60v-96q60-70 110-20t98-30v146z", look.tone.base)
    canvas.fill("M-104-60v-50q70-40 120 0t88-16v66z", look.tone.deep)
    canvas.line("M-150-10V-400H150", _WOOD.light, width=4, opacity=0.7)
    return (-156, -406, 156, 0)


HOMEWARE = {
    "lamp": lamp,
    "rug": rug,
    "storage": storage,
    "beanbag": beanbag,
    "curtain": curtain,
    "bedding": bedding,
    "shelf": shelf,
    "candle": candle,
    "tablecloth": tablecloth,
    "frame": frame,
}
