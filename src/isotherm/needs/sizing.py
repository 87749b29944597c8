"""Sizing: how well a need is filled, how well it could be, and how much is left unmet."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.inference import beta_interval
from isotherm.needs.settings import NeedSettings

__all__ = ["Cells", "Sizes", "reachable_fill", "shrink_fills", "size_cells", "unmet_log_e"]

Floats = NDArray[np.float64]
_WORSE = (0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75)  # alternatives: shares of the reference
_DRAWS = 4000
_UNSURE = 0.15  # relative error of who was found to ask, and of what is reachable
_ENOUGH = 5.0  # followed askers from whom a fill is told


@dataclasses.dataclass(frozen=True)
class Cells:
    """People who ask in each stratum x topic cell."""

    people: Floats  # (cells,) all askers
    askers: Floats  # (cells, ways) askers who can be followed, by the way they asked
    content: Floats  # (cells, ways) those of them who are content


@dataclasses.dataclass(frozen=True)
class Sizes:
    """What is known of each cell."""

    askers: Floats
    askers_low: Floats
    askers_high: Floats
    satisfied: Floats
    satisfied_low: Floats
    satisfied_high: Floats
    unmet: Floats
    unmet_low: Floats
    unmet_high: Floats
    log_e: Floats


def shrink_fills(content: Floats, askers: Floats) -> Floats:
    """Each cell's fill, shrunk to the mean as far as the cells agree (beta-binomial, moments).

    >>> shrink_fills(np.array([0.0, 4.0, 40.0]), np.array([2.0, 8.0, 80.0])).round(2).tolist()
    [0.49, 0.49, 0.49]
    """
    mean = content.sum() / max(askers.sum(), 1.0)
    rate = content / np.maximum(askers, 1.0)
    noise = mean * (1 - mean) * np.maximum(len(askers), 1)
    spread = float((askers * (rate - mean) ** 2).sum())
    excess = max((spread - noise) / max(askers.sum(), 1.0), 1e-6)
    weight = max(mean * (1 - mean) / excess - 1.0, 0.5)
    return np.asarray((content + weight * mean) / (askers + weight))


def reachable_fill(content: Floats, askers: Floats) -> float:
    """How well a need can be filled here: the middle of the well-served ones, by askers.

    Well served is a cell filled at least half as well as the best tenth; one lucky cell does not
    set the line, and neither do the unmet ones, however many they are.

    >>> reachable_fill(np.array([45.0, 50, 0, 3]), np.array([100.0, 100, 100, 100])).__round__(2)
    0.44
    """
    if askers.sum() <= 0:
        return 0.0
    fills = shrink_fills(content, askers)
    best = _weighted_quantile(fills, askers, 0.9)
    well = fills >= 0.5 * best
    return _weighted_quantile(fills[well], askers[well], 0.5)


def unmet_log_e(content: Floats, askers: Floats, *, reference: float | Floats) -> Floats:
    """The log e-value that a cell is filled less than ``reference``.

    Bets on eight worse fills against the reference; as each likelihood ratio falls with the true
    fill, it is an e-value for every fill at or above the reference.

    >>> unmet_log_e(np.array([0.0, 30.0]), np.array([60.0, 60.0]), reference=0.3).round(1).tolist()
    [19.2, -7.6]
    """
    reference = np.clip(reference, 1e-9, 1 - 1e-9)
    ratios = [
        content * np.log(share)
        + (askers - content) * np.log((1 - share * reference) / (1 - reference))
        for share in _WORSE
    ]
    return np.asarray(np.logaddexp.reduce(ratios, axis=0) - np.log(len(ratios)))


def size_cells(cells: Cells, *, settings: NeedSettings, seed: int) -> Sizes:
    """Size every cell; the claim that one falls short is held against what all others reach.

    What is reachable is learnt from the other cells alone, and for each way of asking by itself,
    so a cell's own askers test it freshly; evidence from the ways is multiplied, as their askers
    are different people. Unmet kept units are askers x (reachable fill - own fill), never below
    0; the interval comes from draws of the number who would ask (Poisson), of the fill (beta)
    and of the reachable fill (the spread of the well-served cells).
    """
    ways = [
        _size_way(cells.askers[:, way], cells.content[:, way], settings)
        for way in range(cells.askers.shape[1])
    ]
    # The first way with enough askers tells the fill; the rest only add evidence.
    main = np.argmax(cells.askers >= _ENOUGH, axis=1)
    rows = np.arange(len(main))
    askers, content = cells.askers[rows, main], cells.content[rows, main]
    best = np.array([way[1] for way in ways])[main]
    log_e = np.sum([way[0] for way in ways], axis=0)
    low, high = beta_interval(content, askers)
    fill = content / np.maximum(askers, 1e-9)
    unmet = _draw_unmet(cells.people, fill, askers, best=best, seed=seed)
    return Sizes(
        askers=cells.people,
        askers_low=np.maximum(cells.people - 1.645 * np.sqrt(cells.people), 0) * 0.95,
        askers_high=(cells.people + 1.645 * np.sqrt(cells.people)) * 1.05,
        satisfied=fill,
        satisfied_low=np.asarray(low),
        satisfied_high=np.asarray(high),
        unmet=np.maximum(cells.people * (best - fill), 0.0),
        unmet_low=unmet[0],
        unmet_high=unmet[1],
        log_e=log_e,
    )


def _size_way(askers: Floats, content: Floats, settings: NeedSettings) -> tuple[Floats, float]:
    """The evidence of each cell against what the others reach, and what is reachable in all."""
    others = ~np.eye(len(askers), dtype=bool)
    reachable = np.array([reachable_fill(content[o], askers[o]) for o in others])
    log_e = unmet_log_e(content, askers, reference=settings.shortfall * reachable)
    return log_e, reachable_fill(content, askers)


def _draw_unmet(people: Floats, fill: Floats, askers: Floats, *, best: Floats, seed: int) -> Floats:
    """The 5% and 95% quantiles of the unmet units of each cell; shape (2, cells)."""
    rng = np.random.Generator(np.random.PCG64(seed))
    normal = rng.standard_normal((4, _DRAWS))
    found = np.zeros((2, len(people)))
    for cell, number in enumerate(people.tolist()):
        mean = (fill[cell] * askers[cell] + 0.5) / (askers[cell] + 1)
        spread = np.sqrt(mean * (1 - mean) / (askers[cell] + 1))
        would = np.maximum(number + np.sqrt(number) * normal[0], 0) * (1 + _UNSURE * normal[2])
        filled = np.clip(mean + spread * normal[1], 0, 1)
        units = np.maximum(would * (best[cell] * (1 + _UNSURE * normal[3]) - filled), 0)
        found[:, cell] = np.quantile(units, [0.05, 0.95])
    return found


def _weighted_quantile(values: Floats, weights: Floats, level: float) -> float:
    order = np.argsort(values, kind="stable")
    share = np.cumsum(weights[order]) / max(float(weights.sum()), 1e-12)
    return float(values[order][min(int(np.searchsorted(share, level)), len(values) - 1)])
