"""Things for camp and training: tent, lantern, cooler, stove, mat, roller, weights, helmet."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint
from isotherm.world.pictures.curves import closed_path, open_path, twofold_path
from isotherm.world.pictures.generic import box_of
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import mix, tone_of

__all__ = ["OUTING"]

_DARK = tone_of("#4a4550")


def tent(canvas: Canvas, look: Look) -> Box:
    """A tent with its door rolled back on a warm light."""
    canvas.line("M-30-300L-230 0M30-300L230 0", "#8a6a4c", width=7)
    drape(canvas, closed_path("0,-320! 210,0! -210,0!"), look)
    canvas.fill(
        closed_path("0,-300! -40,-120 -90,0! 90,0! 40,-120"),
        canvas.glow([(0, "#ffe3a0", 1.0), (1, "#c4773f", 1.0)], y=0.8, r=0.8),
    )
    drape(canvas, closed_path("0,-300! -60,-140 -96,0! -130,0! -70,-150"), look, tone=look.accent)
    fold(canvas, open_path("60,-200 110,-100 150,0"), look.tone, width=8)
    canvas.line("M-150-120q150 60 300 0", "#6b4f47", width=2)
    canvas.dots([(-110, -106), (-56, -94), (0, -90), (56, -94), (110, -106)], "#ffefc2", width=13)
    return (-234, -326, 234, 4)


def lantern(canvas: Canvas, look: Look) -> Box:
    """A lantern, lit."""
    canvas.oval(0, -150, 200, 190, canvas.glow([(0, "#ffe0a0", 0.9), (1, "#ffe0a0", 0.0)]))
    canvas.line("M-70-270q0-100 70-100t70 100", look.tone.deep, width=9)
    canvas.box(
        -64, -240, 128, 170, canvas.fade([(0, "#fff3cc", 1.0), (1, "#ffcf7a", 1.0)]), round_=24
    )
    canvas.fill(twofold_path("0,-200 20,-150 12,-104 0,-100"), "#ff9f43")
    canvas.line("M-40-240V-70M40-240V-70", look.tone.shade, width=6)
    paint(canvas, closed_path("-80,-236! -56,-290 56,-290 80,-236!"), look.tone)
    paint(canvas, closed_path("-84,-76! 84,-76! 96,0! -96,0!"), look.tone)
    canvas.oval(0, -36, 14, 14, look.accent.base)
    return (-150, -372, 150, 4)


def cooler(canvas: Canvas, look: Look) -> Box:
    """A cool box with its handle up and bottles inside."""
    canvas.line("M-160-190V-290H160V-190", look.accent.shade, width=15)
    for x, colour in ((-70, "#8fb59a"), (-10, "#e3a35f"), (54, "#c9dbe6")):
        canvas.box(x, -268, 40, 110, colour, round_=12)
        canvas.box(x + 12, -290, 16, 28, mix(colour, "#4a3540", 0.3), round_=4)
    box_of(canvas, look.tone, x=-180, y=0, width=330, height=160, depth=30)
    canvas.box(-180, -190, 330, 34, look.accent.light, round_=10)
    canvas.box(-40, -120, 60, 50, look.accent.base, round_=8)
    return (-186, -300, 186, 4)


def stove(canvas: Canvas, look: Look) -> Box:
    """A small stove with a kettle on its flame."""
    paint(canvas, closed_path("-60,-170 -70,-230 0,-262 70,-230 60,-170!"), look.accent)
    canvas.line("M62-210q50-6 60-40M-40-262q40-50 80 0", _DARK.base, width=11)
    canvas.line("M-40-128l8 20 12-26 12 30 12-30 10 26 10-22", "#f2903f", width=7)
    canvas.boxes([(-90, -168, 180, 14)], _DARK.base)
    drape(canvas, twofold_path("0,-104 170,-104! 176,-10 160,0! 0,2"), look)
    canvas.oval(100, -54, 26, 26, _DARK.base)
    canvas.line("M100-54l12-16", "#f4ead8", width=5)
    canvas.oval(-60, -54, 40, 26, look.tone.deep)
    return (-182, -296, 182, 4)


def picnic(canvas: Canvas, look: Look) -> Box:
    """A checked cloth with a basket, bread and fruit."""
    canvas.fill("M-140-150H150L220 0H-220z", "#fff6e6", edge="#c9b49a")
    check = f'<path d="M0 0h22v44H0zM0 0h44v22H0z" fill="{look.tone.base}" opacity=".5"/>'
    canvas.fill("M-140-150H150L220 0H-220z", canvas.weave(44, 44, check))
    canvas.line("M-110-130q0-130 80-130t80 130", "#a9794a", width=13)
    paint(canvas, closed_path("-130,-140! 70,-140! 54,-50! -114,-50!"), tone_of("#c39a6c"))
    weave = '<path d="M0 8h16M8 0v16" stroke="#8f6a42" stroke-width="2.4" opacity=".45"/>'
    canvas.fill("M-128-138H68L54-52H-114z", canvas.weave(16, 16, weave))
    canvas.dots([(110, -60), (144, -48), (124, -38)], "#d9534f", width=36)
    paint(canvas, closed_path("-190,-40 -120,-60 -60,-30 -110,-8 -180,-14"), tone_of("#d9a05a"))
    return (-224, -268, 224, 4)


def yoga_mat(canvas: Canvas, look: Look) -> Box:
    """A rolled mat with two straps, its end still open on the floor."""
    drape(canvas, closed_path("-60,-20! 200,-20! 232,0! -110,0!"), look)
    drape(canvas, closed_path("-176,-142! 124,-142! 124,-4! -176,-4! -206,-40 -206,-106"), look)
    canvas.oval(126, -73, 38, 69, look.tone.shade)
    for turn, share in enumerate((0.78, 0.54, 0.3)):
        colour = (look.tone.light, look.tone.deep, look.tone.light)[turn]
        canvas.oval(126, -73, 38 * share, 69 * share, colour)
    canvas.boxes([(-140, -144, 26, 142), (46, -144, 26, 142)], look.accent.base)
    canvas.line("M-127-142q90-120 186 0", look.accent.base, width=13)
    canvas.line("M-127-142q90-120 186 0", look.accent.light, width=3, opacity=0.7)
    return (-208, -210, 234, 4)


def roller(canvas: Canvas, look: Look) -> Box:
    """A foam roller and a looped band."""
    drape(canvas, closed_path("-150,-150! 110,-150! 110,0! -150,0!"), look)
    bumps = f'<circle cx="12" cy="12" r="7" fill="{look.tone.deep}" opacity=".4"/>'
    canvas.box(-150, -150, 260, 150, canvas.weave(26, 26, bumps))
    canvas.oval(110, -75, 40, 75, look.tone.shade)
    canvas.oval(110, -75, 20, 40, look.tone.deep)
    canvas.line("M-60-160q-60-120 20-150t90 60-40 96", look.accent.base, width=19)
    canvas.line("M-60-160q-60-120 20-150", look.accent.light, width=5, opacity=0.7)
    return (-156, -324, 154, 4)


def dumbbell(canvas: Canvas, look: Look) -> Box:
    """Two dumbbells."""
    for x, y, turn in ((-30, -150, -16), (20, -50, 0)):
        weight = canvas.layer()
        weight.box(-90, -13, 180, 26, "#b9b4b6", round_=8)
        for sign in (-1, 1):
            shade = canvas.fade([(0, look.tone.light, 1.0), (1, look.tone.deep, 1.0)])
            weight.box(sign * 120 - 34, -50, 68, 100, shade, round_=18)
            weight.box(sign * 164 - 14, -34, 28, 68, look.tone.shade, round_=10)
        canvas.place(weight, x=x, y=y, turn=turn)
    return (-200, -250, 204, 6)


def helmet(canvas: Canvas, look: Look) -> Box:
    """A cycling helmet with vents and straps."""
    canvas.line("M-90-50q20 80 60 90M100-50q-40 60-130 90", _DARK.base, width=8)
    drape(
        canvas,
        closed_path("-170,-60! -160,-160 -60,-226 70,-216 160,-140 178,-60! 80,-44 -80,-44"),
        look,
    )
    for line in (
        "-120,-120 -60,-180 20,-192",
        "-96,-84 -20,-140 80,-150",
        "-20,-76 60,-104 140,-100",
    ):
        canvas.line(open_path(line), _DARK.base, width=22)
        canvas.line(open_path(line), look.tone.light, width=3, opacity=0.5)
    canvas.line(open_path("-166,-62 0,-46 174,-62"), look.accent.base, width=11)
    return (-180, -232, 186, 48)


def ball(canvas: Canvas, look: Look) -> Box:
    """A ball with its seams."""
    shade = canvas.glow(
        [(0, look.tone.light, 1.0), (0.6, look.tone.base, 1.0), (1, look.tone.deep, 1.0)],
        x=0.35,
        y=0.3,
        r=0.8,
    )
    canvas.oval(0, -150, 150, 150, shade)
    canvas.line(
        "M-150-150h300M0-300v300M-106-256q80 106 0 212M106-256q-80 106 0 212",
        look.tone.line,
        width=5,
        opacity=0.6,
    )
    return (-154, -304, 154, 4)


OUTING = {
    "tent": tent,
    "lantern": lantern,
    "cooler": cooler,
    "stove": stove,
    "picnic": picnic,
    "yogamat": yoga_mat,
    "roller": roller,
    "dumbbell": dumbbell,
    "helmet": helmet,
    "ball": ball,
}
