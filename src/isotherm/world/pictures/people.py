"""People as simple faceless figures of many builds, ages, skins and hairs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from isotherm.world.pictures.body import (
    ANKLE,
    BUILDS,
    CROTCH,
    HANGING,
    HIP,
    KNEE,
    SHOULDER,
    WAIST,
    Arm,
    Body,
)
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import paint
from isotherm.world.pictures.curves import Knot, mirrored, outline, smooth, tube, twofold_path
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.hair import draw_back_hair, draw_front_hair
from isotherm.world.pictures.look import Look
from isotherm.world.pictures.tone import Tone, mix, tone_of
from isotherm.world.pictures.torso import sleeves
from isotherm.world.pictures.wardrobe import LOWER, WARDROBE

__all__ = ["POSES", "Person", "cast_person", "draw_head", "draw_neck", "draw_person"]

_SKINS = ("#f4d3bb", "#eec4a5", "#e6b48f", "#d9a27a", "#b98060", "#8f5f46")
_HAIRS = ("#2c2326", "#3a2a28", "#4b342c", "#5f4030", "#7a5238", "#2a2530", "#94694a")
_TO_THE_FOOT = {"trousers", "jeans", "leggings"}
_SCANT = {"sportbra", "swimsuit", "camisole", "slip", "shorts", "mini"}
_COVERING = {"long", "lantern", "wide"}
POSES: dict[str, tuple[Arm, Arm]] = {
    "rest": (HANGING, HANGING),
    "hip": (Arm((62, 104), (8, 186), 0), HANGING),
    "phone": (Arm((26, 130), (-34, 34), 1), HANGING),
    "wave": (Arm((58, 62), (66, -66), 1), HANGING),
    "both": (Arm((60, 108), (6, 188), 0), Arm((60, 108), (6, 188), 0)),
}


@dataclasses.dataclass(frozen=True)
class Person:
    """Who is drawn: body, skin, hair and pose."""

    body: Body
    skin: Tone
    hair: Tone
    style: str  # a name of hair.py
    pose: str  # a name of POSES


def cast_person(dice: Dice, *, build: str = "", older: float = 0.06, pose: str = "rest") -> Person:
    """Somebody; ``build`` where the words say one, ``older`` the chance of grey hair."""
    grey = dice.chance("grey", older)
    return Person(
        body=BUILDS[build or dice.pick("build", ("slim", "mid", "mid", "full", "plus"))],
        skin=tone_of(dice.pick("skin", _SKINS[:2] * 3 + _SKINS)),
        hair=tone_of("#b9b3b0" if grey else dice.pick("hair", _HAIRS)),
        style=dice.pick(
            "style", ("bob", "long", "bun", "tail", "waves", "short", "braids", "fringe")
        ),
        pose=pose,
    )


def _limb(canvas: Canvas, spine: list[Knot], radii: list[float], skin: Tone) -> None:
    canvas.fill(smooth(tube(spine, radii), closed=True), skin.base, edge=skin.shade)


def _legs(canvas: Canvas, person: Person, shoes: Tone, *, bare: bool) -> None:
    body = person.body
    for sign in (-1, 1):
        x = body.hip * 0.5
        spine: list[Knot] = [
            (sign * x, HIP + 10),
            (sign * (x + 1), 560),
            (sign * (x - 3), KNEE),
            (sign * (x - 2), 745),
            (sign * (x - 6), ANKLE + 6),
        ]
        if bare:
            _limb(
                canvas,
                spine,
                [body.thigh, body.thigh * 0.92, body.calf * 1.08, body.calf, body.calf * 0.56],
                person.skin,
            )
        foot = x - 6
        shoe: list[Knot] = [
            (foot - 13, ANKLE - 4, 1),
            (foot + 13, ANKLE - 4, 1),
            (foot + 19, ANKLE + 24),
            (foot + 8, ANKLE + 34),
            (foot - 12, ANKLE + 33),
            (foot - 15, ANKLE + 16),
        ]
        if sign < 0:
            shoe = mirrored(shoe)
        paint(canvas, smooth(shoe, closed=True), shoes)


def _arm(canvas: Canvas, person: Person, arm: Arm, *, sign: int, sleeved: bool) -> None:
    """An arm with its hand; from the elbow only where a sleeve covers the rest."""
    body = person.body
    sx, sy = body.shoulder - 14, SHOULDER + 20
    ex, ey = body.shoulder + arm.elbow[0] - 6, SHOULDER + arm.elbow[1]
    wx, wy = body.shoulder + arm.wrist[0] - 4, SHOULDER + arm.wrist[1]
    dx, dy = wx - ex, wy - ey
    length = (dx * dx + dy * dy) ** 0.5 or 1
    ux, uy = dx / length, dy / length
    spine: list[Knot] = [(ex, ey), (wx, wy), (wx + ux * 34, wy + uy * 34)]
    radii = [body.arm * 0.84, body.arm * 0.62, 6]
    if not sleeved:
        spine = [(sx, sy), ((sx + ex) / 2 + 4, (sy + ey) / 2), *spine]
        radii = [body.arm * 1.15, body.arm * 1.05, *radii]
    if sign < 0:
        spine = mirrored(spine)
    _limb(canvas, spine, radii, person.skin)
    canvas.oval((wx + ux * 20) * sign, wy + uy * 20, 11, 12, person.skin.base)


def _trunk(canvas: Canvas, person: Person, *, bare: bool) -> None:
    """Neck, chest and, where little is worn, the rest."""
    body, skin = person.body, person.skin
    half: list[Knot] = [
        (0, 110),
        (17, 112, 1),
        (18, 140),
        (30, 156),
        (body.shoulder - 14, SHOULDER, 1),
        (body.bust - 4, 240, 1),
    ]
    if bare:
        half += [(body.waist - 3, WAIST), (body.hip - 4, HIP, 1), (0, CROTCH + 8)]
    else:
        half.append((0, 330, 1))
    canvas.fill(outline(half), skin.base)
    draw_neck(canvas, person)


def draw_neck(canvas: Canvas, person: Person) -> None:
    """The neck with the shadow of the chin, and the collar bones."""
    skin = person.skin
    canvas.fill(twofold_path("0,104 17,108! 18,140 40,164! 0,200"), skin.base)
    shadow: list[Knot] = [(0, 128), (17, 116, 1), (18, 138), (0, 150)]
    canvas.fill(outline(shadow), skin.shade, opacity=0.7)
    for sign in (-1, 1):
        canvas.line(smooth([(sign * 9, 172), (sign * 44, 166)]), skin.shade, width=2.4, opacity=0.7)


def draw_head(canvas: Canvas, person: Person) -> None:
    """Head with hair; the face is left to whoever looks."""
    skin = person.skin
    face: list[Knot] = [(0, 6), (34, 22), (41, 62), (31, 98), (9, 117), (0, 118)]
    for sign in (-1, 1):
        canvas.oval(sign * 41, 68, 6, 10, skin.shade)
    light = canvas.fade([(0, skin.light, 1.0), (1, skin.base, 1.0)], across=1, down=0.7)
    canvas.fill(outline(face), light)
    blush = mix(skin.base, "#e2685f", 0.5)
    for sign in (-1, 1):
        canvas.oval(sign * 22, 82, 10, 6, blush, opacity=0.35)
    draw_front_hair(canvas, person.style, person.hair)


def draw_person(canvas: Canvas, person: Person, outfit: Sequence[Look], *, shoes: Tone) -> None:
    """A standing person in an outfit, crown at (0, 0), soles at y = 885."""
    right, left = POSES[person.pose]
    behind = [dataclasses.replace(arm, front=2 * arm.front) for arm in (right, left)]
    worn = [
        dataclasses.replace(look, body=person.body, right=behind[0], left=behind[1], worn=True)
        for look in outfit
    ]
    covered = any(look.sleeve in _COVERING for look in worn if look.kind not in LOWER)
    draw_back_hair(canvas, person.style, person.hair)
    for arm, sign in ((left, -1), (right, 1)):
        if not arm.front:
            _arm(canvas, person, arm, sign=sign, sleeved=covered)
    _legs(canvas, person, shoes, bare=all(look.kind not in _TO_THE_FOOT for look in worn))
    _trunk(canvas, person, bare=any(look.kind in _SCANT for look in worn))
    if not covered:
        tip, round_ = person.body.shoulder - 14, person.body.arm * 1.2
        canvas.dots(
            [(-tip, SHOULDER + 19), (tip, SHOULDER + 19)], person.skin.base, width=2 * round_
        )
    for look in worn:
        WARDROBE[look.kind](canvas, look)
    draw_head(canvas, person)
    for arm, sign in ((left, -1), (right, 1)):
        if arm.front:
            _front_arm(canvas, person, arm, sign, worn)


def _front_arm(canvas: Canvas, person: Person, arm: Arm, sign: int, worn: Sequence[Look]) -> None:
    """An arm before the body, with the sleeve of what is worn outermost."""
    _arm(canvas, person, arm, sign=sign, sleeved=False)
    sleeved = [look for look in worn if look.sleeve != "none" and look.kind not in LOWER]
    if sleeved:
        other = dataclasses.replace(arm, front=0)
        look = sleeved[-1]
        look = dataclasses.replace(
            look, right=arm if sign > 0 else other, left=arm if sign < 0 else other
        )
        sleeves(canvas, look, only=1)
