"""Things without people: put forward on a table before the scene, or laid out on linen."""

from __future__ import annotations

import dataclasses

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.scenes import OUTDOORS
from isotherm.world.pictures.stage import Place
from isotherm.world.pictures.things import THINGS
from isotherm.world.pictures.tone import mix, tone_of
from isotherm.world.pictures.wardrobe import WARDROBE

__all__ = ["lay_out", "put_forward"]

_ON_THE_FLOOR = {
    *("rug", "beanbag", "curtain", "bedding", "shelf", "chair", "table", "cattree", "tent"),
    *("stroller", "yogamat", "catbed", "picnic"),
}
_TALL = {"lamp", "cattree", "shelf", "curtain", "frame"}
_BESIDE = ("cup", "vase", "book", "plant", "candle")
_LAID = ("tote", "loafer", "glasses", "hat", "shoulder", "flat", "belt")


def _draw(sheet: Canvas, look: Look) -> Box:
    drawing = WARDROBE.get(look.kind) or THINGS.get(look.kind) or THINGS["parcel"]
    return drawing(sheet, look)


def _shadow(canvas: Canvas, x: float, y: float, half: float) -> None:
    shade = canvas.glow([(0, "#2a1a2c", 0.4), (0.55, "#2a1a2c", 0.18), (1, "#2a1a2c", 0.0)])
    canvas.oval(x, y + 2, half * 1.14, max(12.0, half * 0.13), shade)


def put_forward(canvas: Canvas, place: Place, look: Look, *, scene: str) -> None:
    """The thing large and near: on a table, with the scene soft behind it; or on the floor."""
    floor = look.kind in _ON_THE_FLOOR or "落地" in look.words
    y = place.height * 0.9
    if not floor:
        _table(canvas, place, outside=int(scene in OUTDOORS))
    thing = canvas.layer()
    left, top, right, bottom = _draw(thing, look)
    tall = 0.62 if look.kind in _TALL or floor else 0.5
    scale = min(place.width * 0.6 / (right - left), place.height * tall / (bottom - top), 1.5)
    shift = place.dice.pick("shift", (-1, 1)) if (right - left) * scale < place.width * 0.5 else 0
    x = place.width * (0.5 + 0.09 * shift)
    if shift and not floor:
        _companion(canvas, place, look, x=place.width * (0.5 - 0.3 * shift), y=y - 18)
    _shadow(canvas, x, y, (right - left) / 2 * scale)
    canvas.place(thing, x=x - (left + right) / 2 * scale, y=y - bottom * scale, scale=scale)


def _table(canvas: Canvas, place: Place, *, outside: int) -> None:
    """A table top along the lower edge, wood or cloth, and a veil over what is behind."""
    line, mood = place.height * 0.8, place.mood
    veil = "#241f3d" if mood.dark else "#fff4e0"
    canvas.box(0, 0, place.width, line, veil, opacity=0.24)
    colour = place.dice.pick("table top", ("#c79a6b", "#b98a63", "#e6d3b8", "#f4ead9"))
    tone = tone_of(mix(colour, mood.floor, 0.25 + 0.15 * mood.dark))
    top = canvas.fade([(0, tone.shade, 1.0), (0.2, tone.base, 1.0), (1, tone.light, 1.0)])
    canvas.box(0, line, place.width, place.height - line, top)
    if outside:
        check = f'<path d="M0 0h30v60H0zM0 0h60v30H0z" fill="{mood.pop}" opacity=".3"/>'
        canvas.box(0, line, place.width, place.height - line, canvas.weave(60, 60, check))
    else:
        grain = ""
        for i in range(4):
            lift = place.dice.between(f"grain{i}", -14, 14)
            bend = f"q{place.width * 0.3:.0f} {lift:.0f} {place.width:.0f} 0"
            grain += f"M0 {line + 22 + i * 34:.0f}{bend}"
        canvas.line(grain, tone.deep, width=2, opacity=0.2)
    canvas.box(0, line, place.width, 4, tone.light, opacity=0.7)


def _companion(canvas: Canvas, place: Place, look: Look, *, x: float, y: float) -> None:
    """Something small that keeps it company."""
    kinds = [kind for kind in _BESIDE if kind != look.kind]
    colour = place.dice.pick(
        "company", (place.mood.pop, place.mood.leaf, "#f4ead9", place.mood.far)
    )
    small = dataclasses.replace(
        look, kind=place.dice.pick("beside", kinds), tone=tone_of(colour), fabric="", figure=""
    )
    thing = canvas.layer()
    left, top, right, bottom = _draw(thing, small)
    scale = min(place.width * 0.22 / (right - left), place.height * 0.25 / (bottom - top))
    _shadow(canvas, x, y, (right - left) / 2 * scale)
    canvas.place(thing, x=x - (left + right) / 2 * scale, y=y - bottom * scale, scale=scale)


def lay_out(canvas: Canvas, place: Place, look: Look) -> None:
    """The thing laid out on linen, with one or two that go with it in the corners."""
    thing = canvas.layer()
    left, top, right, bottom = _draw(thing, look)
    scale = min(place.width * 0.66 / (right - left), place.height * 0.7 / (bottom - top), 1.3)
    turn = place.dice.between("turn", -7, 7)
    x = place.width / 2 - (left + right) / 2 * scale
    y = place.height * 0.47 - (top + bottom) / 2 * scale
    shade = canvas.glow([(0, "#2a1a2c", 0.3), (0.6, "#2a1a2c", 0.14), (1, "#2a1a2c", 0.0)])
    wide, tall = (right - left) * scale, (bottom - top) * scale
    canvas.oval(place.width / 2 + 12, place.height * 0.49, wide * 0.64, tall * 0.6, shade)
    canvas.place(thing, x=x, y=y, scale=scale, turn=turn)
    kinds = [kind for kind in _LAID if kind != look.kind]
    first = place.dice.pick("laid", kinds)
    for i, kind in enumerate((first, kinds[kinds.index(first) - 3])):
        _lay_beside(canvas, place, look, kind=kind, corner=i)


def _lay_beside(canvas: Canvas, place: Place, look: Look, *, kind: str, corner: int) -> None:
    colour = (look.accent.base, "#6b4a3c", "#3a3440", "#c79a6b", place.mood.pop)
    tone = tone_of(place.dice.pick(f"laid{corner}", colour))
    thing = canvas.layer()
    small = dataclasses.replace(look, kind=kind, tone=tone, fabric="", figure="")
    left, top, right, bottom = _draw(thing, small)
    scale = min(place.width * 0.27 / (right - left), place.height * 0.2 / (bottom - top))
    x, y = place.width * (0.82 if corner else 0.18), place.height * (0.93 if corner else 0.97)
    _shadow(canvas, x, y, (right - left) / 2 * scale)
    canvas.place(thing, x=x - (left + right) / 2 * scale, y=y - bottom * scale, scale=scale)
