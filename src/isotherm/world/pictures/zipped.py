"""Jackets with a zip or a hood: shells, parkas, fleeces, bombers, puffers, hoodies."""

from __future__ import annotations

from isotherm.world.pictures.body import NECK
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, patch
from isotherm.world.pictures.curves import (
    open_path,
    outline,
    smooth,
    twofold_path,
)
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.torso import (
    edge,
    front,
    inside,
    reach,
    sleeves,
    with_neck,
)

__all__ = ["ZIPPED"]


def zipped(canvas: Canvas, look: Look) -> Box:
    """A jacket with a zip: shell, fleece, bomber or puffer, with a hood where it has one."""
    hem = 440 + look.stretch
    if look.kind in {"shell", "parka", "hoodie"}:
        _hood(canvas, look)
    sleeves(canvas, look, only=0)
    inside(canvas, look)
    drape(canvas, front(with_neck(look, "stand"), hem, drop=3), look)
    if look.kind == "puffer":
        _quilting(canvas, look, hem)
    zip_end = hem if look.kind != "hoodie" or look.dice.chance("zip", 0.4) else 0
    if zip_end:
        canvas.line(smooth([(0, 168), (0, hem)]), look.tone.line, width=5, opacity=0.7)
        canvas.line(smooth([(0, 168), (0, hem)]), look.accent.light, width=1.8, dash="3 4")
        canvas.box(-3, 200, 6, 17, look.accent.base, round_=3)
    _stand(canvas, look)
    if zip_end:
        _slits(canvas, look)
    else:
        _kangaroo(canvas, look, hem)
    half = edge(look, hem - 20)
    band = smooth([(-half, hem - 22), (0, hem - 17), (half, hem - 22)])
    canvas.line(band, look.tone.line, width=2, opacity=0.5)
    sleeves(canvas, look, only=1)
    box = reach(look, hem)
    return (box[0], 96 if look.kind in {"shell", "parka", "hoodie"} else box[1], box[2], box[3])


def _hood(canvas: Canvas, look: Look) -> None:
    hood = twofold_path("0,92 40,104 64,150 60,196 0,220")
    drape(canvas, hood, look)
    canvas.fill(twofold_path("0,116 26,124 40,160 26,196 0,204"), look.tone.deep)


def _stand(canvas: Canvas, look: Look) -> None:
    collar = smooth(
        [(-35, NECK - 10, 1), (0, 156), (35, NECK - 10, 1), (41, 176), (0, 192), (-41, 176)],
        closed=True,
    )
    if look.kind not in {"hoodie", "shell", "parka"}:
        patch(canvas, collar, look)
        fold(canvas, open_path("0,158 0,192"), look.tone, width=3, opacity=0.6)
    else:
        for sign in (-1, 1):
            canvas.line(smooth([(sign * 14, 184), (sign * 17, 236)]), look.accent.light, width=3.4)
            canvas.oval(sign * 17, 240, 3, 5, look.accent.shade)


def _slits(canvas: Canvas, look: Look) -> None:
    for sign in (-1, 1):
        x = sign * edge(look, 360) * 0.5
        canvas.line(smooth([(x, 346), (x + sign * 12, 398)]), look.tone.line, width=4, opacity=0.6)
    chest = smooth([(-edge(look, 250), 254), (0, 262), (edge(look, 250), 254)])
    fold(canvas, chest, look.tone, width=2.4, opacity=0.4)


def _kangaroo(canvas: Canvas, look: Look, hem: float) -> None:
    y = hem - 112
    pocket = outline([(0, y), (40, y, 1), (64, y + 46), (62, y + 80, 1), (0, y + 80, 1)])
    patch(canvas, pocket, look)


def _quilting(canvas: Canvas, look: Look, hem: float) -> None:
    y = 216.0
    while y < hem - 16:
        half = edge(look, y) - 2
        canvas.line(
            smooth([(-half, y), (0, y + 9), (half, y)]), look.tone.deep, width=3, opacity=0.5
        )
        canvas.line(
            smooth([(-half + 8, y + 9), (0, y + 19), (half - 30, y + 11)]),
            look.tone.light,
            width=6,
            opacity=0.4,
        )
        y += 40


ZIPPED = dict.fromkeys(("shell", "parka", "hoodie", "jacket", "fleece", "puffer"), zipped)
