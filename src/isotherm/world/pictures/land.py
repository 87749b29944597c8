"""Scenes of the land: meadow, seaside, mountain, camp."""

from __future__ import annotations

from collections.abc import Sequence

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.curves import Knot, smooth
from isotherm.world.pictures.stage import Place, Stage, flowers, hills, sky, stand_somewhere, tree
from isotherm.world.pictures.tone import mix

__all__ = ["LAND"]


def meadow(canvas: Canvas, place: Place) -> Stage:
    """Spring grass with hills, blossoming trees and flowers."""
    line = place.height * 0.58
    mood = place.mood
    sky(canvas, place, line)
    hills(canvas, place, line, rise=80)
    grass = place.tone("leaf")
    ground: list[Knot] = [
        (-10, line + 34, 1),
        (place.width * 0.3, line + 4),
        (place.width * 0.7, line + 30),
        (place.width + 10, line, 1),
        (place.width + 10, place.height + 5, 1),
        (-10, place.height + 5, 1),
    ]
    canvas.fill(
        smooth(ground, closed=True), canvas.fade([(0, grass.light, 1.0), (1, grass.shade, 1.0)])
    )
    blossom = place.dice.pick("blossom", ("#f6c8d0", "#f8ddd9", "#f3b6c1", "#fbe6b8"))
    side = place.dice.pick("tree", (0.1, 0.9))
    tree(canvas, place, place.width * side, line + 90, scale=1.7, blossom=blossom)
    tree(canvas, place, place.width * (1 - side) + 20, line + 20, scale=0.9, blossom=blossom)
    _strew(canvas, place, line, colours=(mood.pop, "#fff4dc", blossom, "#f2a45c"))
    return stand_somewhere(place)


def _strew(canvas: Canvas, place: Place, line: float, *, colours: Sequence[str]) -> None:
    """Flowers in the grass, larger the nearer they are."""
    dice, deep = place.dice, place.height - line - 90
    for row, colour in enumerate(colours):
        depth = (row + 0.6) / 4.4
        heads = [
            (
                dice.unit(f"fx{row}{i}") * place.width,
                line + 66 + (depth + dice.between(f"fy{row}{i}", -0.1, 0.1)) * deep,
            )
            for i in range(4)
        ]
        flowers(canvas, heads, r=6 + depth * 7, colour=colour)


def seaside(canvas: Canvas, place: Place) -> Stage:
    """Sea, sand and a sail."""
    line = place.height * 0.5
    mood = place.mood
    sky(canvas, place, line)
    sea = mix(mood.sky, "#3f8fa8", 0.55)
    water = canvas.fade([(0, mix(sea, mood.glow, 0.3), 1.0), (1, sea, 1.0)])
    canvas.box(0, line, place.width, place.height * 0.3, water)
    for i in range(6):
        x, y = place.dice.unit(f"wave{i}") * place.width, line + 16 + i * 26
        canvas.line(f"M{x:.0f} {y:.0f}q20-9 40 0t40 0", "#ffffff", width=3, opacity=0.5)
    sx = place.dice.between("sail", 0.1, 0.9) * place.width
    canvas.fill(f"M{sx:.0f} {line - 62:.0f}v58h-34z", "#fffaf0")
    canvas.fill(f"M{sx - 36:.0f} {line:.0f}h58l-12 13h-36z", mood.pop)
    sand = "#efdcb6" if not mood.dark else "#8c7d80"
    shore: list[Knot] = [
        (-10, line + 150, 1),
        (place.width * 0.35, line + 118),
        (place.width * 0.7, line + 158),
        (place.width + 10, line + 126, 1),
        (place.width + 10, place.height + 4, 1),
        (-10, place.height + 4, 1),
    ]
    canvas.line(smooth(shore), "#ffffff", width=14, opacity=0.7)
    canvas.fill(
        smooth(shore, closed=True),
        canvas.fade([(0, mix(sand, "#fff6e0", 0.4), 1.0), (1, mix(sand, "#b98f63", 0.3), 1.0)]),
    )
    return stand_somewhere(place)


def mountain(canvas: Canvas, place: Place) -> Stage:
    """Peaks in layers and a path."""
    line, wide, high = place.height * 0.66, place.width, place.height + 6
    sky(canvas, place, line)
    for row in range(3):
        _peaks(canvas, place, line, row=row)
    ground = place.tone("leaf")
    slope: list[Knot] = [(-10, line + 30, 1), (wide * 0.4, line), (wide + 10, line + 44, 1)]
    slope += [(wide + 10, high, 1), (-10, high, 1)]
    grass = canvas.fade([(0, ground.base, 1.0), (1, ground.deep, 1.0)])
    canvas.fill(smooth(slope, closed=True), grass)
    path: list[Knot] = [(wide * 0.54, line + 20, 1), (wide * 0.4, line + 90)]
    path += [(wide * 0.62, high, 1), (wide * 0.22, high, 1), (wide * 0.32, line + 90)]
    dust = mix(place.mood.floor, place.mood.glow, 0.3)
    canvas.fill(smooth(path, closed=True), dust, opacity=0.8)
    pines = ""
    for i in range(5):
        x, y = place.dice.unit(f"pine{i}") * wide, line - 58 + i * 9
        pines += f"M{x:.0f} {y:.0f}l24 42h-11l20 38h-66l20-38h-11z"
    canvas.fill(pines, mix(ground.deep, place.mood.sky, 0.25))
    return stand_somewhere(place)


def _peaks(canvas: Canvas, place: Place, line: float, *, row: int) -> None:
    """One range, paler the farther it is."""
    mood, base = place.mood, line - (2 - row) * 46
    colour = mix(mix(mood.far, "#6b7f8f", 0.3), mood.sky, 0.6 - row * 0.26)
    ridge = f"M-10 {base + 60:.0f}"
    for k in range(7):
        up = place.dice.between(f"peak{row}{k}", 60, 210 - row * 46) if k % 2 else 20
        ridge += f"L{k * place.width / 6:.0f} {base - up:.0f}"
    haze = canvas.fade([(0, colour, 1.0), (0.5, mix(colour, mood.glow, 0.4), 1.0)])
    canvas.fill(f"{ridge}L{place.width + 10:.0f} {base + 60:.0f}V{place.height:.0f}H-10z", haze)


def camp(canvas: Canvas, place: Place) -> Stage:
    """A tent among trees, with lights on a string."""
    line = place.height * 0.62
    mood = place.mood
    sky(canvas, place, line)
    hills(canvas, place, line, rise=110)
    cx = place.width * place.dice.pick("tent", (0.3, 0.7))
    tent = mix("#f1ddbb", mood.glow, 0.4)
    canvas.fill(
        f"M{cx:.0f} {line - 180:.0f}L{cx - 190:.0f} {line + 50:.0f}H{cx + 190:.0f}z",
        canvas.fade([(0, tent, 1.0), (1, mix(tent, "#b98a5f", 0.35), 1.0)], across=1, down=0.4),
    )
    canvas.fill(
        f"M{cx:.0f} {line - 150:.0f}q-16 110-62 200h120q-48-90-58-200z",
        mix(mood.glow, "#8a4f33", 0.4),
    )
    canvas.line(
        f"M-10 {line - 210:.0f}q{place.width / 2:.0f} 110 {place.width + 20:.0f} 0",
        "#6b4f47",
        width=2,
    )
    lights = [
        (place.width * t, line - 202 + 220 * t * (1 - t)) for t in (k / 9 + 0.05 for k in range(9))
    ]
    for width, opacity in ((44, 0.16), (26, 0.3), (11, 1.0)):
        canvas.dots(lights, "#ffe3a0", width=width, opacity=opacity)
    return stand_somewhere(place)


LAND = {
    "meadow": meadow,
    "seaside": seaside,
    "mountain": mountain,
    "camp": camp,
}
