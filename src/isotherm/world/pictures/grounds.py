"""What a product stands or hangs before: paper, arches, window light, contour lines."""

from __future__ import annotations

from collections.abc import Callable

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.curves import Knot, bent, smooth
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.tone import Tone, luminance, mix

__all__ = ["draw_ground", "ground_tone"]

_WARM = ("#f4e4cf", "#f6e1d3", "#eedbc2", "#f3ead6", "#e3e6d3", "#f6dcc8", "#dfe5e4", "#ecdfe8")
_MUTED = ("#d2b494", "#adb89a", "#d3a48d", "#a3b5bf", "#c8ad86", "#c0a3b3", "#9fb3a9", "#d9b285")
_ROOM = (600.0, 800.0)
_FLOOR = 640.0


def ground_tone(colour: str, dice: Dice) -> Tone:
    """A ground the colour stands out from: warm pale, or muted for whites."""
    pale = luminance(colour) > 0.82
    plain = dice.pick("ground", _MUTED if pale else _WARM)
    plain = mix(plain, colour, 0.05 if pale else 0.09)
    return Tone(
        light=mix(plain, "#fff7e6", 0.6),
        base=plain,
        shade=mix(plain, "#9c6240", 0.26),
        deep=mix(plain, "#6e3f2e", 0.46),
        line=mix(plain, "#3a2420", 0.6),
        rim=mix(plain, "#3a2420", 0.4),
    )


def _wall(canvas: Canvas, tone: Tone) -> None:
    lit = ((0, tone.light, 1.0), (0.6, tone.base, 1.0), (1, mix(tone.base, tone.shade, 0.55), 1.0))
    canvas.box(0, 0, *_ROOM, canvas.glow(lit, x=0.36, y=0.28, r=0.95))


def _paper(canvas: Canvas, tone: Tone, _dice: Dice) -> None:
    low = mix(tone.base, tone.shade, 0.34)
    canvas.box(0, 560, 600, 240, canvas.fade([(0, low, 0.0), (0.35, low, 0.55), (1, low, 0.9)]))


def _arch(canvas: Canvas, tone: Tone, _dice: Dice) -> None:
    inner = mix(tone.base, tone.shade, 0.42)
    canvas.fill(
        "M96 800V330a204 204 0 0 1 408 0V800z", canvas.fade([(0, inner, 1.0), (1, tone.light, 1.0)])
    )
    canvas.line("M96 800V330a204 204 0 0 1 408 0V800", tone.light, width=5, opacity=0.7)


def _sun(canvas: Canvas, tone: Tone, dice: Dice) -> None:
    x = dice.between("sun", 220, 380)
    warm = dice.pick("sun colour", ("#f3cf9f", "#efb99b", "#e8d3a8", "#dcc5d6"))
    canvas.oval(
        x,
        320,
        224,
        224,
        canvas.fade([(0, mix(tone.light, warm, 0.75), 1.0), (1, mix(tone.base, warm, 0.3), 1.0)]),
    )
    _paper(canvas, tone, dice)


def _window(canvas: Canvas, tone: Tone, dice: Dice) -> None:
    _paper(canvas, tone, dice)
    lean = dice.between("lean", 60, 130)
    light = canvas.fade([(0, "#fff6de", 0.75), (1, "#fff6de", 0.16)])
    for x in (90.0, 262.0):
        for y in (70.0, 300.0):
            canvas.fill(f"M{x + lean - y * 0.3:.0f} {y}h148l-64 206h-148z", light)
    _branch(canvas, mix(tone.shade, tone.deep, 0.4), dice, opacity=0.16)


def _branch(canvas: Canvas, colour: str, dice: Dice, *, opacity: float) -> None:
    """The shadow of a twig that stands somewhere outside the picture."""
    x, flip = (560, -1) if dice.chance("side", 0.5) else (40, 1)
    canvas.line(
        bent((x, -20), (x + flip * 60, 120), (x + flip * 150, 240)),
        colour,
        width=5,
        opacity=opacity,
    )
    for i in range(6):
        at_x, at_y = x + flip * (16 + i * 24), 40 + i * 36
        turn = 1 if i % 2 else -1
        tip_x, tip_y = at_x + flip * (50 + 8 * turn), at_y + 30 * turn + 14
        leaf: list[Knot] = [
            (at_x, at_y, 1),
            ((at_x + tip_x) / 2, (at_y + tip_y) / 2 - 17),
            (tip_x, tip_y, 1),
            ((at_x + tip_x) / 2, (at_y + tip_y) / 2 + 14),
        ]
        canvas.fill(smooth(leaf, closed=True), colour, opacity=opacity)


def _contours(canvas: Canvas, tone: Tone, dice: Dice) -> None:
    """Lines of equal warmth around two hills."""
    for hill in range(2):
        x, y = dice.between(f"x{hill}", 60, 540), dice.between(f"y{hill}", 80, 680)
        for step in range(6):
            r = 44 + step * 46
            ring: list[Knot] = [
                (x + r * 1.2, y),
                (x + r * 0.3, y + r),
                (x - r * 0.9, y + r * 0.5),
                (x - r, y - r * 0.5),
                (x + r * 0.2, y - r * 1.1),
            ]
            canvas.line(smooth(ring, closed=True), tone.shade, width=1.8, opacity=0.3)
    _paper(canvas, tone, dice)


def _halves(canvas: Canvas, tone: Tone, dice: Dice) -> None:
    table = mix(tone.base, dice.pick("table", ("#c99f7a", "#b9a58d", "#d0b3a2", "#a9a892")), 0.5)
    canvas.box(
        0, 600, 600, 200, canvas.fade([(0, table, 1.0), (1, mix(table, tone.deep, 0.2), 1.0)])
    )
    canvas.box(0, 596, 600, 5, tone.light, opacity=0.6)
    _branch(canvas, tone.deep, dice, opacity=0.1)


def _curtain(canvas: Canvas, tone: Tone, dice: Dice) -> None:
    side = dice.pick("curtain", (0, 1))
    for i in range(5):
        x = (i * 34 if side else 566 - i * 34) - 4
        cloth = canvas.fade(
            [(0, tone.shade, 0.4), (0.45, tone.light, 0.9), (1, tone.shade, 0.3)], across=1, down=0
        )
        canvas.box(x, 0, 38, 800, cloth, opacity=1 - i * 0.17)
    _paper(canvas, tone, dice)


_GROUNDS: tuple[Callable[[Canvas, Tone, Dice], None], ...] = (
    _paper,
    _arch,
    _sun,
    _window,
    _contours,
    _halves,
    _curtain,
)


def draw_ground(canvas: Canvas, tone: Tone, dice: Dice) -> None:
    """A ground of 600 x 800 in a tone, its floor at two thirds."""
    _wall(canvas, tone)
    dice.pick("kind of ground", _GROUNDS)(canvas, tone, dice)
