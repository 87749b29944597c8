"""Scenes among others: office, fitting mirror, studio, café, library."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.curves import smooth
from isotherm.world.pictures.stage import (
    Place,
    Stage,
    floor,
    flower,
    plant,
    stand_somewhere,
    wall,
    window,
)
from isotherm.world.pictures.tone import mix, tone_of

__all__ = ["HALLS"]


def office(canvas: Canvas, place: Place) -> Stage:
    """An office with wide windows on the city, a desk and a plant."""
    line, wide, high = place.height * 0.72, place.width, place.height
    wall(canvas, place, line)
    for i in range(3):
        x = wide * (0.05 + i * 0.33)
        window(canvas, place, x, high * 0.1, width=wide * 0.24, height=high * 0.36)
    for row in range(2):
        blocks = []
        for k in range(6):
            x = wide * (0.06 + (k // 2) * 0.33 + (k % 2) * 0.13 + row * 0.046)
            tall = place.dice.between(f"block{row}{k}", 40, 150)
            blocks.append((x, high * 0.46 - tall, wide * 0.05, tall))
        canvas.boxes(blocks, mix(place.mood.far, place.mood.sky, 0.5 - 0.25 * row))
    floor(canvas, place, line, boards=0)
    side = place.dice.pick("desk", (0.0, 1.0))
    _desk(canvas, place, wide * 0.5 * side + 14, line)
    plant(canvas, place, wide * (0.9 - 0.8 * side), line + 46, scale=1.05)
    return stand_somewhere(place)


def _desk(canvas: Canvas, place: Place, x: float, line: float) -> None:
    wood, mood = tone_of("#c09a74"), place.mood
    top = canvas.fade([(0, wood.light, 1.0), (1, wood.shade, 1.0)])
    canvas.box(x, line - 46, 270, 16, top, round_=4)
    legs = f"M{x + 22:.0f} {line - 30:.0f}v110M{x + 248:.0f} {line - 30:.0f}v110"
    canvas.line(legs, wood.deep, width=9)
    canvas.box(x + 86, line - 136, 112, 78, "#4a4d58", round_=6)
    screen = canvas.fade([(0, mood.sky, 1.0), (1, mood.glow, 1.0)])
    canvas.box(x + 92, line - 130, 100, 66, screen, round_=3)
    canvas.box(x + 132, line - 58, 20, 14, "#6a6d78")
    canvas.box(x + 28, line - 74, 26, 30, mood.pop, round_=5)


def mirror(canvas: Canvas, place: Place) -> Stage:
    """A tall mirror in a bright room: the picture everyone takes."""
    line, mood = place.height * 0.8, place.mood
    wall(canvas, place, line)
    floor(canvas, place, line)
    x, y, low, half = place.width * 0.5 - 190, place.height * 0.06, place.height * 0.96, 190
    frame = tone_of(place.dice.pick("frame", ("#b98d62", "#e9dcc6", "#3f3437", "#c9a86a")))
    arch = f"M{x:.0f} {low:.0f}V{y + half:.0f}a{half} {half} 0 0 1 {2 * half} 0V{low:.0f}z"
    parts = ((0, mood.sky, 0.35), (0.6, mood.wall, 0.3), (1, mood.floor, 0.3))
    glass = [(at, mix(colour, "#ffffff", share), 1.0) for at, colour, share in parts]
    canvas.fill(arch, canvas.fade(glass, across=0.4, down=1))
    foot = place.height * 0.7
    shine = f"M{x + 40:.0f} {foot:.0f}L{x + 290:.0f} {y + 100:.0f}h46L{x + 96:.0f} {foot:.0f}z"
    canvas.fill(shine, "#ffffff", opacity=0.3)
    canvas.line(arch, frame.base, width=17)
    canvas.line(arch, frame.light, width=3, opacity=0.7)
    side = place.dice.pick("plant", (0.07, 0.93))
    plant(canvas, place, place.width * side, place.height * 0.95, scale=1.15)
    return Stage(place.width / 2, place.height * 0.945, place.height * 0.79)


def studio(canvas: Canvas, place: Place) -> Stage:
    """A training room with tall mirrors, mats and a ball."""
    line, wide, high = place.height * 0.7, place.width, place.height
    wall(canvas, place, line)
    ends = (mix(place.mood.sky, "#ffffff", 0.5), mix(place.mood.wall, "#ffffff", 0.2))
    glass = canvas.fade([(0, ends[0], 1.0), (1, ends[1], 1.0)], across=0.4)
    for i in range(3):
        x, y = wide * (0.04 + i * 0.33), high * 0.12
        canvas.box(x, y, wide * 0.26, line - y - 16, glass, round_=8)
    canvas.line(f"M0 {line - 110:.0f}H{wide:.0f}", "#c49a6c", width=9)
    floor(canvas, place, line)
    mat = tone_of(mix(place.mood.pop, "#b8a7c9", 0.3))
    corners = ((0.18, 0.965), (0.28, 0.9), (0.78, 0.9), (0.84, 0.965))
    path = smooth([(wide * x, high * y, 1) for x, y in corners], closed=True)
    canvas.fill(path, canvas.fade([(0, mat.shade, 1.0), (1, mat.light, 1.0)]))
    green = place.tone("leaf")
    ball = canvas.glow([(0, green.light, 1.0), (1, green.shade, 1.0)], x=0.35, y=0.3, r=0.75)
    canvas.oval(wide * 0.9, line + 26, 60, 60, ball)
    plant(canvas, place, wide * 0.08, line + 40, scale=1.1)
    return stand_somewhere(place)


def cafe(canvas: Canvas, place: Place) -> Stage:
    """A café: hanging lamps, a round table with cups, a counter."""
    line, mood = place.height * 0.7, place.mood
    wall(canvas, place, line)
    canvas.box(0, line - 170, place.width, 172, mix(mood.far, "#7a5242", 0.35))
    canvas.box(0, line - 182, place.width, 16, "#c49a6c")
    for i, colour in enumerate((mood.glow, "#fffaf0", mood.pop, mood.leaf, mood.floor)):
        canvas.box(place.width * (0.08 + i * 0.2), line - 226, 34, 44, colour, round_=8)
    light = canvas.glow([(0, mood.glow, 0.8), (1, mood.glow, 0.0)])
    for share in (0.2, 0.52, 0.82):
        x, y = place.width * share, place.height * place.dice.between(f"bulb{share}", 0.14, 0.26)
        canvas.line(f"M{x:.0f} 0V{y:.0f}", "#5c4740", width=3)
        canvas.oval(x, y + 18, 80, 80, light)
        canvas.fill(f"M{x - 34:.0f} {y + 26:.0f}q34-64 68 0z", mood.pop)
    floor(canvas, place, line)
    x, y = place.width * place.dice.pick("table", (0.14, 0.86)), place.height * 0.82
    canvas.line(f"M{x:.0f} {y:.0f}V{place.height * 0.96:.0f}", "#5c4740", width=9)
    canvas.oval(x, y, 104, 22, "#d8b58c")
    canvas.oval(x - 26, y - 26, 19, 17, "#fffaf0")
    flower(canvas, x + 34, y - 58, r=13, colour=mood.pop)
    return stand_somewhere(place)


def library(canvas: Canvas, place: Place) -> Stage:
    """Shelves of books and a green lamp."""
    line = place.height * 0.78
    wood = tone_of("#8f6547")
    canvas.box(0, 0, place.width, line, canvas.fade([(0, wood.base, 1.0), (1, wood.shade, 1.0)]))
    spines = "".join(
        f'<path d="M{x} {76 - h}h{w}v{h}h-{w}z" fill="{c}"/>'
        for x, w, h, c in (
            (4, 13, 62, place.mood.pop),
            (19, 10, 54, "#e8d9b8"),
            (31, 15, 66, "#55697f"),
            (48, 11, 58, place.mood.leaf),
            (61, 14, 50, "#b9764f"),
            (78, 9, 64, "#d9b45f"),
            (89, 16, 60, "#6e3f4c"),
            (108, 12, 66, "#cdbfa6"),
        )
    )
    for i in range(6):
        y = 8 + i * 92
        if y + 92 > line:
            break
        canvas.box(0, y, place.width, 84, wood.deep, opacity=0.55)
        sheet = canvas.layer()
        sheet.box(0, 0, place.width, 76, canvas.weave(124, 76, spines))
        canvas.place(sheet, x=-(i * 37 % 90), y=y + 8)
        canvas.box(0, y + 84, place.width, 9, wood.light)
    floor(canvas, place, line)
    glow = canvas.glow([(0, "#ffe3a3", 0.55), (1, "#ffe3a3", 0.0)])
    canvas.oval(place.width * 0.5, place.height * 0.4, place.width * 0.6, place.height * 0.45, glow)
    return stand_somewhere(place)


HALLS = {
    "office": office,
    "mirror": mirror,
    "studio": studio,
    "cafe": cafe,
    "library": library,
}
