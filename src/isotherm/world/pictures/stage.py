"""Where something stands in a scene, and the parts that scenes are made of."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.curves import Knot, smooth
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.moods import Mood
from isotherm.world.pictures.tone import Tone, mix, tone_of

__all__ = [
    "Place",
    "Stage",
    "floor",
    "flower",
    "flowers",
    "hills",
    "plant",
    "sky",
    "stand_somewhere",
    "tree",
    "wall",
    "window",
]


@dataclasses.dataclass(frozen=True)
class Place:
    """The sheet of a scene: its size, its light and its chances."""

    width: float
    height: float
    mood: Mood
    dice: Dice

    def tone(self, part: str) -> Tone:
        """A colour of the mood, by its name, in light."""
        return tone_of(str(getattr(self.mood, part)))


@dataclasses.dataclass(frozen=True)
class Stage:
    """Where the figure stands: the middle of its feet and its height."""

    x: float
    y: float
    height: float


def stand_somewhere(place: Place, *, near: float = 1.38) -> Stage:
    """A stage off the middle, far enough to show the feet or ``near`` times nearer."""
    x = place.width * place.dice.pick("stand", (0.38, 0.44, 0.5, 0.56, 0.62))
    times = place.dice.pick("near", (1.0, 1.0, near, 0.92))
    return Stage(x, place.height * (0.955 + (times - 1) * 1.05), place.height * 0.8 * times)


def sky(canvas: Canvas, place: Place, horizon: float) -> None:
    """Sky down to the horizon, with its light and a few clouds or stars."""
    mood = place.mood
    paint = canvas.fade(
        [(0, mood.sky, 1.0), (0.75, mix(mood.sky, mood.glow, 0.5), 1.0), (1, mood.glow, 1.0)]
    )
    canvas.box(0, 0, place.width, horizon + 40, paint)
    x, y = (
        place.dice.between("sun x", 0.18, 0.82) * place.width,
        place.dice.between("sun y", 0.12, 0.3) * horizon,
    )
    canvas.oval(x, y, 120, 120, canvas.glow([(0, mood.glow, 0.9), (1, mood.glow, 0.0)]))
    canvas.oval(x, y, 36, 36, mix(mood.glow, "#ffffff", 0.35), opacity=0.95)
    if mood.dark:
        stars = [
            (place.dice.unit(f"sx{i}") * place.width, place.dice.unit(f"sy{i}") * horizon)
            for i in range(16)
        ]
        canvas.dots(stars, "#fff3d2", width=3.4, opacity=0.8)
        return
    for i in range(3):
        cx, cy = (
            place.dice.unit(f"cx{i}") * place.width,
            place.dice.between(f"cy{i}", 0.1, 0.55) * horizon,
        )
        canvas.line(
            f"M{cx - 36:.0f} {cy:.0f}h74M{cx - 10:.0f} {cy - 11:.0f}h26",
            "#ffffff",
            width=22,
            opacity=0.5,
        )


def hills(
    canvas: Canvas, place: Place, horizon: float, *, count: int = 3, rise: float = 90
) -> None:
    """Rows of hills, paler the farther they are."""
    mood = place.mood
    for i in range(count):
        base = horizon - (count - 1 - i) * rise * 0.4
        colour = mix(mix(mood.far, mood.leaf, i / max(1, count)), mood.sky, 0.5 - 0.5 * i / count)
        knots: list[Knot] = [(-20, base, 1)]
        for k in range(5):
            knots.append(
                (k * place.width / 4, base - place.dice.between(f"hill{i}{k}", 0.1, 1) * rise)
            )
        knots += [
            (place.width + 20, base, 1),
            (place.width + 20, place.height, 1),
            (-20, place.height, 1),
        ]
        canvas.fill(
            smooth(knots, closed=True),
            canvas.fade([(0, colour, 1.0), (1, mix(colour, mood.floor, 0.4), 1.0)]),
        )


def wall(canvas: Canvas, place: Place, line: float) -> None:
    """A lit wall above the line of the floor."""
    tone = place.tone("wall")
    x = place.dice.between("lamp", 0.25, 0.75)
    light = [
        (0, mix(tone.light, place.mood.glow, 0.4), 1.0),
        (0.55, tone.base, 1.0),
        (1, mix(tone.base, tone.shade, 0.6), 1.0),
    ]
    canvas.box(0, 0, place.width, line + 2, canvas.glow(light, x=x, y=0.3, r=0.95))


def floor(canvas: Canvas, place: Place, line: float, *, boards: int = 1) -> None:
    """A floor with boards and a skirting."""
    tone = place.tone("floor")
    canvas.box(
        0,
        line,
        place.width,
        place.height - line,
        canvas.fade([(0, tone.shade, 1.0), (0.25, tone.base, 1.0), (1, tone.light, 1.0)]),
    )
    if boards:
        middle = place.width / 2
        for i in range(-4, 9):
            x = place.width * i / 5
            far = middle + (x - middle) * 0.6
            board = f"M{far:.0f} {line:.0f}L{x:.0f} {place.height:.0f}"
            canvas.line(board, tone.deep, width=1.4, opacity=0.22)
    canvas.box(0, line - 9, place.width, 10, mix(place.mood.wall, "#ffffff", 0.5), opacity=0.85)


def window(
    canvas: Canvas, place: Place, x: float, y: float, *, width: float = 170, height: float = 230
) -> None:
    """A window with what is outside it, and the light it throws."""
    mood = place.mood
    canvas.box(x - 9, y - 9, width + 18, height + 18, mix(mood.wall, "#ffffff", 0.55), round_=4)
    canvas.box(x, y, width, height, canvas.fade([(0, mood.sky, 1.0), (1, mood.glow, 1.0)]))
    half = width / 2
    land = f"v-60q{half / 2:.0f}-50 {half:.0f}-20t{half:.0f}-14v94z"
    canvas.fill(f"M{x:.0f} {y + height:.0f}{land}", mood.far, opacity=0.8)
    canvas.line(
        f"M{x + width / 2:.0f} {y:.0f}v{height:.0f}M{x:.0f} {y + height * 0.42:.0f}h{width:.0f}",
        mix(mood.wall, "#ffffff", 0.55),
        width=8,
    )
    canvas.box(x - 18, y + height + 9, width + 36, 12, mix(mood.wall, mood.floor, 0.4), round_=3)


_LEAVES = (
    ((-62, -92), (30, -146), (48, -54)),
    ((-38, -140), (58, -96)),
    ((-6, -170), (-46, -52)),
)


def _leaf(dx: float, dy: float) -> str:
    """Path of a leaf of a potted plant, from its stalk to its tip."""
    nx, ny = -dy * 0.36, dx * 0.36
    ax, ay, bx, by = dx / 2 + nx, dy / 2 + ny, -dx / 2 - nx, -dy / 2 - ny
    return f"M0-66q{ax:.0f} {ay:.0f} {dx} {dy}q{bx:.0f} {by:.0f} {-dx} {-dy}"


def plant(canvas: Canvas, place: Place, x: float, y: float, *, scale: float = 1) -> None:
    """A potted plant standing at (x, y)."""
    green = place.tone("leaf")
    sheet = canvas.layer()
    for colour, tips in zip((green.base, green.shade, green.light), _LEAVES, strict=True):
        sheet.fill("".join(_leaf(*tip) for tip in tips), colour)
    pot: list[Knot] = [(-38, -74, 1), (38, -74, 1), (29, 0, 1), (-29, 0, 1)]
    clay = tone_of(mix(place.mood.pop, "#d8b79a", 0.55))
    sheet.fill(
        smooth(pot, closed=True),
        canvas.fade([(0, clay.light, 1.0), (1, clay.shade, 1.0)], across=1, down=0),
    )
    sheet.box(-42, -80, 84, 14, clay.base, round_=4)
    canvas.oval(x, y, 46 * scale, 8 * scale, "#2a1a2c", opacity=0.18)
    canvas.place(sheet, x=x, y=y, scale=scale)


def tree(
    canvas: Canvas, place: Place, x: float, y: float, *, scale: float = 1, blossom: str = ""
) -> None:
    """A round tree, in blossom where a colour is given."""
    crown = tone_of(blossom or place.mood.leaf)
    sheet = canvas.layer()
    sheet.line(
        "M0 0q-5-60 0-120M0-90q20-30 40-40M0-104q-16-26-36-34",
        mix("#7b5a48", place.mood.sky, 0.2),
        width=13,
    )
    for dx, dy, r, colour in (
        (-48, -168, 52, crown.shade),
        (46, -164, 56, crown.shade),
        (0, -206, 66, crown.base),
        (-26, -214, 38, crown.light),
    ):
        sheet.oval(dx, dy, r, r * 0.9, colour, opacity=0.94)
    canvas.place(sheet, x=x, y=y, scale=scale)


def flower(canvas: Canvas, x: float, y: float, *, r: float, colour: str) -> None:
    """A flower of five petals on its stalk."""
    canvas.line(f"M{x:.0f} {y:.0f}q{r * 0.4:.0f} {r * 1.6:.0f} 0 {r * 3.4:.0f}", "#7f9d68", width=2)
    flowers(canvas, [(x, y)], r=r, colour=colour)


def flowers(canvas: Canvas, heads: Sequence[tuple[float, float]], *, r: float, colour: str) -> None:
    """Flowers of one kind."""
    around = ((0, -1), (0.95, -0.3), (0.6, 0.8), (-0.6, 0.8), (-0.95, -0.3))
    petals = [(x + dx * r * 0.62, y + dy * r * 0.62) for x, y in heads for dx, dy in around]
    canvas.dots(petals, colour, width=r * 1.1)
    canvas.dots(heads, "#f6d878", width=r * 0.76)
