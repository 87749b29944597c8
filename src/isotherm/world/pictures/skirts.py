"""Skirts: plain, pleated, pencil, mermaid, tiered, mini, horse-face."""

from __future__ import annotations

from isotherm.world.pictures.body import HIP, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold
from isotherm.world.pictures.curves import Knot, outline, smooth
from isotherm.world.pictures.look import Box, Look
from isotherm.world.pictures.trousers import TOP, band

__all__ = ["SKIRTS"]


def skirt_panel(canvas: Canvas, look: Look, hem: float) -> float:
    """A skirt from the waist to a hem, in the manner of its kind; half width of its hem."""
    body = look.body
    flare = {"pencil": -7, "mermaid": 46, "pleated": 62, "tiered": 72, "horse": 54}.get(
        look.kind, 26 + look.flare * 1.4
    )
    foot = body.hip + flare * (hem - WAIST) / 330 + look.ease * 0.4
    half: list[Knot] = [
        (0, TOP + 8),
        (body.waist + 3, TOP + 8, 1),
        (body.hip + 4 + look.ease * 0.3, HIP),
    ]
    if look.kind == "mermaid":
        half += [(body.hip - 6, hem - 150), (body.hip - 8, hem - 110)]
    half += [(foot, hem, 1), (0, hem + 12)]
    drape(canvas, outline(half), look)
    if look.kind in {"pleated", "horse"}:
        _pleats(canvas, look, hem, foot)
    elif look.kind == "tiered":
        _tiers(canvas, look, hem, foot)
    else:
        _waves(canvas, look, hem, foot)
    return foot


def _pleats(canvas: Canvas, look: Look, hem: float, foot: float) -> None:
    waist = look.body.waist
    shares = [i / 6.5 for i in range(-6, 7) if look.kind == "pleated" or abs(i) > 2]
    for share in shares:
        low = hem + 10 - 10 * share * share
        edge = [
            (waist * share, TOP + 30),
            (look.body.hip * share * 1.03, HIP),
            (foot * share, low),
        ]
        canvas.line(smooth(edge), look.tone.line, width=1.6, opacity=0.45)
    for share in shares:
        low = hem + 6 - 10 * share * share
        shadow = smooth([(waist * share + 3, TOP + 60), (foot * share + 6, low)])
        fold(canvas, shadow, look.tone, width=8, opacity=0.17)
    if look.kind == "horse":
        _front_panel(canvas, look, hem, foot)


def _front_panel(canvas: Canvas, look: Look, hem: float, foot: float) -> None:
    """The plain panel of a horse-face skirt and its woven bands."""
    for share in (-0.42, 0.4):
        seam = smooth([(look.body.waist * share, TOP + 28), (foot * share, hem + 8)])
        canvas.line(seam, look.tone.line, width=2, opacity=0.6)
    for y, width in ((hem - 50, 17), (hem - 22, 7)):
        wide = foot - (hem - y) * 0.1
        woven = smooth([(-wide + 6, y - 5), (0, y + 6), (wide - 6, y - 5)])
        canvas.line(woven, look.accent.base, width=width, opacity=0.85)


def _tiers(canvas: Canvas, look: Look, hem: float, foot: float) -> None:
    for share in (0.36, 0.7):
        y = TOP + (hem - TOP) * share
        wide = look.body.waist + (foot - look.body.waist) * share
        knots: list[Knot] = [
            (wide * i / 6, y + (7 if i % 2 else 0) + 5 * (1 - (i / 6) ** 2)) for i in range(-6, 7)
        ]
        canvas.line(smooth(knots), look.tone.line, width=2.4, opacity=0.6)
        for i in range(-5, 6):
            gather = smooth([(wide * i / 6, y + 8), (wide * i / 5.8, y + 36)])
            fold(canvas, gather, look.tone, width=3, opacity=0.3)


def _waves(canvas: Canvas, look: Look, hem: float, foot: float) -> None:
    for share, rise in ((-0.7, 0.7), (-0.34, 0.5), (0.08, 0.62), (0.46, 0.46), (0.78, 0.66)):
        top = hem - (hem - WAIST) * rise
        wave = smooth(
            [
                (foot * share * 0.72, top),
                (foot * share * 0.86, (top + hem) / 2),
                (foot * share, hem + 4),
            ]
        )
        fold(canvas, wave, look.tone, width=8, opacity=0.17)
    if look.kind == "pencil":
        canvas.line(smooth([(18, hem - 80), (18, hem + 8)]), look.tone.line, width=2.4, opacity=0.6)


def skirt(canvas: Canvas, look: Look) -> Box:
    """A skirt of any kind, with its waistband."""
    usual = {
        "mini": 510,
        "pencil": 640,
        "tiered": 560,
        "mermaid": 760,
        "pleated": 640,
        "horse": 770,
    }
    hem = usual.get(look.kind, 660) + look.stretch
    foot = skirt_panel(canvas, look, hem)
    band(canvas, look)
    if look.kind == "mini":
        for sign in (-1, 1):
            curve = smooth(
                [(sign * look.body.waist * 0.5, TOP + 28), (sign * look.body.hip * 0.8, 398)]
            )
            canvas.line(curve, look.tone.line, width=2, opacity=0.5)
        canvas.line(f"M0 {TOP + 28:g}V{hem + 8:g}", look.tone.line, width=1.8, opacity=0.5)
    wide = max(foot, look.body.hip)
    return (-wide - 4, TOP - 4, wide + 4, hem + 14)


SKIRTS = dict.fromkeys(("skirt", "pleated", "pencil", "mermaid", "tiered", "mini", "horse"), skirt)
