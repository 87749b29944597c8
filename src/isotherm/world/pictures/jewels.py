"""What glitters: earrings, necklace, bangle, hairpin, headband, glasses, watch."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint
from isotherm.world.pictures.curves import (
    closed_path,
    knots_of,
    open_path,
    smooth,
    twofold_path,
)
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tone import tone_of

__all__ = ["JEWELS"]

_GOLD = tone_of("#d9b868")


def earrings(canvas: Canvas, look: Look) -> Box:
    """A pair of drops, or tassels."""
    pearl = canvas.glow([(0, look.accent.light, 1.0), (1, look.accent.shade, 1.0)], x=0.35, y=0.3)
    hanging = _tassel if look.dice.chance("tassel", 0.5) else _drop
    for x in (-76, 76):
        canvas.line(f"M{x} -300q18-40-4-48q-18-2-16 16", _GOLD.base, width=5)
        canvas.oval(x, -282, 20, 20, pearl)
        hanging(canvas, look, x)
    return (-136, -352, 136, 0)


def _tassel(canvas: Canvas, look: Look, x: float) -> None:
    canvas.box(x - 15, -262, 30, 26, _GOLD.base, round_=6)
    for i in range(-4, 5):
        colour = (look.tone.base, look.tone.shade, look.tone.light)[i % 3]
        thread = f"M{x + i * 3:.0f} -238q{i * 3} 100 {i * 5} {210 - abs(i) * 5}"
        canvas.line(thread, colour, width=5)


def _drop(canvas: Canvas, look: Look, x: float) -> None:
    ends = [(0, look.tone.light, 1.0), (1, look.tone.shade, 1.0)]
    canvas.oval(x, -222, 30, 38, canvas.glow(ends, x=0.35, y=0.28, r=0.75))
    stone = f"{x},-180 {x + 44},-90 {x + 26},-32 {x - 26},-32 {x - 44},-90"
    paint(canvas, closed_path(stone), look.tone)
    canvas.line(f"M{x - 20:.0f} -110q2-26 14-40", "#ffffff", width=7, opacity=0.5)


def necklace(canvas: Canvas, look: Look) -> Box:
    """Beads on a string with a pendant."""
    beads = [
        (-150 + i * 18.75, -300 + 232 * (1 - ((i - 8) / 8) ** 2) ** 0.62 * 0.86) for i in range(17)
    ]
    canvas.line(smooth(beads), _GOLD.shade, width=3)
    canvas.dots([(x + 2, y + 3) for x, y in beads], look.tone.deep, width=23)
    canvas.dots(beads, look.tone.base, width=22)
    canvas.dots([(x - 3, y - 4) for x, y in beads], look.tone.light, width=8)
    paint(canvas, closed_path("0,-86 30,-44 0,-4 -30,-44"), look.accent)
    canvas.oval(0, -92, 9, 9, _GOLD.base)
    return (-166, -316, 166, 0)


def bracelet(canvas: Canvas, look: Look) -> Box:
    """A bangle, another behind it."""
    for x, y, r, tone in ((40, -134, 96, look.accent), (-24, -106, 112, look.tone)):
        ring = (
            f"M{x - r} {y}a{r} {r * 0.92:.0f} 0 1 1 {2 * r} 0a{r} {r * 0.92:.0f} 0 1 1 {-2 * r} 0"
        )
        canvas.line(ring, tone.deep, width=31)
        canvas.line(ring, tone.base, width=27)
        canvas.line(
            f"M{x - r + 5} {y - 22}a{r} {r * 0.9:.0f} 0 0 1 {r} -66",
            tone.light,
            width=8,
            opacity=0.85,
        )
    return (-156, -240, 156, 8)


def hairpin(canvas: Canvas, look: Look) -> Box:
    """A long pin with a flower of silk and hanging pearls."""
    canvas.line("M-150 0L70-210", _GOLD.shade, width=9)
    canvas.line("M-150 0L70-210", _GOLD.light, width=3)
    petals = knots_of("96,-276 142,-236 122,-180 62,-178 44,-238")
    canvas.dots(petals, look.tone.shade, width=78)
    canvas.dots([(x - 3, y - 5) for x, y in petals], look.tone.base, width=66)
    canvas.dots([(x * 0.6 + 36, y * 0.6 - 92) for x, y in petals], look.tone.light, width=34)
    canvas.oval(92, -222, 17, 17, _GOLD.base)
    for i, x in enumerate((60, 92, 124)):
        canvas.line(f"M{x} -160v{64 + 22 * (i == 1)}", _GOLD.base, width=3)
        canvas.oval(x, -92 + 22 * (i == 1), 10, 11, look.accent.light)
    return (-158, -326, 186, 8)


def headband(canvas: Canvas, look: Look) -> Box:
    """A padded headband with a knot."""
    arch = "M-132 0C-150-150-80-240 0-240S150-150 132 0"
    canvas.line(arch, look.tone.line, width=50, opacity=0.8)
    canvas.line(arch, look.tone.base, width=46)
    canvas.line("M-140-60C-130-160-70-232 0-246", look.tone.light, width=12, opacity=0.6)
    drape(canvas, twofold_path("0,-284 48,-268 40,-216 0,-204"), look)
    for sign in (-1, 1):
        fold(
            canvas,
            smooth([(sign * 12, -276), (sign * 30, -244), (sign * 14, -210)]),
            look.tone,
            width=4,
        )
    return (-164, -288, 164, 8)


def glasses(canvas: Canvas, look: Look) -> Box:
    """Sunglasses, folded open."""
    lens = canvas.fade([(0, "#3c3540", 0.9), (1, "#9b8796", 0.75)])
    for sign in (-1, 1):
        shape = smooth(
            [
                (sign * 20, -96),
                (sign * 88, -112),
                (sign * 150, -92),
                (sign * 140, -24),
                (sign * 84, -2),
                (sign * 32, -28),
            ],
            closed=True,
        )
        canvas.fill(shape, lens)
        canvas.line(shape, look.tone.base, width=13)
        canvas.line(shape, look.tone.light, width=3, opacity=0.6)
        canvas.line(
            smooth([(sign * 148, -90), (sign * 186, -110), (sign * 200, -70)]),
            look.tone.shade,
            width=12,
        )
        canvas.line(f"M{sign * 88 - 34} -40l34-44", "#ffffff", width=7, opacity=0.3)
    canvas.line(open_path("-22,-88 0,-98 22,-88"), look.tone.base, width=12)
    return (-208, -124, 208, 4)


def watch(canvas: Canvas, look: Look) -> Box:
    """A watch on its strap."""
    for top, height in ((-360, 130), (-140, 140)):
        canvas.box(
            -42,
            top,
            84,
            height,
            canvas.fade([(0, look.tone.light, 1.0), (1, look.tone.shade, 1.0)], across=1, down=0),
            round_=20,
        )
    canvas.oval(
        0,
        -188,
        86,
        86,
        canvas.glow([(0, _GOLD.light, 1.0), (1, _GOLD.shade, 1.0)], x=0.35, y=0.3, r=0.8),
    )
    canvas.oval(0, -188, 70, 70, "#fdf7ea")
    canvas.dots([(0, -246), (0, -130), (58, -188), (-58, -188)], look.tone.line, width=8)
    canvas.line("M0-188l-30-28M0-188l34-38", "#3a3033", width=6)
    canvas.box(84, -196, 14, 16, _GOLD.base, round_=4)
    canvas.dots([(0, -90), (0, -66), (0, -42)], look.tone.line, width=6, opacity=0.7)
    return (-92, -364, 102, 4)


JEWELS = {
    "earrings": earrings,
    "necklace": necklace,
    "bracelet": bracelet,
    "hairpin": hairpin,
    "headband": headband,
    "glasses": glasses,
    "watch": watch,
}
