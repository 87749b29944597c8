"""Carving: a topic is cut where a part of it is served far worse than the rest."""

from __future__ import annotations

import dataclasses

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from isotherm.needs.answers import Answers
from isotherm.needs.evidence import worse_than_rest
from isotherm.needs.settings import NeedSettings
from isotherm.needs.topics import Topics, unlikeness

__all__ = ["Carved", "carve_topics"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_WHOLE = 0.5  # share of the claim of a topic in parts that stays with the topic as a whole
_SURE = 20.0  # odds at which a part is cut off
_MOST_CUTS = 3


@dataclasses.dataclass(frozen=True)
class Carved:
    """Which topic each part belongs to, and what each topic pays for being chosen after a look."""

    of_part: Ints
    log_price: Floats  # (topics,)


def carve_topics(parts: Topics, whole: Ints, answers: Answers, *, settings: NeedSettings) -> Carved:
    """Cut from each topic the parts whose askers are served far worse than its other askers.

    Words and people put 洛丽塔平底鞋 beside 洛丽塔裙撑; when those who ask for the former leave
    with nothing and those who ask for the latter are content, they are two things. ``parts`` are
    finer topics, ``whole`` says of which topic each is a part, ``answers`` judge the parts. Cut are
    branches of the tree of a topic's parts. A topic in parts keeps half of its claim to evidence
    as a whole and its branches share the other half, so the e-values stay valid however a branch
    was chosen: log 2 is the price of a whole topic, log(2 x branches) that of a carved one.
    """
    count = int(whole.max(initial=-1)) + 1
    people = np.bincount(answers.topic, minlength=parts.count).astype(np.float64)
    content = np.bincount(answers.topic, weights=answers.content, minlength=parts.count).astype(
        float
    )
    of_part = whole.copy()
    price = [0.0] * count
    for topic in range(count):
        own = np.flatnonzero(whole == topic)
        if len(own) < 2 or people[own].sum() < 2 * settings.least_askers:
            continue
        branches = _branches(parts.profile[own])
        price[topic] = -float(np.log(_WHOLE))
        for branch in _cut(branches, content[own], people[own], settings):
            of_part[own[branch]] = len(price)
            price.append(float(np.log(len(branches) / (1 - _WHOLE))))
            price[topic] = price[-1]
    return Carved(of_part, np.array(price))


def _branches(profile: sp.csr_array) -> list[list[int]]:
    """The branches of the tree of some parts, the whole left out."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    tree = linkage(squareform(unlikeness(profile), checks=False), method="average")
    grown: list[list[int]] = [[leaf] for leaf in range(profile.shape[0])]
    for left, right, *_ in tree:
        grown.append(sorted(grown[int(left)] + grown[int(right)]))
    return grown[:-1]


def _cut(
    branches: list[list[int]], content: Floats, people: Floats, settings: NeedSettings
) -> list[list[int]]:
    """The branches to cut off, the most telling first; none overlaps another."""
    cut: list[list[int]] = []
    line = np.log(_SURE * len(branches))
    left = np.ones(len(people), dtype=bool)
    while len(cut) < _MOST_CUTS:
        free = [b for b in branches if left[b].all() and len(b) < left.sum()]
        told = [_shortfall(b, left, content, people, settings=settings) for b in free]
        if not told or max(told) < line:
            break
        cut.append(free[int(np.argmax(told))])
        left[cut[-1]] = False
    return cut


def _shortfall(
    branch: list[int], left: NDArray[np.bool_], content: Floats, people: Floats,
    *, settings: NeedSettings,
) -> float:  # fmt: skip
    """The log e-value that the branch is served worse than what is left of its topic."""
    rest = left.copy()
    rest[branch] = False
    own = float(content[branch].sum()), float(people[branch].sum())
    others = float(content[rest].sum()), float(people[rest].sum())
    return worse_than_rest(own, others, settings=settings)
