"""What is worn above: shirts, T-shirts, knits, camisoles."""

from __future__ import annotations

import dataclasses

from isotherm.world.pictures.body import NECK, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, patch
from isotherm.world.pictures.curves import Knot, closed_path, mirrored, open_path, smooth
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.torso import (
    buttons,
    edge,
    front,
    inside,
    neckline,
    reach,
    sleeves,
)

__all__ = ["TOPS", "creases", "shirt_collar"]


def creases(canvas: Canvas, look: Look, hem: float) -> None:
    """The pulls under the arms and the soft folds above the hem."""
    at, waist, low = edge(look, 250), edge(look, WAIST), edge(look, hem)
    pulls = []
    for x in (-at, at):
        pulls += [[(x * 0.97, 246), (x * 0.66, 282), (x * 0.5, 296)]]
        pulls += [[(x * 0.96, 262), (x * 0.74, 300)]]
    if look.nip > 0.5:
        pulls += [[(waist * 0.94, 340), (waist * 0.5, 352)]]
        pulls += [[(-waist * 0.94, 346), (-waist * 0.55, 356)]]
    for pull in pulls:
        fold(canvas, smooth(pull), look.tone, width=3.4, opacity=0.28)
    for share, rise in ((-0.55, 92), (-0.12, 60), (0.4, 84), (0.68, 56)):
        x = low * share
        crease = smooth([(x, hem - 3), (x * 0.96, hem - rise * 0.5), (x * 0.8, hem - rise)])
        fold(canvas, crease, look.tone, width=5, opacity=0.18)


def shirt_collar(canvas: Canvas, look: Look) -> None:
    """A turned-down collar with points."""
    band = smooth(
        [(-33, NECK - 10, 1), (0, 158), (33, NECK - 10, 1), (36, 162), (0, 188, 1), (-36, 162)],
        closed=True,
    )
    canvas.fill(band, look.tone.deep, opacity=0.75)
    leaf: list[Knot] = [
        (30, NECK - 15, 1),
        (37, 152),
        (52, 196, 1),
        (24, 206, 1),
        (2, 184, 1),
        (22, 168),
    ]
    for shape in (mirrored(leaf), leaf):
        patch(canvas, smooth(shape, closed=True), look)


def shirt(canvas: Canvas, look: Look) -> Box:
    """A shirt with collar, placket and cuffs."""
    hem = 432 + look.stretch
    sleeves(canvas, look, only=0)
    inside(canvas, look)
    drape(canvas, front(dataclasses.replace(look, neck="collar"), hem, drop=16), look)
    creases(canvas, look, hem)
    canvas.box(-9, 184, 18, hem - 172, look.tone.light, opacity=0.35)
    canvas.line(f"M-9 186V{hem + 12:g}M9 186V{hem + 12:g}", look.tone.line, width=1.2, opacity=0.45)
    buttons(canvas, look, [y for y in (214, 258, 302, 346, 390, 434) if y < hem])
    if look.dice.chance("pocket", 0.55):
        pocket = closed_path("28,252! 64,252! 64,292! 46,300! 28,292!")
        canvas.line(pocket, look.tone.line, width=1.5, opacity=0.5)
    if look.dice.chance("bow", 0.18) and look.fabric == "silk":
        _bow(canvas, look)
    else:
        shirt_collar(canvas, look)
    sleeves(canvas, look, only=1)
    return reach(look, hem + 14)


def _bow(canvas: Canvas, look: Look) -> None:
    band = smooth(
        [(-35, NECK - 12, 1), (0, 164), (35, NECK - 12, 1), (36, 168), (0, 192), (-36, 168)],
        closed=True,
    )
    patch(canvas, band, look)
    for sign in (-1, 1):
        tail: list[Knot] = [
            (0, 190),
            (sign * 22, 240),
            (sign * 20, 322, 1),
            (sign * 46, 312, 1),
            (sign * 34, 236),
        ]
        patch(canvas, smooth(tail, closed=True), look)
        loop: list[Knot] = [(0, 190), (sign * 30, 162), (sign * 56, 184), (sign * 46, 212)]
        patch(canvas, smooth(loop, closed=True), look)
    canvas.oval(0, 191, 9, 11, look.tone.shade)


def tee(canvas: Canvas, look: Look) -> Box:
    """A T-shirt or jersey top with a ribbed neck; sometimes a small print."""
    hem = 428 + look.stretch
    sleeves(canvas, look, only=0)
    inside(canvas, look)
    drape(canvas, front(look, hem), look)
    creases(canvas, look, hem)
    _rib(canvas, look)
    half = edge(look, hem - 12)
    canvas.line(
        smooth([(-half, hem - 11), (0, hem - 6), (half, hem - 11)]),
        look.tone.line,
        width=1.4,
        opacity=0.45,
        dash="4 3",
    )
    if look.kind == "tee" and not look.figure and look.dice.chance("emblem", 0.4):
        _emblem(canvas, look)
    sleeves(canvas, look, only=1)
    return reach(look, hem)


def _rib(canvas: Canvas, look: Look) -> None:
    opening = neckline(look)
    whole = [*reversed(mirrored(opening)), *opening[1:]]
    canvas.line(smooth(whole), look.tone.shade, width=9)
    canvas.line(smooth(whole), look.tone.line, width=1.2, opacity=0.4)


def _emblem(canvas: Canvas, look: Look) -> None:
    """Isotherms on the chest."""
    for step in range(3):
        r = 13 + 10 * step
        ring = smooth(
            [(r, 268), (r * 0.4, 268 + r * 0.8), (-r * 0.9, 272), (-r * 0.3, 268 - r * 0.8)],
            closed=True,
        )
        canvas.line(ring, look.accent.base, width=3.4, opacity=0.85)


def knit(canvas: Canvas, look: Look) -> Box:
    """A jumper with ribbed neck, cuffs and hem."""
    hem = 424 + look.stretch
    sleeves(canvas, look, only=0)
    inside(canvas, look)
    drape(canvas, front(look, hem), look)
    creases(canvas, look, hem)
    half = edge(look, hem - 12)
    canvas.line(
        smooth([(-half + 2, hem - 9), (0, hem - 4), (half - 2, hem - 9)]),
        look.tone.deep,
        width=19,
        opacity=0.3,
        dash="2 5",
    )
    if look.neck == "turtle":
        roll = closed_path("-34,112 0,119 34,112 38,160 0,174 -38,160")
        drape(canvas, roll, look)
        canvas.line(open_path("-36,140 0,148 36,140"), look.tone.deep, width=2.4, opacity=0.5)
    else:
        _rib(canvas, look)
        opening = neckline(look)
        whole = [*reversed(mirrored(opening)), *opening[1:]]
        canvas.line(smooth(whole), look.tone.deep, width=9, opacity=0.35, dash="2 4")
    sleeves(canvas, look, only=1)
    box = reach(look, hem)
    return (box[0], 110 if look.neck == "turtle" else box[1], box[2], box[3])


def camisole(canvas: Canvas, look: Look) -> Box:
    """A top on straps, a halter or a bandeau."""
    bare = (
        look
        if look.neck in {"straps", "halter", "tube"}
        else dataclasses.replace(look, neck="straps")
    )
    hem = 400 + look.stretch
    straps(canvas, bare)
    drape(canvas, front(bare, hem), bare)
    creases(canvas, bare, hem)
    half = edge(bare, 290)
    for sign in (-1, 1):
        cup = smooth(
            [(sign * half * 0.12, 262), (sign * half * 0.5, 288), (sign * half * 0.92, 258)]
        )
        fold(canvas, cup, look.tone, width=4, opacity=0.3)
    return (-edge(bare, hem) - 10, NECK - 6, edge(bare, hem) + 10, hem + 8)


def straps(canvas: Canvas, look: Look) -> None:
    """The straps that hold a bare-shouldered piece."""
    if look.neck == "tube":
        return
    top = neckline(look)[-1]
    for sign in (-1, 1):
        if look.neck == "halter":
            strap: list[Knot] = [(sign * 22, 200), (sign * 26, 172), (sign * 28, NECK - 8)]
        else:
            strap = [(sign * top[0] * 0.78, top[1] - 2), (sign * 54, 184), (sign * 50, NECK + 2)]
        canvas.line(smooth(strap), look.tone.shade, width=9 if look.kind == "sportbra" else 5)
        canvas.line(smooth(strap), look.tone.light, width=1.6, opacity=0.6)


TOPS = {
    "shirt": shirt,
    "tee": tee,
    "top": tee,
    "knit": knit,
    "camisole": camisole,
}
