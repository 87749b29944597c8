"""Scenes under the sky: street, meadow, seaside, mountain, camp, rain, garden, night run."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.curves import Knot, smooth
from isotherm.world.pictures.stage import Place, Stage, flowers, hills, sky, tree
from isotherm.world.pictures.tone import mix

__all__ = ["OUTDOORS"]


def _stand(place: Place, low: float = 0.955, tall: float = 0.8) -> Stage:
    """Where the figure stands: off the middle, in one of three distances."""
    x = place.width * place.dice.pick("stand", (0.38, 0.44, 0.5, 0.56, 0.62))
    near = place.dice.pick("near", (1.0, 1.0, 1.38, 0.9))
    return Stage(x, place.height * (low + (near - 1) * 1.05), place.height * tall * near)


def _houses(canvas: Canvas, place: Place, line: float) -> None:
    """A row of houses in three colours of the mood, low ones with roofs."""
    mood, dice = place.mood, place.dice
    colours = (mood.far, mix(mood.wall, mood.floor, 0.3), mix(mood.wall, mood.pop, 0.35))
    rows: list[list[tuple[float, float, float, float]]] = [[], [], []]
    roofs, x = "", -30.0
    while x < place.width:
        wide, tall = dice.between(f"wide{x}", 90, 150), dice.between(f"tall{x}", 0.4, 0.82) * line
        rows[int(dice.unit(f"row{x}") * 3)].append((x, line - tall, wide, tall))
        if tall < line * 0.66:
            roofs += f"M{x - 6:.0f} {line - tall:.0f}l{wide / 2 + 6:.0f}-44 {wide / 2 + 6:.0f} 44z"
        x += wide + dice.between(f"gap{x}", -4, 12)
    for colour, row in zip(colours, rows, strict=True):
        plain = mix(colour, mood.sky, 0.25)
        canvas.boxes(row, canvas.fade([(0, plain, 1.0), (1, mix(plain, mood.glow, 0.35), 1.0)]))
    canvas.fill(roofs, mix(mood.pop, mood.wall, 0.4))
    lit = mood.glow if mood.dark else mix(mood.sky, "#ffffff", 0.35)
    panes = canvas.weave(34, 48, f'<path d="M8 8h16v26H8z" fill="{lit}" opacity=".75"/>')
    rooms = [(x + 8, y + 14, w - 16, h * 0.62) for row in rows for x, y, w, h in row]
    canvas.boxes(rooms, panes)


def street(canvas: Canvas, place: Place) -> Stage:
    """A street with houses, an awning, trees, and pavement."""
    line = place.height * 0.68
    mood = place.mood
    sky(canvas, place, line)
    _houses(canvas, place, line)
    pave = place.tone("floor")
    canvas.box(
        0,
        line,
        place.width,
        place.height - line,
        canvas.fade([(0, pave.shade, 1.0), (0.2, pave.base, 1.0), (1, pave.light, 1.0)]),
    )
    canvas.line(
        f"M0 {line + 46:.0f}H{place.width:.0f}M0 {line + 120:.0f}H{place.width:.0f}",
        pave.deep,
        width=2,
        opacity=0.2,
    )
    side = place.dice.pick("side", (0.12, 0.86))
    _shopfront(canvas, place, place.width * side - 110, line)
    blossom = "#f3bfc9" if mood.pop in {"#ea8fa2", "#f2b441"} else ""
    tree(canvas, place, place.width * (0.98 - side), line + 24, scale=1.15, blossom=blossom)
    return _stand(place)


def _shopfront(canvas: Canvas, place: Place, x: float, line: float) -> None:
    mood = place.mood
    canvas.box(x, line - 210, 220, 214, mix(mood.wall, mood.floor, 0.4))
    canvas.box(x + 20, line - 150, 110, 118, mix(mood.glow, "#ffffff", 0.25), round_=3)
    canvas.box(x + 148, line - 160, 54, 164, mix(mood.pop, "#4a3540", 0.4), round_=3)
    for i in range(6):
        canvas.fill(
            f"M{x - 10 + i * 40:.0f} {line - 214:.0f}h40v40a20 16 0 0 1-40 0z",
            (mood.pop, "#fff6e8")[i % 2],
        )
    flowers(
        canvas,
        [(x + 38, line - 52), (x + 72, line - 56), (x + 106, line - 52)],
        r=12,
        colour=mood.pop,
    )


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
    for row, colour in enumerate((mood.pop, "#fff4dc", blossom, "#f2a45c")):
        depth = (row + 0.6) / 4.4
        heads = [
            (
                place.dice.unit(f"fx{row}{i}") * place.width,
                line
                + 66
                + (depth + place.dice.between(f"fy{row}{i}", -0.1, 0.1))
                * (place.height - line - 90),
            )
            for i in range(5)
        ]
        flowers(canvas, heads, r=6 + depth * 7, colour=colour)
    return _stand(place)


def seaside(canvas: Canvas, place: Place) -> Stage:
    """Sea, sand and a sail."""
    line = place.height * 0.5
    mood = place.mood
    sky(canvas, place, line)
    sea = mix(mood.sky, "#3f8fa8", 0.55)
    canvas.box(
        0,
        line,
        place.width,
        place.height * 0.3,
        canvas.fade([(0, mix(sea, mood.glow, 0.3), 1.0), (1, sea, 1.0)]),
    )
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
    return _stand(place)


def mountain(canvas: Canvas, place: Place) -> Stage:
    """Peaks in layers and a path."""
    line = place.height * 0.66
    mood = place.mood
    sky(canvas, place, line)
    for i in range(3):
        colour = mix(mix(mood.far, "#6b7f8f", 0.3), mood.sky, 0.6 - i * 0.26)
        base = line - (2 - i) * 46
        knots = f"M-10 {base + 60:.0f}"
        for k in range(7):
            up = place.dice.between(f"peak{i}{k}", 60, 210 - i * 46) if k % 2 else 20
            knots += f"L{k * place.width / 6:.0f} {base - up:.0f}"
        canvas.fill(
            knots + f"L{place.width + 10:.0f} {base + 60:.0f}V{place.height:.0f}H-10z",
            canvas.fade([(0, colour, 1.0), (0.5, mix(colour, mood.glow, 0.4), 1.0)]),
        )
    ground = place.tone("leaf")
    canvas.fill(
        smooth(
            [
                (-10, line + 30, 1),
                (place.width * 0.4, line),
                (place.width + 10, line + 44, 1),
                (place.width + 10, place.height + 4, 1),
                (-10, place.height + 4, 1),
            ],
            closed=True,
        ),
        canvas.fade([(0, ground.base, 1.0), (1, ground.deep, 1.0)]),
    )
    canvas.fill(
        smooth(
            [
                (place.width * 0.54, line + 20, 1),
                (place.width * 0.4, line + 90),
                (place.width * 0.62, place.height + 8, 1),
                (place.width * 0.22, place.height + 8, 1),
                (place.width * 0.32, line + 90),
            ],
            closed=True,
        ),
        mix(mood.floor, mood.glow, 0.3),
        opacity=0.8,
    )
    for i in range(5):
        x = place.dice.unit(f"pine{i}") * place.width
        y = line + 30 + i * 9
        canvas.fill(
            f"M{x:.0f} {y - 88:.0f}l24 42h-11l20 38h-66l20-38h-11z",
            mix(ground.deep, mood.sky, 0.25),
        )
    return _stand(place)


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
    return _stand(place)


def rain(canvas: Canvas, place: Place) -> Stage:
    """A wet street with lights in puddles."""
    stage = street(canvas, place)
    line = place.height * 0.68
    canvas.box(0, 0, place.width, place.height, "#5d6b80", opacity=0.26)
    for i in range(5):
        x, y = (
            place.dice.unit(f"px{i}") * place.width,
            line + 40 + place.dice.unit(f"py{i}") * (place.height - line - 60),
        )
        canvas.oval(x, y, 64, 11, place.mood.glow, opacity=0.42)
    drops = '<path d="M8 0l-5 18M27 22l-5 18" stroke="#ffffff" stroke-width="1.6" opacity=".55"/>'
    canvas.box(0, 0, place.width, place.height, canvas.weave(42, 46, drops))
    return stage


def garden(canvas: Canvas, place: Place) -> Stage:
    """A moon gate in a white wall, with bamboo and a lantern."""
    line = place.height * 0.76
    mood = place.mood
    white = "#f1ebe0" if not mood.dark else "#6c6482"
    canvas.box(
        0, 0, place.width, line, canvas.fade([(0, mix(white, mood.sky, 0.3), 1.0), (1, white, 1.0)])
    )
    canvas.fill(
        f"M-10 60q{place.width / 4:.0f}-40 {place.width / 2 + 10:.0f}-8t{place.width / 2 + 10:.0f} 0v28H-10z",
        "#4d4a52",
    )
    canvas.box(0, 76, place.width, 9, "#77727a")
    cx, cy, r = place.width * 0.5, line - 232, 214.0
    canvas.oval(cx, cy, r + 17, r + 17, mix("#8f8a86", white, 0.4))
    canvas.oval(
        cx,
        cy,
        r,
        r,
        canvas.fade(
            [(0, mood.sky, 1.0), (0.6, mood.glow, 1.0), (1, mix(mood.leaf, mood.glow, 0.3), 1.0)]
        ),
    )
    for i in range(3):
        x = cx + (i - 1) * 96 + place.dice.between(f"far{i}", -20, 20)
        tree(
            canvas,
            place,
            x,
            cy + 172,
            scale=0.7,
            blossom=place.dice.pick("blossom", ("#f3c3cc", "#e7a9a0", "#f5e2c0")),
        )
    canvas.box(
        0,
        line,
        place.width,
        place.height - line,
        canvas.fade([(0, "#a8a29c", 1.0), (1, "#cfc8be", 1.0)]),
    )
    for i in range(5):
        x = (20.0 + i * 22) if place.dice.chance("bamboo", 0.5) else place.width - 20 - i * 22
        top = place.dice.between(f"b{i}", 110, 240)
        canvas.line(
            f"M{x:.0f} {line + 8:.0f}Q{x + 6:.0f} {top + 150:.0f} {x - 4:.0f} {top:.0f}",
            mix(mood.leaf, "#4d7053", 0.4),
            width=8,
        )
        canvas.line(
            f"M{x:.0f} {top + 60:.0f}l36-20M{x:.0f} {top + 90:.0f}l-34-12M{x:.0f} {top + 140:.0f}l32-8",
            mood.leaf,
            width=7,
            opacity=0.9,
        )
    return _stand(place)


OUTDOORS = {
    "street": street,
    "meadow": meadow,
    "seaside": seaside,
    "mountain": mountain,
    "camp": camp,
    "rain": rain,
    "garden": garden,
}
