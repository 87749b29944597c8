"""Sizing: how well a need is filled, how well it could be, and how much is left unmet."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from isotherm.inference import beta_interval
from isotherm.needs.evidence import learn_weight, unmet_log_e
from isotherm.needs.reach import BEST_REACH, Reach, measure_reach
from isotherm.needs.settings import NeedSettings

__all__ = ["Cells", "Sizes", "size_cells"]

Floats = NDArray[np.float64]
_DRAWS = 2000
_LIKE_ALL = 10.0  # askers by which what one way of asking reaches leans on all ways together
_SIDE = 1.645  # standard errors to the 5% and 95% ends


@dataclasses.dataclass(frozen=True)
class Cells:
    """People who ask in each stratum x topic cell."""

    people: Floats  # (cells,) all askers
    askers: Floats  # (cells, ways) askers who can be followed, by the way they asked
    content: Floats  # (cells, ways) those of them who are content
    buyers: Floats  # (cells,) those who bought something and told what became of it
    keepers: Floats  # (cells,) those of them who are content


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


def size_cells(cells: Cells, *, settings: NeedSettings, seed: int, unheard: float = 0.0) -> Sizes:
    """Size every cell; the claim that one falls short is held against what all others reach.

    What is reachable is learnt from the other cells alone, and for each way of asking by itself,
    less its standard error, so a cell's own askers test it freshly. The claim is held against what
    most well-served cells reach, the size against what the better of them do. A cell falls short
    where too few askers end content, or where too few of those who did buy are: the mean of both
    e-values.
    Unmet kept units are the sum over the ways of askers x (reachable fill - own fill), never
    below 0. Their interval comes from draws of each part: how many asked (``unheard``: the share
    of asking in replies that could not be told what for, which may be theirs), how many of them
    were content (beta, shrunk to no one), and what this cell could reach (the error of the
    reachable fill, and how far well-served cells differ in it).
    """
    whole = measure_reach(cells.content.sum(axis=1), cells.askers.sum(axis=1), level=BEST_REACH)
    ways = [
        _reach_of_way(cells.content[:, way], cells.askers[:, way], whole)
        for way in range(cells.askers.shape[1])
    ]
    reference = np.stack(
        [_sure_of_others(cells.content[:, w], cells.askers[:, w]) for w in range(len(ways))], axis=1
    )
    askers, content = cells.askers.sum(axis=1), cells.content.sum(axis=1)
    low, high = beta_interval(content, askers)
    best = np.array([way.fill for way in ways])
    due = settings.shortfall * (cells.askers * best).sum(axis=1)
    log_e = np.logaddexp(
        _evidence(cells.content, cells.askers, settings.shortfall * reference),
        np.where(content < due, _evidence_of_keeping(cells, settings), -np.inf),
    ) - np.log(2.0)
    unmet = np.maximum((cells.askers * best - cells.content).sum(axis=1), 0.0)
    missed = cells.askers[:, 1:].sum(axis=1) * unheard
    units = _draw_unmet(cells, ways, whole, missed=missed, seed=seed)
    return Sizes(
        askers=cells.people,
        askers_low=np.maximum(cells.people - _SIDE * np.sqrt(cells.people), 0),
        askers_high=cells.people + missed + _SIDE * np.sqrt(cells.people),
        satisfied=content / np.maximum(askers, 1e-9),
        satisfied_low=np.asarray(low),
        satisfied_high=np.asarray(high),
        unmet=unmet,
        unmet_low=units[0],
        unmet_high=units[1],
        log_e=log_e,
    )


def _reach_of_way(content: Floats, askers: Floats, whole: Reach) -> Reach:
    """What one way of asking reaches, leaning on all ways where few are seen to ask that way."""
    own, number = measure_reach(content, askers, level=BEST_REACH), float(askers.sum())
    trust = number / (number + _LIKE_ALL)
    fill = trust * own.fill + (1 - trust) * whole.fill
    error = np.hypot(trust * own.error, (1 - trust) * max(whole.fill, 0.1))
    return Reach(fill, float(error), trust * own.spread + (1 - trust) * whole.spread)


def _evidence(content: Floats, askers: Floats, reference: Floats) -> Floats:
    """Each cell's log e-value, its bets weighted by what all others show."""
    log_e = np.zeros(len(reference))
    for cell in range(len(reference)):
        others = np.arange(len(reference)) != cell
        line = reference[[cell]]
        weight = learn_weight(content[others], askers[others], line)
        own = content[[cell]], askers[[cell]]
        log_e[cell] = unmet_log_e(*own, reference=line, weight=weight)[0]
    return log_e


def _evidence_of_keeping(cells: Cells, settings: NeedSettings) -> Floats:
    """Each cell's log e-value that its buyers are seldomer content: many items, none good."""
    reference = settings.shortfall * _sure_of_others(cells.keepers, cells.buyers)
    return _evidence(cells.keepers[:, None], cells.buyers[:, None], reference[:, None])


def _sure_of_others(content: Floats, askers: Floats) -> Floats:
    """For each cell what all others surely reach: their reachable fill less its standard error."""
    sure = np.zeros(len(askers))
    for cell in range(len(askers)):
        others = np.arange(len(askers)) != cell
        reach = measure_reach(content[others], askers[others])
        sure[cell] = max(reach.fill - reach.error, 0.0)
    return sure


def _draw_unmet(
    cells: Cells, ways: list[Reach], whole: Reach, *, missed: Floats, seed: int
) -> Floats:
    """The 5% and 95% quantiles of the unmet units of each cell; shape (2, cells)."""
    rng = np.random.Generator(np.random.PCG64(seed))
    normal = rng.standard_normal((3 + len(ways), _DRAWS))
    share = rng.random(_DRAWS)
    found = np.zeros((2, len(cells.people)))
    spread = np.array([way.spread for way in ways])[:, None]
    best = np.array([way.fill + way.error * normal[0] for way in ways]) + spread * normal[1]
    for cell, number in enumerate(cells.people.tolist()):
        askers, content = cells.askers[cell][:, None], cells.content[cell][:, None]
        mean = (content + 0.5 * whole.fill) / (askers + 0.5)
        fill = np.clip(mean + np.sqrt(mean * (1 - mean) / (askers + 1)) * normal[3:], 0, 1)
        short = (askers * (np.clip(best, 0, 1) - fill)).sum(axis=0)
        would = 1 + (share * missed[cell] + np.sqrt(number) * normal[2]) / max(number, 1.0)
        found[:, cell] = np.quantile(np.maximum(short * np.maximum(would, 0), 0), [0.05, 0.95])
    return found
