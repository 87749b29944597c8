"""Things from the counter: bottles, lipsticks, tubes, polish, books, records, phones, devices."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import paint
from isotherm.world.pictures.curves import closed_path, open_path, smooth, twofold_path
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import Tone, mix, tone_of

__all__ = ["COUNTER"]

_GOLD = tone_of("#d9b868")
_DARK = tone_of("#3d3840")


def _round(canvas: Canvas, tone: Tone) -> str:
    """The paint of something round that stands."""
    return canvas.fade(
        [(0, tone.shade, 1.0), (0.3, tone.light, 1.0), (0.6, tone.base, 1.0), (1, tone.deep, 1.0)],
        across=1,
        down=0,
    )


def serum(canvas: Canvas, look: Look) -> Box:
    """A glass bottle with a dropper, and a low jar."""
    canvas.box(-140, -230, 150, 230, _round(canvas, look.tone), round_=26)
    canvas.box(-92, -268, 54, 46, _round(canvas, _GOLD), round_=6)
    canvas.box(-84, -340, 38, 78, _round(canvas, _DARK), round_=18)
    canvas.box(-116, -160, 102, 104, "#fffaf0", round_=4)
    canvas.line("M-94-134h58M-94-116h40M-94-80h58", look.tone.deep, width=4, opacity=0.7)
    canvas.box(40, -100, 130, 100, _round(canvas, look.accent), round_=20)
    canvas.box(34, -130, 142, 42, _round(canvas, _GOLD), round_=12)
    canvas.oval(24, -12, 20, 8, look.tone.light)
    return (-146, -346, 182, 4)


def lipstick(canvas: Canvas, look: Look) -> Box:
    """A lipstick open beside its cap."""
    canvas.box(-86, -150, 84, 150, _round(canvas, _DARK), round_=6)
    canvas.box(-76, -206, 64, 64, _round(canvas, _GOLD), round_=4)
    paint(canvas, closed_path("-70,-204! -70,-280 -50,-326! -18,-300 -18,-204!"), look.tone)
    canvas.fill(closed_path("-64,-286 -50,-322! -22,-300 -40,-282"), look.tone.light)
    canvas.box(50, -180, 84, 180, _round(canvas, _DARK), round_=8)
    canvas.box(50, -24, 84, 14, _GOLD.base)
    canvas.line(open_path("-150,-10 -120,-22 -104,-4"), look.tone.base, width=19)
    return (-164, -332, 142, 4)


def tube(canvas: Canvas, look: Look) -> Box:
    """A tube standing on its cap, with a swipe of cream."""
    paint(canvas, closed_path("-92,-360! 32,-360! 20,-70! -80,-70!"), look.tone)
    canvas.box(-94, -366, 128, 22, look.tone.shade)
    canvas.box(-74, -74, 88, 74, _round(canvas, look.accent), round_=10)
    canvas.box(-64, -260, 70, 110, "#fffaf0", round_=35, opacity=0.9)
    canvas.line("M-46-214h34M-46-196h24", look.tone.deep, width=4, opacity=0.7)
    paint(
        canvas,
        closed_path("50,-6 80,-44 130,-40 110,-20 160,-16 170,2 100,6"),
        tone_of(mix(look.tone.base, "#fffaf0", 0.75)),
    )
    return (-100, -370, 176, 8)


def polish(canvas: Canvas, look: Look) -> Box:
    """Three bottles of nail colour."""
    tones = (tone_of(mix(look.tone.base, "#fff0e8", 0.5)), look.tone, tone_of(look.tone.shade))
    for i, tone in enumerate(tones):
        x = -150 + i * 104
        canvas.box(x, -110, 92, 110, _round(canvas, tone), round_=22)
        canvas.box(x + 26, -240, 40, 136, _round(canvas, _DARK), round_=12)
        canvas.line(f"M{x + 16}-84v50", "#ffffff", width=8, opacity=0.55)
    return (-156, -246, 156, 4)


def compact(canvas: Canvas, look: Look) -> Box:
    """An open compact with its mirror and puff."""
    canvas.oval(0, -216, 120, 120, _GOLD.base)
    canvas.oval(
        0, -216, 106, 106, canvas.fade([(0, "#e8f0f2", 1.0), (1, "#b9c6cf", 1.0)], across=1)
    )
    canvas.line("M-50-190l70-80M-10-176l60-68", "#ffffff", width=11, opacity=0.6)
    canvas.oval(0, -52, 156, 54, _GOLD.shade)
    canvas.oval(0, -62, 152, 50, _GOLD.light)
    canvas.oval(0, -62, 126, 39, look.tone.base)
    canvas.line("M-80-60q80 24 160 0M-60-76q60 16 120 0", look.tone.shade, width=3, opacity=0.6)
    canvas.oval(70, -80, 52, 19, look.accent.light)
    return (-162, -340, 162, 6)


def book(canvas: Canvas, look: Look) -> Box:
    """A book standing, leaning on a short pile."""
    for i, colour in enumerate(
        (look.accent.base, mix(look.tone.base, "#fff4e2", 0.5), look.tone.shade)
    ):
        y = -i * 40
        canvas.box(-180 + i * 10, y - 40, 350 - i * 22, 38, colour, round_=5)
        canvas.box(-172 + i * 10, y - 34, 330 - i * 22, 5, "#fffaf0", opacity=0.6)
    canvas.fill("M-84-120L-56-400h190l10 10-30 280z", "#f7efdf", edge="#b9a78f")
    canvas.fill(
        "M-94-122L-66-404h184l-28 282z",
        canvas.fade([(0, look.tone.light, 1.0), (1, look.tone.shade, 1.0)], across=1),
        edge=look.tone.rim,
    )
    canvas.line("M-78-130l26-270", look.tone.deep, width=8, opacity=0.5)
    for r in (46, 32, 18):
        canvas.line(
            f"M{24 - r} -290a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0",
            look.accent.light,
            width=5,
        )
    canvas.line("M-24-200h84M-16-180h60", look.accent.light, width=7)
    return (-186, -410, 178, 2)


def record(canvas: Canvas, look: Look) -> Box:
    """A record half out of its sleeve."""
    canvas.oval(86, -160, 146, 146, "#2c2830")
    for r in (128, 108, 88, 68):
        canvas.line(
            f"M{86 - r} -160a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0",
            "#5a535c",
            width=2,
            opacity=0.8,
        )
    canvas.oval(86, -160, 46, 46, look.accent.base)
    canvas.oval(86, -160, 7, 7, "#f4ead8")
    canvas.fill(
        "M-214-320H86V0H-214z",
        canvas.fade([(0, look.tone.light, 1.0), (1, look.tone.shade, 1.0)], across=1),
        edge=look.tone.rim,
    )
    for r in (110, 84, 58, 32):
        right, low = (-64 + r, -160), (-64 + r * 0.3, -160 + r * 0.9)
        left, high = (-64 - r * 0.95, -150), (-64 - r * 0.2, -160 - r)
        ring = smooth([right, low, left, high], closed=True)
        canvas.line(ring, mix(look.accent.base, look.tone.light, r / 160), width=8)
    return (-220, -326, 238, 4)


def phone(canvas: Canvas, look: Look) -> Box:
    """A phone in its case, back and front."""
    for x, turn, side in ((60, 7, _phone_front), (-64, -5, _phone_back)):
        sheet = canvas.layer()
        shell = canvas.fade([(0, look.tone.light, 1.0), (1, look.tone.shade, 1.0)], across=1)
        sheet.box(-88, -360, 176, 350, shell, round_=32)
        side(sheet, look)
        canvas.place(sheet, x=x, turn=turn)
    return (-190, -374, 190, 0)


def _phone_front(sheet: Canvas, look: Look) -> None:
    glass = sheet.fade([(0, look.accent.light, 1.0), (1, look.tone.light, 1.0)])
    sheet.box(-78, -350, 156, 330, glass, round_=24)
    cards = [(-60, -200, 54, 70), (6, -200, 54, 52), (-60, -120, 54, 52), (6, -138, 54, 70)]
    sheet.boxes(cards, "#fffaf0", opacity=0.8)


def _phone_back(sheet: Canvas, look: Look) -> None:
    sheet.box(-72, -344, 66, 76, look.tone.deep, round_=18)
    sheet.dots([(-52, -322), (-26, -290)], "#2c2830", width=24)
    petals = [(0, -170), (24, -152), (14, -122), (-14, -122), (-24, -152)]
    sheet.dots(petals, look.accent.light, width=34)
    sheet.oval(0, -144, 13, 13, _GOLD.base)


def headphones(canvas: Canvas, look: Look) -> Box:
    """Headphones with soft cups."""
    canvas.line("M-130-110C-150-330 150-330 130-110", look.tone.deep, width=32)
    canvas.line("M-130-110C-150-330 150-330 130-110", look.tone.base, width=25)
    canvas.line("M-112-190C-80-290 40-310 86-240", look.tone.light, width=6, opacity=0.7)
    for sign in (-1, 1):
        canvas.oval(sign * 112, -86, 40, 80, look.accent.shade)
        paint(
            canvas,
            closed_path(f"{sign * 126},-164 {sign * 176},-130 {sign * 178},-40 {sign * 126},-6"),
            look.tone,
        )
        canvas.line(f"M{sign * 156}-116v62", look.tone.light, width=7, opacity=0.6)
    return (-186, -290, 186, 4)


def device(canvas: Canvas, look: Look) -> Box:
    """A small camera with a strap."""
    canvas.line(open_path("-160,-180 -200,-60 -120,-6 40,10 150,0"), "#8a5a3c", width=13)
    canvas.box(-90, -248, 130, 50, look.tone.shade, round_=12)
    paint(canvas, twofold_path("0,-214 156,-214 176,-190 176,-28 156,-4 0,-4"), look.tone)
    canvas.box(-176, -160, 352, 96, look.accent.shade)
    canvas.oval(10, -112, 92, 92, _DARK.base)
    canvas.oval(10, -112, 74, 74, "#efe6d8")
    canvas.oval(
        10, -112, 58, 58, canvas.glow([(0, "#8fb3c9", 1.0), (1, "#26303f", 1.0)], x=0.4, y=0.35)
    )
    canvas.oval(-10, -134, 13, 10, "#ffffff", opacity=0.7)
    canvas.dots([(-130, -190), (136, -190)], look.accent.light, width=24)
    return (-206, -254, 182, 20)


COUNTER = {
    "serum": serum,
    "lipstick": lipstick,
    "tube": tube,
    "polish": polish,
    "compact": compact,
    "book": book,
    "record": record,
    "phone": phone,
    "headphones": headphones,
    "device": device,
}
