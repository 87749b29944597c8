"""Whole pieces: dresses, suits of jacket and skirt, robes, swimwear, underwear."""

from __future__ import annotations

import dataclasses

from isotherm.world.pictures.body import NECK, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, patch
from isotherm.world.pictures.curves import Knot, closed_path, outline, smooth
from isotherm.world.pictures.eastern import EASTERN
from isotherm.world.pictures.jackets import JACKETS
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.skirts import SKIRTS
from isotherm.world.pictures.tops import creases, shirt_collar, straps
from isotherm.world.pictures.torso import buttons, edge, front, inside, sleeves
from isotherm.world.pictures.trousers import TROUSERS

__all__ = ["DRESSES"]


def dress(canvas: Canvas, look: Look) -> Box:
    """A dress: waisted, shirt, slip, tea or qipao."""
    hem = {"qipao": 760, "slip": 740}.get(look.kind, 690) + look.stretch
    if look.kind == "slip" or look.neck in {"straps", "halter", "tube"}:
        look = dataclasses.replace(
            look,
            neck=look.neck if look.neck in {"straps", "halter", "tube"} else "straps",
            sleeve="none",
        )
        straps(canvas, look)
    sleeves(canvas, look, only=0)
    inside(canvas, look)
    drape(canvas, front(look, hem, drop=12), look)
    _hang(canvas, look, hem)
    if look.kind == "qipao":
        _qipao(canvas, look, hem)
    elif look.kind == "shirtdress":
        buttons(canvas, look, range(216, int(hem), 52))
        shirt_collar(canvas, look)
    if look.kind in {"shirtdress", "dress"} and look.nip > 0.4:
        _sash(canvas, look)
    sleeves(canvas, look, only=1)
    wide = max(
        edge(look, hem),
        look.body.shoulder + (64 if look.sleeve in {"long", "wide", "lantern"} else 40),
    )
    return (-wide - 4, NECK - 14, wide + 4, hem + 14)


def _hang(canvas: Canvas, look: Look, hem: float) -> None:
    low = edge(look, hem)
    for share, top in ((-0.72, 470), (-0.4, 390), (-0.08, 440), (0.3, 380), (0.62, 450)):
        near = edge(look, top) * share * 0.9
        wave = smooth(
            [
                (near, top),
                ((near + low * share) / 2 * 0.97, (top + hem) / 2),
                (low * share, hem + 6),
            ]
        )
        fold(canvas, wave, look.tone, width=9, opacity=0.17)
    creases(canvas, look, WAIST + 30)


def _sash(canvas: Canvas, look: Look) -> None:
    half = edge(look, WAIST) + 2
    sash = smooth(
        [(-half, 340, 1), (0, 347), (half, 340, 1), (half, 360, 1), (0, 368), (-half, 360, 1)],
        closed=True,
    )
    drape(
        canvas,
        sash,
        dataclasses.replace(look, figure=""),
        tone=look.accent if look.dice.chance("belt", 0.4) else None,
    )
    tail = closed_path("18,362! 32,360! 44,446 26,450!")
    if look.dice.chance("tie", 0.6):
        patch(canvas, tail, look)


def _qipao(canvas: Canvas, look: Look, hem: float) -> None:
    band = smooth(
        [(-34, NECK - 18, 1), (0, 150), (34, NECK - 18, 1), (38, 166), (0, 188), (-38, 166)],
        closed=True,
    )
    patch(canvas, band, look)
    slant = smooth([(0, 188), (24, 212), (58, 232), (edge(look, 250) - 3, 252)])
    for line in (slant, smooth([(-34, NECK - 17), (0, 151), (34, NECK - 17)])):
        canvas.line(line, look.accent.shade, width=5)
    for x, y in ((14, 204), (46, 226), (edge(look, 250) - 12, 250)):
        canvas.line(
            smooth([(x - 12, y + 2), (x, y), (x + 12, y - 2)]), look.accent.shade, width=4.4
        )
        canvas.oval(x, y, 4.6, 4.6, look.accent.base)
    slit = edge(look, hem) - 9
    canvas.line(smooth([(edge(look, 590) - 5, 590), (slit, hem + 2)]), look.accent.shade, width=4)
    canvas.line(smooth([(-edge(look, 590) + 5, 590), (-slit, hem + 2)]), look.accent.shade, width=4)


def suit(canvas: Canvas, look: Look) -> Box:
    """A jacket with its skirt or trousers, of one cloth."""
    if look.dice.chance("skirted", 0.6):
        below = SKIRTS["pencil"](
            canvas, dataclasses.replace(look, kind="pencil", ease=6, stretch=20)
        )
    else:
        below = TROUSERS["trousers"](
            canvas, dataclasses.replace(look, kind="trousers", ease=14, stretch=0, flare=4)
        )
    above = JACKETS["blazer"](canvas, dataclasses.replace(look, kind="blazer", stretch=-16))
    return (above[0], above[1], above[2], below[3])


def robe(canvas: Canvas, look: Look) -> Box:
    """A skirt tied high above the chest under a short crossed top, with ribbons."""
    top = dataclasses.replace(
        look,
        kind="crossed",
        tone=look.accent,
        accent=look.tone,
        stretch=-110,
        sleeve="wide",
        figure="",
    )
    above = EASTERN["crossed"](canvas, top)
    hem = 800 + look.stretch * 0.4
    half: list[Knot] = [
        (0, 272),
        (edge(look, 270) + 4, 266, 1),
        (edge(look, 300) + 14, 400),
        (look.body.hip + 74, hem, 1),
        (0, hem + 14),
    ]
    drape(canvas, outline(half), look)
    for share in (-0.8, -0.5, -0.22, 0.06, 0.34, 0.62, 0.86):
        wave = smooth(
            [(70 * share, 296), (100 * share, 520), ((look.body.hip + 74) * share, hem + 6)]
        )
        fold(canvas, wave, look.tone, width=8, opacity=0.2)
    wide = edge(look, 276) + 6
    canvas.line(smooth([(-wide, 274), (0, 282), (wide, 274)]), look.accent.base, width=20)
    for x in (-8, 8):
        canvas.line(smooth([(x, 284), (x * 2.6, 420), (x * 2, 590)]), look.accent.shade, width=7)
    return (above[0], above[1], above[2], hem + 16)


DRESSES = {
    "dress": dress,
    "shirtdress": dress,
    "slip": dress,
    "qipao": dress,
    "suit": suit,
    "robe": robe,
}
