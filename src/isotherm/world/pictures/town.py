"""Scenes of the town: street, rain, a garden behind a moon gate."""

from __future__ import annotations

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.stage import Place, Stage, flowers, sky, stand_somewhere, tree
from isotherm.world.pictures.tone import mix

__all__ = ["TOWN"]


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
    return stand_somewhere(place)


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
    """A moon gate in a white wall, with trees beyond and bamboo before it."""
    line, mood, wide = place.height * 0.76, place.mood, place.width
    white = "#f1ebe0" if not mood.dark else "#6c6482"
    plaster = canvas.fade([(0, mix(white, mood.sky, 0.3), 1.0), (1, white, 1.0)])
    canvas.box(0, 0, wide, line, plaster)
    half = wide / 2 + 10
    canvas.fill(f"M-10 60q{half / 2:.0f}-40 {half:.0f}-8t{half:.0f} 0v28H-10z", "#4d4a52")
    canvas.box(0, 76, wide, 9, "#77727a")
    _moon_gate(canvas, place, line - 232, edge=mix("#8f8a86", white, 0.4))
    stone = canvas.fade([(0, "#a8a29c", 1.0), (1, "#cfc8be", 1.0)])
    canvas.box(0, line, wide, place.height - line, stone)
    _bamboo(canvas, place, line)
    return stand_somewhere(place)


def _moon_gate(canvas: Canvas, place: Place, y: float, *, edge: str) -> None:
    mood, x, r = place.mood, place.width * 0.5, 214
    canvas.oval(x, y, r + 17, r + 17, edge)
    beyond = (mood.sky, mood.glow, mix(mood.leaf, mood.glow, 0.3))
    stops = [(at, colour, 1.0) for at, colour in zip((0, 0.6, 1), beyond, strict=True)]
    canvas.oval(x, y, r, r, canvas.fade(stops))
    blossom = place.dice.pick("blossom", ("#f3c3cc", "#e7a9a0", "#f5e2c0"))
    for i in (-1, 0, 1):
        lean = place.dice.between(f"far{i}", -20, 20)
        tree(canvas, place, x + i * 96 + lean, y + 172, scale=0.7, blossom=blossom)


def _bamboo(canvas: Canvas, place: Place, line: float) -> None:
    stems, leaves = "", ""
    left = place.dice.chance("bamboo", 0.5)
    for i in range(5):
        x = 20.0 + i * 22 if left else place.width - 20 - i * 22
        top = place.dice.between(f"b{i}", 110, 240)
        stems += f"M{x:.0f} {line + 8:.0f}Q{x + 6:.0f} {top + 150:.0f} {x - 4:.0f} {top:.0f}"
        leaves += f"M{x:.0f} {top + 60:.0f}l36-20m-36 50l-34-12m34 62l32-8"
    canvas.line(stems, mix(place.mood.leaf, "#4d7053", 0.4), width=8)
    canvas.line(leaves, place.mood.leaf, width=7, opacity=0.9)


TOWN = {"street": street, "rain": rain, "garden": garden}
