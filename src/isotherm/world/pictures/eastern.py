"""Clothes of the East: knotted jackets, cloaks, crossed robes."""

from __future__ import annotations

import dataclasses

from isotherm.world.pictures.body import NECK, SHOULDER
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, patch
from isotherm.world.pictures.curves import (
    Knot,
    open_path,
    outline,
    smooth,
)
from isotherm.world.pictures.jackets import closing
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.tops import creases
from isotherm.world.pictures.torso import (
    edge,
    front,
    inside,
    reach,
    sleeves,
    with_neck,
)

__all__ = ["EASTERN"]


def knotted(canvas: Canvas, look: Look) -> Box:
    """A Chinese jacket: stand collar, slanted placket and knotted buttons."""
    hem = 452 + look.stretch
    sleeves(canvas, look, only=0)
    inside(canvas, look)
    drape(canvas, front(with_neck(look, "stand"), hem), look)
    _collar_band(canvas, look)
    placket: list[Knot] = [(0, 190), (26, 214), (58, 244), (edge(look, 262) - 8, 262)]
    straight = look.dice.chance("straight placket", 0.55)
    if straight:
        placket = [(0, 190), (0, 300), (0, hem + 4)]
    canvas.line(smooth(placket), look.accent.shade, width=6)
    canvas.line(smooth(placket), look.tone.line, width=1.4, opacity=0.5)
    heights = [205, 258, 311, 364, 417] if straight else [206, 236, 268]
    for y in heights:
        x = 0.0 if straight else {206: 18.0, 236: 48.0}.get(y, edge(look, 262) - 14)
        _knot(canvas, look, x, y)
    for sign in (-1, 1):
        vent = smooth(
            [(sign * (edge(look, hem) - 12), hem - 58), (sign * (edge(look, hem) - 10), hem)]
        )
        canvas.line(vent, look.accent.shade, width=3.6)
    closing(canvas, look, 300, hem)
    sleeves(canvas, look, only=1)
    return reach(look, hem)


def _collar_band(canvas: Canvas, look: Look) -> None:
    band = smooth(
        [(-35, NECK - 16, 1), (0, 152), (35, NECK - 16, 1), (38, 166), (4, 190, 1), (-38, 166)],
        closed=True,
    )
    patch(canvas, band, look)
    canvas.line(smooth([(-35, NECK - 15), (0, 153), (35, NECK - 15)]), look.accent.shade, width=4)


def _knot(canvas: Canvas, look: Look, x: float, y: float) -> None:
    for sign in (-1, 1):
        loop = smooth(
            [(x, y), (x + sign * 12, y - 6), (x + sign * 20, y), (x + sign * 12, y + 6), (x, y)]
        )
        canvas.line(loop, look.accent.shade, width=3.2)
    canvas.oval(x, y, 4.6, 4.6, look.accent.base)


def cloak(canvas: Canvas, look: Look) -> Box:
    """A cape from the shoulders, tied at the neck."""
    hem = 560 + look.stretch
    wide = 168.0
    shape = outline(
        [
            (0, 178),
            (36, NECK, 1),
            (look.body.shoulder + 6, 186),
            (140, 330),
            (wide, hem, 1),
            (0, hem + 14),
        ]
    )
    inside(canvas, look)
    drape(canvas, shape, look)
    for x in (-104, -54, 52, 104):
        fold(
            canvas,
            smooth([(x * 0.5, 236), (x * 0.9, 400), (x * 1.1, hem)]),
            look.tone,
            width=8,
            opacity=0.2,
        )
    canvas.line(smooth([(0, 186), (3, 360), (0, hem + 10)]), look.tone.line, width=2.4, opacity=0.6)
    _collar_band(canvas, look)
    bow = open_path("0,196 -30,184 -30,210 0,196 30,184 30,210 0,196")
    canvas.line(bow, look.accent.shade, width=5)
    canvas.line(open_path("-3,198 -13,262"), look.accent.shade, width=4)
    canvas.line(open_path("3,198 12,254"), look.accent.shade, width=4)
    return (-wide, NECK - 16, wide, SHOULDER + hem - 160)


def crossed(canvas: Canvas, look: Look) -> Box:
    """A robe top whose fronts cross at the chest, with wide sleeves."""
    hem = 452 + look.stretch
    wide = dataclasses.replace(
        look, sleeve="wide" if look.sleeve == "long" else look.sleeve, neck="deep"
    )
    sleeves(canvas, wide, only=0)
    inside(canvas, wide)
    canvas.fill(
        outline([(0, NECK + 4), (36, NECK - 2, 1), (24, 230), (0, 300, 1)]), look.accent.light
    )
    drape(canvas, front(wide, hem), wide)
    band_left = smooth([(-36, NECK - 4), (-24, 220), (14, 330), (44, 372)])
    band_right = smooth([(36, NECK - 4), (24, 220), (-16, 330), (-edge(look, 380) + 6, 384)])
    for band in (band_left, band_right):
        canvas.line(band, look.tone.line, width=19, opacity=0.5)
        canvas.line(band, look.accent.base, width=16)
        canvas.line(band, look.accent.light, width=2, opacity=0.6)
    creases(canvas, wide, hem)
    sleeves(canvas, wide, only=1)
    return reach(wide, hem)


EASTERN = {"knotted": knotted, "cloak": cloak, "crossed": crossed}
