"""What is worn below: skirts, trousers, shorts."""

from __future__ import annotations

from isotherm.world.pictures.body import ANKLE, CROTCH, HIP, KNEE, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold, paint, patch
from isotherm.world.pictures.curves import Knot, outline, smooth
from isotherm.world.pictures.look import Box, Look

__all__ = ["LOWER", "band", "skirt_panel"]

_TOP = WAIST - 16


def band(canvas: Canvas, look: Look) -> None:
    """A waistband, with loops and a button where the cloth is firm."""
    half = look.body.waist + 3 + look.ease * 0.2
    shape: list[Knot] = [(0, _TOP + 5), (half, _TOP, 1), (half + 2, _TOP + 22, 1), (0, _TOP + 28)]
    if not look.worn:
        canvas.oval(0, _TOP + 3, half - 3, 6, look.tone.deep)
    patch(canvas, outline(shape), look)
    if look.fabric not in {"knit", "shell", "silk"}:
        for x in (-0.62, 0.62):
            canvas.box(half * x - 3, _TOP - 1, 6, 28, look.tone.shade, round_=1.5)
        canvas.oval(0, _TOP + 16, 5, 5, look.accent.base)


def trousers(canvas: Canvas, look: Look) -> Box:
    """Trousers: straight, wide, flared, tapered; leggings where there is no ease."""
    hem = min(ANKLE + 24, ANKLE - 6 + look.stretch)
    body, ease = look.body, look.ease
    hip = body.hip + 3 + ease * 0.3
    knee_out = body.hip * 0.9 + ease * 0.5 + max(0.0, look.flare) * 0.35
    knee_in = knee_out - (body.calf * 2.3 + 12 + ease * 1.1)
    hem_out = knee_out + look.flare - 6
    hem_in = max(7.0, hem_out - (body.calf * 1.75 + 12 + ease * 1.2 + max(0.0, look.flare) * 1.5))
    half: list[Knot] = [
        (0, _TOP + 6),
        (body.waist + 3 + ease * 0.2, _TOP + 6, 1),
        (hip - 2, HIP - 24),
        (hip, HIP + 20),
        (knee_out, KNEE),
        (hem_out, hem, 1),
        (hem_in, hem + 3, 1),
        (max(5.0, knee_in), KNEE),
        (5, CROTCH + 34),
        (0, CROTCH + 18, 1),
    ]
    drape(canvas, outline(half), look)
    _legs(canvas, look, (knee_out + knee_in) / 2, (hem_out + hem_in) / 2, hem)
    band(canvas, look)
    _seat(canvas, look, hip)
    wide = max(hip, hem_out)
    return (-wide - 4, _TOP - 4, wide + 4, hem + 6)


def _legs(canvas: Canvas, look: Look, knee: float, foot: float, hem: float) -> None:
    for sign in (-1, 1):
        crease = smooth(
            [(sign * look.body.hip * 0.46, HIP), (sign * knee, KNEE), (sign * foot, hem)]
        )
        if look.ease > 6 and look.fabric not in {"denim", "shell"}:
            canvas.line(crease, look.tone.deep, width=2, opacity=0.5)
            fold(
                canvas,
                smooth([(sign * knee - 9, KNEE - 90), (sign * foot - 12, hem)]),
                look.tone,
                width=9,
                opacity=0.13,
            )
        for dy in (-8, 10):
            pull = smooth([(sign * (knee - 16), KNEE + dy), (sign * (knee + 12), KNEE + dy - 8)])
            fold(canvas, pull, look.tone, width=2.6, opacity=0.26)
        if look.fabric == "denim":
            seam = smooth(
                [
                    (sign * (knee + 17), KNEE - 150),
                    (sign * (knee + 16), KNEE),
                    (sign * (foot + 12), hem - 4),
                ]
            )
            canvas.line(seam, "#d9a860", width=1.3, opacity=0.7, dash="4 3")
    if look.fabric == "shell":
        for sign in (-1, 1):
            x = sign * (knee + 4)
            pocket = smooth(
                [(x - 20, 560, 1), (x + 20, 560, 1), (x + 19, 622), (x - 19, 622)], closed=True
            )
            patch(canvas, pocket, look)


def _seat(canvas: Canvas, look: Look, hip: float) -> None:
    canvas.line(
        smooth([(0, _TOP + 28), (-1, 430), (0, CROTCH + 16)]), look.tone.line, width=2, opacity=0.6
    )
    fly = smooth([(13, _TOP + 28), (13, 410), (0, 446)])
    canvas.line(fly, look.tone.line, width=1.4, opacity=0.4)
    for sign in (-1, 1):
        pocket = smooth([(sign * look.body.waist * 0.72, _TOP + 28), (sign * hip * 0.88, 408)])
        canvas.line(pocket, look.tone.line, width=2, opacity=0.55)
        fold(
            canvas,
            smooth([(sign * 4, CROTCH + 10), (sign * hip * 0.4, CROTCH - 18)]),
            look.tone,
            width=4,
            opacity=0.24,
        )


def shorts(canvas: Canvas, look: Look) -> Box:
    """Short trousers, to mid-thigh."""
    hem = 560 + look.stretch * 0.4
    hip = look.body.hip + 4 + look.ease * 0.3
    out = hip + 6 + look.ease * 0.3
    half: list[Knot] = [
        (0, _TOP + 6),
        (look.body.waist + 3, _TOP + 6, 1),
        (hip, HIP),
        (out, hem - 4, 1),
        (9, hem + 6, 1),
        (0, CROTCH + 16, 1),
    ]
    drape(canvas, outline(half), look)
    for sign in (-1, 1):
        canvas.line(
            smooth([(sign * out, hem - 16), (sign * 10, hem - 7)]),
            look.tone.line,
            width=1.6,
            opacity=0.5,
        )
        fold(
            canvas,
            smooth([(sign * hip * 0.5, 430), (sign * hip * 0.56, hem)]),
            look.tone,
            width=5,
            opacity=0.2,
        )
    band(canvas, look)
    _seat(canvas, look, hip)
    return (-out - 4, _TOP - 4, out + 4, hem + 8)


def skirt_panel(canvas: Canvas, look: Look, hem: float) -> float:
    """A skirt from the waist to a hem, in the manner of its kind; half width of its hem."""
    body = look.body
    flare = {"pencil": -7, "mermaid": 46, "pleated": 62, "tiered": 72, "horse": 54}.get(
        look.kind, 26 + look.flare * 1.4
    )
    foot = body.hip + flare * (hem - WAIST) / 330 + look.ease * 0.4
    half: list[Knot] = [
        (0, _TOP + 8),
        (body.waist + 3, _TOP + 8, 1),
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
            (waist * share, _TOP + 30),
            (look.body.hip * share * 1.03, HIP),
            (foot * share, low),
        ]
        canvas.line(smooth(edge), look.tone.line, width=1.6, opacity=0.45)
    for share in shares:
        low = hem + 6 - 10 * share * share
        shadow = smooth([(waist * share + 3, _TOP + 60), (foot * share + 6, low)])
        fold(canvas, shadow, look.tone, width=8, opacity=0.17)
    if look.kind == "horse":
        _front_panel(canvas, look, hem, foot)


def _front_panel(canvas: Canvas, look: Look, hem: float, foot: float) -> None:
    """The plain panel of a horse-face skirt and its woven bands."""
    for share in (-0.42, 0.4):
        seam = smooth([(look.body.waist * share, _TOP + 28), (foot * share, hem + 8)])
        canvas.line(seam, look.tone.line, width=2, opacity=0.6)
    for y, width in ((hem - 50, 17), (hem - 22, 7)):
        wide = foot - (hem - y) * 0.1
        woven = smooth([(-wide + 6, y - 5), (0, y + 6), (wide - 6, y - 5)])
        canvas.line(woven, look.accent.base, width=width, opacity=0.85)


def _tiers(canvas: Canvas, look: Look, hem: float, foot: float) -> None:
    for share in (0.36, 0.7):
        y = _TOP + (hem - _TOP) * share
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
                [(sign * look.body.waist * 0.5, _TOP + 28), (sign * look.body.hip * 0.8, 398)]
            )
            canvas.line(curve, look.tone.line, width=2, opacity=0.5)
        canvas.line(f"M0 {_TOP + 28:g}V{hem + 8:g}", look.tone.line, width=1.8, opacity=0.5)
    wide = max(foot, look.body.hip)
    return (-wide - 4, _TOP - 4, wide + 4, hem + 14)


def briefs(canvas: Canvas, look: Look) -> Box:
    """High-waisted briefs with a lace edge."""
    hip = look.body.hip
    half: list[Knot] = [
        (0, _TOP + 4),
        (look.body.waist + 4, _TOP, 1),
        (hip, HIP - 16),
        (hip - 2, HIP + 12, 1),
        (40, 496),
        (14, 530, 1),
        (0, 533),
    ]
    paint(canvas, outline(half), look.tone)
    for y in (_TOP + 10, _TOP + 20):
        canvas.line(
            smooth([(-look.body.waist - 6, y), (0, y + 5), (look.body.waist + 6, y)]),
            look.tone.line,
            width=1.3,
            opacity=0.45,
            dash="3 3",
        )
    for sign in (-1, 1):
        fold(
            canvas,
            smooth([(sign * hip, HIP + 10), (sign * 42, 494), (sign * 15, 528)]),
            look.tone,
            width=5,
            opacity=0.4,
        )
    canvas.oval(0, _TOP + 14, 4, 4, look.accent.base)
    return (-hip - 4, _TOP - 6, hip + 4, 540)


LOWER = {
    "trousers": trousers,
    "leggings": trousers,
    "jeans": trousers,
    "shorts": shorts,
    "skirt": skirt,
    "pleated": skirt,
    "pencil": skirt,
    "mermaid": skirt,
    "tiered": skirt,
    "mini": skirt,
    "horse": skirt,
    "briefs": briefs,
}
