"""The upper part of clothes: front panel, necklines, sleeves, collars, buttons."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from isotherm.world.pictures.body import BUST, NECK, SHOULDER, WAIST
from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.cloth import drape, fold
from isotherm.world.pictures.curves import Knot, mirrored, outline, smooth, tube
from isotherm.world.pictures.look import Box, Look

__all__ = [
    "buttons",
    "edge",
    "front",
    "inside",
    "neckline",
    "reach",
    "side",
    "sleeves",
    "with_neck",
]

_NECKS: dict[str, tuple[tuple[Knot, ...], float]] = {  # right half of the opening; its half width
    "crew": (((0, 178), (24, 170)), 38),
    "scoop": (((0, 214), (32, 196), (44, 164)), 46),
    "v": (((0, 246, 1),), 36),
    "deep": (((0, 318, 1), (22, 236)), 36),
    "square": (((0, 214), (44, 213, 1)), 48),
    "boat": (((0, 180), (44, 172)), 70),
    "turtle": (((0, 158),), 34),
    "stand": (((0, 168, 1),), 34),
    "collar": (((0, 186, 1),), 34),
}
_BARE = {"straps", "halter", "tube"}
# share of the way to the wrist, width at the top, in the middle and at the end (x arm + ease)
_SLEEVES: dict[str, tuple[float, float, float, float]] = {
    "cap": (0.2, 1.5, 1.6, 1.7),
    "short": (0.38, 1.45, 1.5, 1.55),
    "elbow": (0.6, 1.4, 1.4, 1.45),
    "long": (1.0, 1.4, 1.25, 1.1),
    "wide": (0.9, 1.3, 1.7, 2.6),
    "puff": (0.42, 1.6, 2.6, 1.25),
    "lantern": (1.0, 1.4, 2.0, 0.9),
}


def edge(look: Look, y: float) -> float:
    """Half width of the garment at a height."""
    body = look.body
    straight = max(body.bust, body.hip * 0.9) if y < WAIST + 40 else body.hip * 0.97
    own = body.half(y)
    held = own + (max(own, straight) - own) * (1 - look.nip)
    return held + look.ease * 0.62 + max(0.0, y - WAIST) / 100 * look.flare


def side(look: Look, start: float, hem: float) -> list[Knot]:
    """The right side seam from a height down to the hem, whose corner is sharp."""
    steps = [y for y in (BUST, 305, WAIST, 395, 440, 540, 660, 780) if start + 12 < y < hem - 14]
    seam: list[Knot] = [(edge(look, y), y) for y in (start, *steps)]
    return [*seam, (edge(look, hem), hem, 1)]


def neckline(look: Look) -> list[Knot]:
    """Right half of the opening, from the middle to the neck's point on the shoulder."""
    if look.neck in _BARE:
        top = 222
        half = edge(look, top)
        dip = {"straps": 10, "halter": -26, "tube": 2}[look.neck]
        return [(0, top + dip), (half * 0.45, top - 6), (half - 4, top - 2 - dip * 0.4, 1)]
    knots, half = _NECKS.get(look.neck, _NECKS["crew"])
    return [*knots, (half, NECK + (4 if look.neck == "boat" else 0), 1)]


def front(look: Look, hem: float, *, drop: float = 6) -> str:
    """Path of the front panel down to a hem that hangs ``drop`` lower in the middle."""
    knots = neckline(look)
    if look.neck not in _BARE:
        shoulder = look.body.shoulder + look.ease * 0.3
        slope = SHOULDER + look.ease * 0.25
        knots += [(shoulder, slope, 1), (shoulder - 7, slope + 34)]
    armpit = 236 + look.ease * 0.5
    return outline([*knots, *side(look, armpit, hem), (0, hem + drop)])


def inside(canvas: Canvas, look: Look) -> None:
    """The inside of the back, seen through the neck while nobody wears it."""
    if look.worn or look.neck in _BARE:
        return
    knots, half = _NECKS.get(look.neck, _NECKS["crew"])
    hole = [(0, NECK + 10), (half, NECK - 3, 1), *reversed(knots)]
    canvas.fill(outline(hole), look.tone.deep)
    canvas.box(-11, NECK + 13, 22, 9, look.accent.light, round_=1, opacity=0.8)


def _sleeve(look: Look, arm_side: int) -> tuple[list[Knot], list[Knot]]:
    """Spine and outline of the sleeve on the right (1) or left (-1)."""
    share, top, middle, end = _SLEEVES[look.sleeve]
    arm = look.right if arm_side > 0 else look.left
    sx, sy = look.body.shoulder + look.ease * 0.3 - 17, SHOULDER + 22 + look.ease * 0.25
    ex, ey = look.body.shoulder + arm.elbow[0], SHOULDER + arm.elbow[1]
    wx, wy = look.body.shoulder + arm.wrist[0], SHOULDER + arm.wrist[1]
    spine: list[Knot] = [(sx, sy), (sx + (ex - sx) * 0.5, sy + (ey - sy) * 0.46), (ex, ey)]
    if share > 0.5:
        spine.append((ex + (wx - ex) * (2 * share - 1), ey + (wy - ey) * (2 * share - 1)))
    else:
        spine = [(sx + (ex - sx) * k * share, sy + (ey - sy) * k * share) for k in (0, 1, 2)]
    thick = [look.body.arm * w + look.ease * 0.5 for w in (top, (top + middle) / 2, middle, end)]
    radii = thick if len(spine) == 4 else [thick[0], thick[2], thick[3]]
    knots = tube(spine, radii)
    tip = look.body.shoulder + look.ease * 0.3
    knots[0] = (tip - 2, SHOULDER + look.ease * 0.25 - 1, 1)
    knots[-1] = (tip - 34, 246 + look.ease * 0.5, 1)
    if arm_side < 0:
        return mirrored(spine), mirrored(knots)
    return spine, knots


def sleeves(canvas: Canvas, look: Look, *, only: int | None = None) -> None:
    """Both sleeves, or those before (``only`` = 1) or behind (0) the body."""
    if look.sleeve not in _SLEEVES:
        return
    sides = [
        s for s in (-1, 1) if only is None or (look.right if s > 0 else look.left).front == only
    ]
    drawn = [(side, *_sleeve(look, side)) for side in sides]
    for _, _, knots in drawn:
        drape(canvas, smooth(knots, closed=True), look)
    for _, _, knots in drawn:
        half = len(knots) // 2
        inner = smooth([k[:2] for k in knots[half:][::-1]][:half])
        fold(canvas, inner, look.tone, width=7, opacity=0.2)
    for side, spine, _ in drawn:
        (x, y), lean = spine[len(spine) // 2][:2], 9 * side
        for dy in (-9, 5):
            crease = smooth([(x - lean * 1.6, y + dy), (x + lean, y + dy - 7)])
            fold(canvas, crease, look.tone, width=2.4, opacity=0.34)
    for _, _, knots in drawn:
        _cuff(canvas, look, knots)


def _cuff(canvas: Canvas, look: Look, knots: list[Knot]) -> None:
    half = len(knots) // 2
    (ax, ay), (bx, by) = knots[half - 1][:2], knots[half][:2]
    px, py = knots[half - 2][:2]
    dx, dy = (px - ax), (py - ay)
    length = (dx * dx + dy * dy) ** 0.5 or 1
    back = 13 if look.sleeve in {"long", "puff", "lantern"} else 7
    ux, uy = dx / length * back, dy / length * back
    seam = smooth([(ax + ux, ay + uy), (bx + ux, by + uy)])
    canvas.line(seam, look.tone.line, width=1.6, opacity=0.6)


def buttons(
    canvas: Canvas, look: Look, heights: Sequence[float], *, columns: Sequence[float] = (0,)
) -> None:
    """Rows of buttons, each with its own small shadow."""
    at = [(x, y) for y in heights for x in columns]
    canvas.dots([(x + 1, y + 2) for x, y in at], look.tone.line, width=11, opacity=0.5)
    canvas.dots(at, look.accent.shade, width=10)
    canvas.dots([(x - 1, y - 1) for x, y in at], look.accent.base, width=6.6)


def with_neck(look: Look, neck: str) -> Look:
    """The same look with another neckline."""
    return dataclasses.replace(look, neck=neck)


def reach(look: Look, hem: float, *, top: float = NECK - 13) -> Box:
    """The room an upper garment takes, sleeves included."""
    arms = {"none": 5, "cap": 16, "short": 40, "elbow": 56}.get(look.sleeve, 66)
    wide = max(edge(look, hem), look.body.shoulder + arms) + look.ease * 0.4
    return (-wide, top, wide, hem + 8)
