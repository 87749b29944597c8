"""Scenes at home: a corner, New Year, kitchen, nursery, bed linen."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.curves import Knot, smooth
from isotherm.world.pictures.stage import (
    Place,
    Stage,
    floor,
    plant,
    stand_somewhere,
    wall,
    window,
)
from isotherm.world.pictures.tone import mix, tone_of

__all__ = ["ROOMS"]


def _sofa(canvas: Canvas, place: Place, x: float, y: float) -> None:
    tone = tone_of(mix(place.mood.pop, place.mood.wall, 0.45))
    canvas.box(
        x, y - 128, 270, 100, canvas.fade([(0, tone.light, 1.0), (1, tone.base, 1.0)]), round_=26
    )
    canvas.box(x - 16, y - 84, 302, 70, tone.base, round_=20)
    canvas.box(x - 26, y - 100, 50, 90, tone.shade, round_=20)
    canvas.box(x + 246, y - 100, 50, 90, tone.shade, round_=20)
    canvas.box(x + 40, y - 112, 66, 58, place.mood.glow, round_=12)
    canvas.box(x + 164, y - 114, 64, 60, mix(place.mood.leaf, "#ffffff", 0.3), round_=12)
    canvas.line(f"M{x + 6:.0f} {y - 8:.0f}v10M{x + 262:.0f} {y - 8:.0f}v10", "#7b5a48", width=7)


def _lamp(canvas: Canvas, place: Place, x: float, y: float) -> None:
    canvas.oval(
        x, y - 270, 150, 150, canvas.glow([(0, place.mood.glow, 0.85), (1, place.mood.glow, 0.0)])
    )
    canvas.line(f"M{x:.0f} {y:.0f}V{y - 250:.0f}M{x - 26:.0f} {y:.0f}h52", "#6b4f47", width=5)
    canvas.fill(
        f"M{x - 26:.0f} {y - 306:.0f}h52l22 66h-96z",
        canvas.fade([(0, "#fff4d6", 1.0), (1, mix(place.mood.glow, "#f2c98a", 0.4), 1.0)]),
    )


def _picture(canvas: Canvas, place: Place, x: float, y: float) -> None:
    canvas.box(x, y, 86, 108, "#fffaf0", round_=2)
    canvas.box(x + 9, y + 9, 68, 90, mix(place.mood.far, place.mood.glow, 0.3))
    for r in (32, 21, 11):
        canvas.oval(
            x + 43, y + 58, r * 0.9, r, mix(place.mood.pop, place.mood.glow, r / 40), opacity=0.9
        )


def home(canvas: Canvas, place: Place) -> Stage:
    """A lived-in corner: window, sofa, lamp, plant, rug."""
    line = place.height * 0.74
    wall(canvas, place, line)
    side = place.dice.pick("side", (0, 1))
    window(canvas, place, 50 if side else place.width - 230, place.height * 0.12)
    _picture(canvas, place, place.width - 180 if side else 90, place.height * 0.17)
    floor(canvas, place, line)
    _sofa(canvas, place, place.width * (0.5 if side else 0.04), line + 30)
    _lamp(canvas, place, 60 if side else place.width - 64, line + 26)
    canvas.oval(
        place.width / 2,
        place.height * 0.93,
        place.width * 0.42,
        46,
        mix(place.mood.pop, place.mood.floor, 0.62),
    )
    canvas.oval(
        place.width / 2,
        place.height * 0.93,
        place.width * 0.36,
        36,
        mix(place.mood.glow, place.mood.floor, 0.3),
    )
    plant(canvas, place, place.width * (0.2 if side else 0.84), line + 52, scale=0.9)
    return stand_somewhere(place)


def newyear(canvas: Canvas, place: Place) -> Stage:
    """Home at New Year: lanterns, red paper at the door, snow or fireworks outside."""
    line = place.height * 0.75
    wall(canvas, place, line)
    window(canvas, place, place.width * 0.5 - 130, place.height * 0.1, width=260, height=260)
    knot = f"M{place.width * 0.5:.0f} {place.height * 0.1 + 46:.0f}l42 42-42 42-42-42z"
    canvas.fill(knot, "#c9342f")
    canvas.line(knot, "#f3cf7c", width=3)
    for x in (place.width * 0.12, place.width * 0.88):
        _lantern(canvas, x, place.height * place.dice.between(f"hang{x:.0f}", 0.14, 0.26))
        canvas.box(x - 27, place.height * 0.4, 54, place.height * 0.27, "#c63d34", round_=2)
        for i in range(3):
            canvas.oval(x, place.height * (0.445 + i * 0.085), 12, 12, "#f0c46c", opacity=0.85)
    floor(canvas, place, line)
    _sofa(canvas, place, place.width * 0.5 - 135, line + 26)
    for i in range(6):
        canvas.oval(place.width * 0.9 - i * 17, line + 66 - (i % 2) * 16, 15, 15, "#ee9a3c")
    return stand_somewhere(place)


def _lantern(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(f"M{x:.0f} 0V{y:.0f}", "#9c6a3b", width=3)
    canvas.oval(x, y + 40, 84, 84, canvas.glow([(0, "#ff9d5c", 0.5), (1, "#ff9d5c", 0.0)]))
    canvas.oval(
        x,
        y + 40,
        52,
        42,
        canvas.glow([(0, "#f2694a", 1.0), (1, "#b92a2a", 1.0)], x=0.4, y=0.35, r=0.7),
    )
    for rx in (16, 34):
        canvas.line(
            f"M{x:.0f} {y:.0f}q{-rx * 1.4:.0f} 40 0 80M{x:.0f} {y:.0f}q{rx * 1.4:.0f} 40 0 80",
            "#8f1f24",
            width=1.6,
            opacity=0.6,
        )
    canvas.box(x - 22, y - 6, 44, 10, "#e5b75e", round_=3)
    canvas.box(x - 22, y + 77, 44, 10, "#e5b75e", round_=3)
    canvas.line(
        f"M{x - 8:.0f} {y + 88:.0f}v34M{x:.0f} {y + 88:.0f}v42M{x + 8:.0f} {y + 88:.0f}v34",
        "#e5b75e",
        width=3,
    )


def kitchen(canvas: Canvas, place: Place) -> Stage:
    """A counter with tiles, shelves and jars."""
    line, mood, wide = place.height * 0.66, place.mood, place.width
    wall(canvas, place, line)
    grout = mix(mood.wall, mood.floor, 0.55)
    tiles = f'<path d="M0 0h46v46H0z" stroke="{grout}" stroke-width="2"/>'
    canvas.box(0, line - 190, wide, 190, canvas.weave(46, 46, tiles), opacity=0.8)
    window(canvas, place, wide * 0.36, place.height * 0.07, width=180, height=170)
    wood = tone_of("#bd926a")
    for x in (20.0, wide - 190):
        _jars(canvas, place, x, place.height * 0.3)
    canvas.box(0, line, wide, 24, canvas.fade([(0, wood.light, 1.0), (1, wood.base, 1.0)]))
    front = mix(mood.far, mood.wall, 0.3)
    shade = canvas.fade([(0, mix(front, "#4a3540", 0.2), 1.0), (0.2, front, 1.0)])
    canvas.box(0, line + 24, wide, place.height - line, shade)
    doors = [(wide * i / 4 + 8, line + 42, wide / 4 - 16, place.height) for i in range(4)]
    canvas.boxes(doors, mix(front, "#ffffff", 0.18))
    return stand_somewhere(place)


def _jars(canvas: Canvas, place: Place, x: float, y: float) -> None:
    mood, wood = place.mood, tone_of("#bd926a")
    canvas.box(x, y, 170, 11, wood.base, round_=3)
    for i in range(3):
        colour = place.dice.pick(f"jar{x:.0f}{i}", (mood.pop, mood.leaf, mood.glow, "#fffaf0"))
        canvas.box(x + 16 + i * 50, y - 46, 36, 46, colour, round_=8)
    lids = [(x + 20 + i * 50, y - 54, 28, 9) for i in range(3)]
    canvas.boxes(lids, wood.shade)


def nursery(canvas: Canvas, place: Place) -> Stage:
    """A child's room: cot, bunting, blocks, a moon."""
    line = place.height * 0.74
    wall(canvas, place, line)
    canvas.line(f"M-10 70q{place.width / 2:.0f} 120 {place.width + 20:.0f} 0", "#c9a98a", width=3)
    for i in range(9):
        t = (i + 0.5) / 9
        x, y = place.width * t, 70 + 240 * t * (1 - t)
        canvas.fill(
            f"M{x - 22:.0f} {y:.0f}h44l-22 44z",
            (place.mood.pop, place.mood.leaf, place.mood.glow, place.mood.sky)[i % 4],
        )
    floor(canvas, place, line)
    x = place.width * place.dice.pick("cot", (0.02, 0.5))
    canvas.box(x + 10, line - 70, 250, 66, mix(place.mood.sky, "#ffffff", 0.5), round_=16)
    for i in range(10):
        canvas.line(f"M{x + 14 + i * 27:.0f} {line - 116:.0f}V{line + 20:.0f}", "#d9b48c", width=7)
    canvas.line(
        f"M{x + 4:.0f} {line - 118:.0f}h266M{x + 4:.0f} {line + 22:.0f}h266", "#c99f74", width=11
    )
    for i, (dx, dy) in enumerate(((0, 0), (48, 0), (24, -46))):
        canvas.box(
            place.width * 0.72 + dx,
            place.height * 0.9 + dy,
            46,
            46,
            (place.mood.pop, place.mood.leaf, place.mood.glow)[i],
            round_=6,
        )
    return stand_somewhere(place)


def bed(canvas: Canvas, place: Place) -> Stage:
    """A bed seen from above: linen to lay things out on."""
    tone = place.tone("wall")
    canvas.box(
        0,
        0,
        place.width,
        place.height,
        canvas.fade([(0, tone.light, 1.0), (1, tone.shade, 1.0)], across=1),
    )
    for i in range(7):
        y = place.height * (0.1 + i * 0.14)
        knots: list[Knot] = [
            (-10, y),
            (place.width * 0.3, y - place.dice.between(f"a{i}", -40, 60)),
            (place.width * 0.7, y + place.dice.between(f"b{i}", -50, 50)),
            (place.width + 10, y - 30),
        ]
        canvas.line(smooth(knots), tone.deep, width=26, opacity=0.08)
        canvas.line(smooth([(k[0], k[1] - 16) for k in knots]), "#ffffff", width=14, opacity=0.28)
    return Stage(place.width / 2, place.height * 0.86, place.height * 0.72)


ROOMS = {
    "home": home,
    "newyear": newyear,
    "kitchen": kitchen,
    "nursery": nursery,
    "bed": bed,
}
