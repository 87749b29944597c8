"""The picture of a product: the thing itself, in its colour and cut, on a ground that suits it."""

from __future__ import annotations

from collections.abc import Mapping

from isotherm.world.pictures.body import SHOULDER
from isotherm.world.pictures.canvas import Canvas, draw_within
from isotherm.world.pictures.curves import twofold_path
from isotherm.world.pictures.grounds import draw_ground, ground_tone
from isotherm.world.pictures.kinds import kind_of
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.looks import look_of
from isotherm.world.pictures.things import THINGS
from isotherm.world.pictures.tone import Tone, mix
from isotherm.world.pictures.wardrobe import WARDROBE

__all__ = ["draw_product"]

_VIEW = (600.0, 800.0)
_FOR_THE_FLOOR = {"rug", "picnic", "tent", "stroller", "table", "bedding"}
_LAID = {"bra", "sportbra", "swimsuit"}


def draw_product(
    *,
    title: str,
    category: str | None,
    attributes: Mapping[str, object],
    seed_id: str,
    width: int = 600,
    height: int = 800,
) -> str:
    """A product as an SVG picture, the same for the same words and id.

    >>> draw_product(title="丁香紫西装", category="外套", attributes={}, seed_id="p1")[:4]
    '<svg'
    """
    plain = {str(key): value for key, value in attributes.items()}
    kind = kind_of(title, category, plain)
    look = look_of(kind, title=title, category=category, attributes=plain, seed=seed_id)
    said = repr((title, category, sorted((key, str(value)) for key, value in plain.items())))
    size = (width, height)
    return draw_within(
        lambda least: _draw(
            look, Canvas(f"product\x1f{seed_id}\x1f{said}", least=least), size=size, title=title
        )
    )


def _draw(look: Look, canvas: Canvas, *, size: tuple[int, int], title: str) -> str:
    ground = ground_tone(look.tone.base, look.dice)
    draw_ground(canvas, ground, look.dice)
    thing = canvas.layer()
    if look.kind in WARDROBE:
        _hang(canvas, thing, look)
    else:
        drawing = THINGS.get(look.kind, THINGS["parcel"])
        _stand(canvas, thing, drawing(thing, look), ground=ground, look=look)
    return canvas.svg(*size, view=_VIEW, title=title)


def _hang(canvas: Canvas, thing: Canvas, look: Look) -> None:
    """Hang a garment in the middle, its soft shadow on the wall behind it."""
    sketch = canvas.layer()
    left, top, right, bottom = WARDROBE[look.kind](sketch, look)
    if top < SHOULDER and look.kind not in _LAID:
        _hanger(thing, look)
        top -= 46
    thing.place(sketch)
    scale = min(480 / (right - left), 650 / (bottom - top), 1.65)
    x, y = 300 - (left + right) / 2 * scale, 400 - (top + bottom) / 2 * scale
    shade = canvas.glow([(0, "#2a1a2c", 0.26), (0.6, "#2a1a2c", 0.12), (1, "#2a1a2c", 0.0)])
    canvas.oval(312, 420 + 20, (right - left) * scale * 0.62, (bottom - top) * scale * 0.6, shade)
    canvas.place(thing, x=x, y=y, scale=scale)


def _hanger(canvas: Canvas, look: Look) -> None:
    wide = look.body.shoulder - 4
    canvas.line("M0 142V120q0-9 9-12q11-5 9-16q-4-13-18-9q-9 4-9 12", "#b99f7a", width=4.5)
    half = f"0,140 52,156 {wide},184 {wide - 4},194 0,158"
    wood = twofold_path(half)
    canvas.fill(wood, canvas.fade([(0, "#d8b283", 1.0), (1, "#a97c50", 1.0)]))


def _stand(canvas: Canvas, thing: Canvas, box: Box, *, ground: Tone, look: Look) -> None:
    """Set a thing on the floor with its shadow; a low one often on a plinth."""
    left, top, right, bottom = box
    scale = min(470 / (right - left), 480 / (bottom - top), 1.8)
    half, tall = (right - left) / 2 * scale, (bottom - top) * scale
    floor = 440 + tall / 2
    if tall < 330 and look.kind not in _FOR_THE_FLOOR and look.dice.chance("plinth", 0.6):
        floor = 500 + tall * 0.14
        side = canvas.fade([(0, ground.light, 1.0), (1, ground.shade, 1.0)], across=1, down=0)
        canvas.box(300 - half * 1.16, floor, half * 2.32, 800 - floor, side)
        canvas.oval(300, floor, half * 1.16, 36, mix(ground.light, "#ffffff", 0.2))
    shade = canvas.glow([(0, "#2a1a2c", 0.4), (0.55, "#2a1a2c", 0.2), (1, "#2a1a2c", 0.0)])
    canvas.oval(308, floor + 2, half * 1.08, 28, shade)
    x = 300 - (left + right) / 2 * scale
    canvas.place(thing, x=x, y=floor - bottom * scale + 6, scale=scale)
