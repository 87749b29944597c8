"""A small round-cornered portrait: a head and shoulders on a ground of its own."""

from __future__ import annotations

import dataclasses

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.hair import draw_back_hair
from isotherm.world.pictures.looks import look_of
from isotherm.world.pictures.people import cast_person, draw_head, draw_neck
from isotherm.world.pictures.tone import Tone, mix, tone_of
from isotherm.world.pictures.wardrobe import WARDROBE

__all__ = ["draw_avatar"]

_GROUNDS = ("#f3d9c4", "#d9e3d2", "#e7d6e6", "#cfe0ea", "#f5e3b6", "#f1cfcd", "#dcd6c8", "#c9d8cf")
_WEARS = ("tee", "shirt", "knit", "blazer", "cardigan", "hoodie", "knotted", "dress")
_COLOURS = (
    "#c4623f",
    "#2e3d62",
    "#f2e9d9",
    "#aabf96",
    "#bba5da",
    "#e88d50",
    "#7b2739",
    "#9cb4c8",
    "#f0c646",
)


def draw_avatar(*, name: str, seed_id: str, size: int = 240) -> str:
    """A faceless portrait as a square SVG picture, the same for the same id.

    >>> draw_avatar(name="Lin", seed_id="a1")[:4]
    '<svg'
    """
    canvas = Canvas("\x1f".join(("avatar", seed_id, name)))
    dice = Dice("avatar" + seed_id)
    ground = tone_of(dice.pick("ground", _GROUNDS))
    _backdrop(canvas, ground, dice)
    kind = dice.pick("wear", _WEARS)
    person = cast_person(dice, older=0.1)
    look = look_of(kind, title="", category=None, attributes={}, seed="avatar" + seed_id)
    look = dataclasses.replace(
        look,
        tone=tone_of(dice.pick("colour", _COLOURS)),
        worn=True,
        body=person.body,
        ease=12,
        fabric="",
        sleeve="long",
    )
    bust = canvas.layer()
    draw_back_hair(bust, person.style, person.hair)
    draw_neck(bust, person)
    WARDROBE[kind](bust, look)
    draw_head(bust, person)
    canvas.place(bust, x=120, y=46, scale=dice.between("near", 0.98, 1.12))
    dusk = mix(ground.shade, "#2a1a2c", 0.2)
    canvas.box(0, 0, 240, 240, canvas.fade([(0.6, dusk, 0.0), (1, dusk, 0.16)]))
    return canvas.svg(size, size, view=(240, 240), title=name)


def _backdrop(canvas: Canvas, ground: Tone, dice: Dice) -> None:
    """Lit paper with a few lines of equal warmth."""
    light = canvas.glow([(0, ground.light, 1.0), (1, ground.base, 1.0)], x=0.35, y=0.3, r=0.9)
    canvas.box(0, 0, 240, 240, light)
    x, y = dice.between("x", 20, 220), dice.between("y", 10, 120)
    for r in (60, 102, 144):
        over, under = f"a{r} {r * 0.8:.0f} 0 1 1 {2 * r} 0", f"a{r} {r * 0.86:.0f} 0 1 1 {-2 * r} 0"
        canvas.line(f"M{x - r:.0f} {y:.0f}{over}{under}", ground.shade, width=2.4, opacity=0.35)
