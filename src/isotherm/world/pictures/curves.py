"""Soft outlines through a few points, and their mirror images."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = [
    "Knot",
    "bent",
    "closed_path",
    "knots_of",
    "mirrored",
    "number",
    "open_path",
    "outline",
    "smooth",
    "tube",
    "twofold_path",
]

Knot = tuple[float, ...]  # (x, y): the curve passes softly; (x, y, 1): it turns sharply


def number(value: float) -> str:
    """A coordinate in as few characters as the eye needs.

    >>> number(12.04), number(-0.31)
    ('12', '-.3')
    """
    text = f"{value:.0f}" if abs(value) >= 20 else f"{value:.1f}".rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _joined(values: Sequence[int]) -> str:
    """Whole numbers with no more between them than is needed."""
    return "".join(f"{v}" if v < 0 or not i else f" {v}" for i, v in enumerate(values))


def _handle(before: Knot, at: Knot, after: Knot) -> tuple[float, float]:
    """Half the tangent at a soft knot: along its neighbours, no longer than the nearer allows."""
    near = min(math.dist(before[:2], at[:2]), math.dist(at[:2], after[:2]))
    span = math.dist(before[:2], after[:2]) or 1.0
    scale = min(near * 0.38, span * 0.28) / span
    return (after[0] - before[0]) * scale, (after[1] - before[1]) * scale


def _handles(knots: Sequence[Knot], closed: int) -> list[tuple[float, float] | None]:
    """The handle of each knot, or None where the curve turns sharply or ends."""
    last = len(knots) - 1
    return [
        None
        if len(knot) > 2 or (not closed and i in {0, last})
        else _handle(knots[i - 1], knot, knots[(i + 1) % (last + 1)])
        for i, knot in enumerate(knots)
    ]


def smooth(knots: Sequence[Knot], *, closed: bool = False) -> str:
    """Path data of a curve through knots, in whole units and relative steps: short to send.

    >>> smooth([(0, 0, 1), (3, 0, 1)])
    'M0 0l3 0'
    """
    count = len(knots)
    handles = _handles(knots, int(closed))
    x, y = round(knots[0][0]), round(knots[0][1])
    parts = [f"M{_joined((x, y))}"]
    for i in range(count if closed else count - 1):
        j = (i + 1) % count
        stop = (round(knots[j][0]) - x, round(knots[j][1]) - y)
        parts.append(_segment(handles[i], handles[j], stop, first=i == 0))
        x, y = x + stop[0], y + stop[1]
    return "".join(parts) + ("z" if closed else "")


def _segment(
    out: tuple[float, float] | None,
    into: tuple[float, float] | None,
    stop: tuple[int, int],
    *,
    first: int,
) -> str:
    """One step: a line between sharp knots, else a curve; ``s`` mirrors the handle before it."""
    if out is None and into is None:
        return f"l{_joined(stop)}"
    back = into or (stop[0] / 3, stop[1] / 3)
    arriving = (round(stop[0] - back[0]), round(stop[1] - back[1]))
    if out is not None and not first:
        return f"s{_joined((*arriving, *stop))}"
    lead = out or (stop[0] / 3, stop[1] / 3)
    return f"c{_joined((round(lead[0]), round(lead[1]), *arriving, *stop))}"


def mirrored(knots: Sequence[Knot]) -> list[Knot]:
    """The same knots on the other side of the middle line."""
    return [(-knot[0], *knot[1:]) for knot in knots]


def outline(half: Sequence[Knot]) -> str:
    """Closed path of a symmetric shape from its right half, top middle to bottom middle."""
    left = [knot for knot in reversed(mirrored(half)) if knot[0] != 0]
    return smooth([*half, *left], closed=True)


def tube(spine: Sequence[Knot], radii: Sequence[float]) -> list[Knot]:
    """Knots around a limb or strap of changing thickness along a spine; its ends are cut."""
    right: list[Knot] = []
    left: list[Knot] = []
    last = len(spine) - 1
    for i, (knot, radius) in enumerate(zip(spine, radii, strict=True)):
        before, after = spine[max(0, i - 1)], spine[min(last, i + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length * radius, dx / length * radius
        end = (1.0,) if i in {0, last} else ()
        right.append((knot[0] - nx, knot[1] - ny, *end))
        left.append((knot[0] + nx, knot[1] + ny, *end))
    return [*right, *reversed(left)]


def knots_of(text: str) -> list[Knot]:
    """Knots as they are written down: "x,y" passes softly, "x,y!" turns sharply.

    >>> knots_of("0,-8 40,6!")
    [(0.0, -8.0), (40.0, 6.0, 1.0)]
    """
    return [
        (*(float(value) for value in word.rstrip("!").split(",")), *((1.0,) * word.endswith("!")))
        for word in text.split()
    ]


def closed_path(text: str) -> str:
    """Closed path through knots as they are written down."""
    return smooth(knots_of(text), closed=True)


def open_path(text: str) -> str:
    """Open path through knots as they are written down."""
    return smooth(knots_of(text))


def twofold_path(text: str) -> str:
    """Closed path of a symmetric shape from its right half, top middle to bottom middle."""
    return outline(knots_of(text))


def bent(*points: tuple[float, float]) -> str:
    """Path data of a soft open line through points."""
    return smooth(points)
