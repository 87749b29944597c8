"""Things of the table and the kitchen: cup, pot, bowl, plant, chair, table, flask, food."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, paint
from isotherm.world.pictures.curves import closed_path, open_path, twofold_path
from isotherm.world.pictures.generic import box_of
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import mix, tone_of

__all__ = ["TABLEWARE"]

_WOOD = tone_of("#c39a6c")


def _steam(canvas: Canvas, x: float, y: float) -> None:
    for dx in (-26, 4, 32):
        canvas.line(f"M{x + dx:.0f} {y:.0f}q-16-22 0-44t0-44", "#ffffff", width=7, opacity=0.55)


def cup(canvas: Canvas, look: Look) -> Box:
    """A mug on its saucer, steaming."""
    canvas.oval(0, -12, 150, 20, look.accent.shade)
    canvas.oval(0, -18, 150, 19, look.accent.light)
    canvas.line("M88-150q74-10 66 46t-88 44", look.tone.shade, width=20)
    drape(canvas, twofold_path("0,-186 104,-186! 100,-90 78,-24 0,-14"), look)
    canvas.oval(0, -187, 104, 17, look.tone.deep)
    canvas.oval(0, -184, 92, 12, "#7a4d34")
    canvas.line(open_path("-76,-150 -72,-90 -58,-46"), "#ffffff", width=10, opacity=0.4)
    _steam(canvas, 0, -206)
    return (-156, -290, 160, 6)


def pot(canvas: Canvas, look: Look) -> Box:
    """A pot with a lid and two handles."""
    canvas.line("M-150-118h-34v34h34M150-118h34v34h-34", look.tone.deep, width=15)
    drape(canvas, twofold_path("0,-160 154,-158! 150,-40 128,-2! 0,4"), look)
    paint(canvas, twofold_path("0,-216 70,-206 150,-172 160,-158! 0,-150"), look.tone)
    canvas.oval(0, -226, 22, 18, _WOOD.base)
    canvas.line(open_path("-120,-130 -116,-60 -104,-24"), "#ffffff", width=11, opacity=0.35)
    _steam(canvas, 60, -246)
    return (-190, -336, 190, 6)


def bowl(canvas: Canvas, look: Look) -> Box:
    """A bowl of noodles with an egg and greens, and chopsticks."""
    canvas.line("M-40-140L176-262M-20-132L190-246", _WOOD.shade, width=8)
    canvas.oval(0, -130, 160, 38, look.tone.deep)
    canvas.oval(0, -130, 146, 31, "#e3b26c")
    for x in (-80, -40, 0, 40, 80):
        canvas.line(f"M{x - 40}-132q20-18 40 0t40 0", "#f7e2ac", width=7)
    canvas.oval(-46, -138, 34, 17, "#fffaf0")
    canvas.oval(-46, -140, 16, 9, "#f2a33c")
    canvas.line("M40-142q24-24 52-8M52-132q30-10 50 4", "#6f9a5f", width=11)
    drape(canvas, twofold_path("0,-100 90,-106 160,-130! 132,-46 62,-2! 0,2"), look)
    canvas.line(open_path("-128,-90 0,-60 128,-90"), look.accent.base, width=7, opacity=0.8)
    return (-170, -268, 196, 6)


def plant(canvas: Canvas, look: Look) -> Box:
    """A pot with broad leaves and a bud."""
    leaves = (
        "0,-150! -90,-190 -150,-300! -60,-260",
        "0,-150! 90,-200 146,-310! 50,-260",
        "0,-150! -44,-260 -20,-390! 40,-270",
        "0,-150! -110,-140 -176,-190! -90,-200",
        "0,-150! 110,-140 176,-200! 90,-206",
    )
    for i, text in enumerate(leaves):
        paint(
            canvas,
            closed_path(text),
            tone_of(("#7f9f6f", "#8fae7b", "#6b8f63", "#9ab886", "#77996a")[i]),
        )
    canvas.dots([(58, -356), (76, -340), (44, -338), (60, -324)], look.tone.light, width=30)
    canvas.line("M10-170Q50-230 60-320", "#6b8f63", width=5)
    drape(canvas, twofold_path("0,-160 96,-160! 72,-4 0,4"), look)
    canvas.box(-104, -176, 208, 32, look.tone.base, round_=6)
    return (-180, -394, 180, 6)


def chair(canvas: Canvas, look: Look) -> Box:
    """A folding chair of canvas on wooden legs."""
    canvas.line(
        "M-120-4L110-220M120-4L-110-220M-110-220L-140-400M110-220L140-400", _WOOD.shade, width=15
    )
    canvas.line("M-120-4L110-220M120-4L-110-220", _WOOD.light, width=4, opacity=0.6)
    drape(canvas, closed_path("-136,-400! 0,-386 136,-400! 112,-258 0,-246 -112,-258"), look)
    drape(canvas, closed_path("-122,-232! 0,-206 122,-232! 140,-176 0,-150 -140,-176"), look)
    canvas.line("M-128-300h-30M128-300h30M-150-262h40M150-262h-40", _WOOD.base, width=13)
    return (-172, -410, 172, 4)


def table(canvas: Canvas, look: Look) -> Box:
    """A low table with a cup and a small vase."""
    canvas.line(
        "M-150-130L-178 0M150-130L178 0M-60-126L-72-20M60-126L72-20", look.tone.shade, width=14
    )
    canvas.oval(0, -140, 204, 38, look.tone.deep)
    canvas.oval(
        0,
        -150,
        204,
        36,
        canvas.fade([(0, look.tone.light, 1.0), (1, look.tone.base, 1.0)], across=1),
    )
    canvas.line(
        "M-160-150q60-26 150-22M-120-138q120 20 240-12", look.tone.shade, width=2.4, opacity=0.5
    )
    paint(canvas, closed_path("-90,-210! -22,-210! -30,-160 -82,-160"), look.accent)
    canvas.line("M70-214q-10-50-30-66M72-214q12-56 34-74", "#7f9d68", width=5)
    canvas.dots([(40, -284), (106, -290)], look.accent.light, width=34)
    canvas.box(50, -218, 44, 60, mix(look.tone.base, "#fff8e8", 0.6), round_=14)
    return (-208, -310, 208, 6)


def flask(canvas: Canvas, look: Look) -> Box:
    """A bottle to carry, with a cup for a lid and a loop."""
    canvas.line("M46-330q50-20 42 40", look.accent.shade, width=11)
    drape(canvas, twofold_path("0,-300 62,-296 76,-262 78,-20 64,0! 0,4"), look)
    canvas.box(
        -50,
        -372,
        100,
        74,
        canvas.fade([(0, look.accent.light, 1.0), (1, look.accent.shade, 1.0)], across=1, down=0),
        round_=16,
    )
    canvas.box(-62, -308, 124, 16, look.tone.deep, round_=6)
    canvas.oval(0, -150, 40, 40, look.accent.light, opacity=0.85)
    canvas.line("M-18-146q8 18 18 4t18 0", look.tone.deep, width=6)
    return (-90, -378, 94, 6)


def jar(canvas: Canvas, look: Look) -> Box:
    """A jar with a cloth lid and a label."""
    drape(canvas, twofold_path("0,-226 74,-224 110,-190 112,-24 94,0! 0,4"), look)
    canvas.line(open_path("-92,-176 -94,-100 -88,-36"), "#ffffff", width=12, opacity=0.45)
    paint(
        canvas,
        closed_path("-96,-232! -78,-288 0,-300 78,-288 96,-232! 48,-222 0,-232 -48,-222"),
        look.accent,
    )
    canvas.line("M-84-250q84 20 168 0", look.tone.deep, width=6)
    canvas.box(-66, -150, 132, 84, "#fffaf0", round_=8)
    canvas.line("M-40-122h80M-40-100h54", look.tone.shade, width=6)
    return (-118, -304, 118, 6)


def bread(canvas: Canvas, _look: Look) -> Box:
    """A loaf and a slice on a board."""
    canvas.box(-200, -26, 400, 26, _WOOD.base, round_=12)
    crust = tone_of("#c98a4b")
    paint(canvas, closed_path("-170,-30! -184,-130 -110,-190 10,-196 110,-150 116,-30!"), crust)
    for x in (-120, -66, -12, 42):
        canvas.line(f"M{x}-166q24 20 18 54", "#f4dcae", width=12, opacity=0.85)
    paint(
        canvas,
        closed_path("96,-30! 86,-110 112,-150 172,-146 186,-106 176,-30!"),
        tone_of("#f3dfb6"),
    )
    canvas.line("M96-34q-8-80 20-110q70-12 68 40l-8 70z", crust.shade, width=8)
    return (-206, -204, 206, 4)


def fruit(canvas: Canvas, look: Look) -> Box:
    """A bowl of fruit."""
    for x, y, r, colour in (
        (-70, -136, 56, "#d9694f"),
        (8, -160, 60, "#e9a94f"),
        (84, -136, 54, "#cdbb55"),
        (40, -110, 50, "#c9534d"),
    ):
        canvas.oval(
            x,
            y,
            r,
            r,
            canvas.glow(
                [(0, mix(colour, "#fff2d0", 0.5), 1.0), (1, colour, 1.0)], x=0.35, y=0.3, r=0.75
            ),
        )
    canvas.line("M8-216q8-24 26-28", "#7a5a3f", width=6)
    drape(canvas, twofold_path("0,-90 90,-94 158,-112! 132,-36 60,-2! 0,2"), look)
    canvas.line(open_path("-130,-84 -100,-36 -60,-16"), "#ffffff", width=9, opacity=0.4)
    return (-166, -250, 166, 6)


def food_box(canvas: Canvas, look: Look) -> Box:
    """A box of sweets with its window, and two pieces before it."""
    box_of(canvas, look.tone, x=-160, y=-20, width=270, height=230)
    canvas.oval(-25, -140, 84, 74, "#fff4dc")
    canvas.dots([(-60, -160), (-24, -172), (12, -156), (-44, -122), (0, -118)], "#c98a4b", width=44)
    canvas.dots([(-66, -166), (-30, -178), (6, -162), (-50, -128), (-6, -124)], "#e6b878", width=16)
    canvas.box(-160, -56, 270, 14, look.accent.base, opacity=0.9)
    for x in (80, 140):
        canvas.oval(x, -14, 38, 18, "#b9783f")
        canvas.oval(x, -20, 38, 16, "#e0ab69")
        canvas.line(f"M{x - 16}-22q16-10 32 0", "#b9783f", width=4)
    return (-166, -286, 182, 6)


def tea_box(canvas: Canvas, look: Look) -> Box:
    """A tin of tea with a pot beside it."""
    drape(canvas, closed_path("-160,-200! -40,-200! -40,0! -160,0!"), look)
    canvas.box(-168, -246, 136, 52, look.tone.shade, round_=10)
    canvas.box(-140, -150, 80, 100, "#fff6e2", round_=4)
    canvas.line("M-116-70q-6-40 16-60M-116-80q20-2 24-24M-114-96q-18-4-18-22", "#6f9a5f", width=6)
    canvas.line("M150-96q50-20 44 20M44-70q-34-4-48-48", look.accent.shade, width=13)
    paint(canvas, closed_path("40,-90 70,-140 130,-140 160,-90 150,-20 100,0 50,-20"), look.accent)
    canvas.oval(100, -148, 40, 12, look.accent.shade)
    canvas.oval(100, -162, 10, 9, _WOOD.base)
    return (-174, -252, 200, 6)


TABLEWARE = {
    "cup": cup,
    "pot": pot,
    "bowl": bowl,
    "plant": plant,
    "chair": chair,
    "table": table,
    "flask": flask,
    "jar": jar,
    "bread": bread,
    "fruit": fruit,
    "foodbox": food_box,
    "teabox": tea_box,
}
