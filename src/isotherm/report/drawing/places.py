"""Where strata lie on the map: near those whose people they share, never on top of another."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isotherm.report.drawing.svg import Box

__all__ = ["Canvas", "Places", "place_strata"]

Array = NDArray[np.float64]

_GOLDEN = np.pi * (3 - np.sqrt(5))
_STEPS = 300
_SETTLED = 0.02  # a step that moves no place further ends the search, units of the sheet
_STRETCH = 1.8  # how much more the picture may grow along one side than along the other
_COVERED = 0.085  # share of the canvas that the circles may cover together


@dataclasses.dataclass(frozen=True)
class Canvas:
    """The sheet a map is drawn on, in its own units, and the size of its letters."""

    name: str
    width: float
    height: float
    letters: float

    def shore(self, places: int) -> float:
        """How wide a bell of land a place has beyond its circle: less where places are many."""
        wide = self.letters * 2.4 * (18 / max(places, 1)) ** 0.25
        return min(max(wide, self.letters), self.letters * 3)

    def frame(self) -> Box:
        """The part of the sheet that letters may stand on: clear of its edge."""
        free = 0.7 * self.letters
        return Box(free, free, self.width - free, self.height - free)

    def margin(self, places: int) -> float:
        """What must stay free of circles at every edge, so that the coast lies on the sheet."""
        return 1.35 * self.shore(places) + self.letters


@dataclasses.dataclass(frozen=True)
class Places:
    """Circles on a canvas: centres (n x 2) and radii (n)."""

    centres: Array
    radii: Array


def place_strata(
    sizes: Sequence[float],
    affinity: Array,
    *,
    canvas: Canvas,
    before: Sequence[tuple[float, float] | None] = (),
) -> Places:
    """Circles of area proportional to ``sizes``, those of high ``affinity`` close together.

    Stress majorization (Gansner, Koren, North 2004) from a sunflower in order of size; then the
    picture is turned so that its long side lies along the canvas's, fitted, and circles that
    touch are pushed apart. Nothing is random: equal input, equal map. Where ``before`` says where
    some lay on an earlier map they stay there, and newcomers settle among those nearest to them.
    """
    radii = _radii(np.asarray(sizes, dtype=np.float64), canvas)
    if len(radii) == 0:
        return Places(np.zeros((0, 2)), radii)
    if any(centre is not None for centre in before):
        settled = _settle(before, affinity, canvas)
        return Places(np.round(_push_apart(settled, radii, canvas), 3), radii)
    distances = _distances(affinity, radii)
    spread = _majorize(_sunflower(radii), distances)
    fitted = _fit(_turn(spread, canvas), radii, canvas)
    return Places(np.round(_push_apart(fitted, radii, canvas), 3), radii)


def _settle(before: Sequence[tuple[float, float] | None], affinity: Array, canvas: Canvas) -> Array:
    """Known places where they lay; each newcomer amid the known ones, the closest counting most."""
    known = np.array([centre is not None for centre in before])
    points = np.array([centre or (0.0, 0.0) for centre in before], dtype=np.float64)
    near = np.where(known, affinity, 0.0)
    total = near.sum(axis=1)
    middle = np.array([canvas.width, canvas.height]) / 2
    for place in np.flatnonzero(~known).tolist():
        if total[place] > 0:
            points[place] = near[place] @ points / total[place]
        else:
            points[place] = middle
        points[place] += 0.01 * (place + 1)  # two newcomers never on the same point
    return points


def _radii(sizes: Array, canvas: Canvas) -> Array:
    area = canvas.width * canvas.height * _COVERED
    counted = np.maximum(np.nan_to_num(sizes), 1e-9)
    radii = np.sqrt(area * counted / counted.sum() / np.pi) if len(counted) else counted
    largest = min(canvas.width, canvas.height) * 0.1
    return np.round(np.clip(radii, canvas.letters * 0.3, largest), 3)


def _distances(affinity: Array, radii: Array) -> Array:
    """How far apart two strata should lie: strangers three times as far as the closest."""
    if len(radii) < 2:
        return np.zeros((len(radii), len(radii)))
    scale = np.quantile(affinity[np.triu_indices(len(radii), 1)], 0.95)
    near = np.clip(affinity / scale, 0, 1) if scale > 0 else np.zeros_like(affinity)
    wanted = np.mean(radii) * 2 * (1 + 2 * (1 - near)) + (radii[:, None] + radii[None, :]) / 2
    np.fill_diagonal(wanted, 0.0)
    return wanted


def _sunflower(radii: Array) -> Array:
    """Points on a spiral, the largest circle in the middle."""
    rank = np.empty(len(radii))
    rank[np.argsort(-radii, kind="stable")] = np.arange(len(radii))
    length, angle = np.sqrt(rank + 0.5), rank * _GOLDEN
    step = np.mean(radii) * 2
    return np.stack([length * np.cos(angle), length * np.sin(angle)], axis=1) * step


def _majorize(points: Array, wanted: Array) -> Array:
    count = len(points)
    if count < 2:
        return points
    weights = 1 / np.where(wanted > 0, wanted, 1) ** 2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    for _ in range(_STEPS):
        gaps = np.hypot(*_away(points))
        ratio = weights * wanted / np.where(gaps > 0, gaps, 1)
        before, points = points, inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ points)
        if np.abs(points - before).max() < _SETTLED:
            break
    return points


def _away(points: Array) -> tuple[Array, Array]:
    """From each point to each, along both sides of the sheet."""
    x, y = points[:, 0], points[:, 1]
    return x[:, None] - x[None, :], y[:, None] - y[None, :]


def _turn(points: Array, canvas: Canvas) -> Array:
    """The picture's long side along the canvas's, the first place in the upper left."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T if len(axes) == 2 else centred
    if canvas.height > canvas.width:
        turned = turned[:, ::-1]
    return turned * np.where(turned[0] > 0, -1.0, 1.0)


def _fit(points: Array, radii: Array, canvas: Canvas) -> Array:
    """Stretched to the canvas, a little more along the side that has more room."""
    room = np.array([canvas.width, canvas.height]) / 2 - canvas.margin(len(radii)) - radii.max()
    centre = np.array([canvas.width, canvas.height]) / 2
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    reach = np.maximum((points.max(axis=0) - points.min(axis=0)) / 2, 1e-9)
    scale = np.minimum(room / reach, _STRETCH * (room / reach).min())
    scale = np.minimum(scale, max(1.0, len(radii) / 6))  # a few places need no whole sheet
    return centre + (points - middle) * np.where(reach > 1e-6, scale, 0.0)


def _push_apart(points: Array, radii: Array, canvas: Canvas) -> Array:
    """Circles that come too near each other move apart, and stay on the canvas."""
    spare = canvas.letters * (1.6 if len(radii) <= 40 else 0.4)
    needed = radii[:, None] + radii[None, :] + spare
    np.fill_diagonal(needed, 0.0)
    edge = canvas.margin(len(radii)) + radii[:, None]
    limit = np.array([canvas.width, canvas.height]) - edge
    for _ in range(_STEPS):
        along, down = _away(points)
        gaps = np.hypot(along, down)
        short = np.maximum(needed - gaps, 0.0)
        if not short.any():
            break
        push = 0.4 * short / np.where(gaps > 0, gaps, 1)
        moved = np.stack([(push * along).sum(axis=1), (push * down).sum(axis=1)], axis=1)
        points = np.clip(points + moved, edge, limit)
    return points
