"""How many independent people ask for a thing while a group pushes it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from isotherm.trust.acts import Floats, Ints

__all__ = ["weigh_beside_push"]

_FEWEST = 4  # accounts of one group on a thing that push it
_USUAL = 2.0  # times as often as at other times that people may come by themselves


def weigh_beside_push(thing: Ints, at: npt.ArrayLike, group: Ints) -> Floats:
    """What each act counts for beside a group: in its days others count as at other times.

    A group is seldom found to its last account. Where it acts on a thing, whoever else acts on
    that thing between its first and last act (and a mean gap more at either end) counts in full
    up to twice as many as came in as long a time outside those days, and is shared out beyond, but
    no more are taken for unfound members than were found: a few accounts cannot silence many.
    Before and after everybody counts in full, so that what people want cannot be talked away by
    a group that joins in. The members' own acts are left at 1: they count by their group.

    ``thing`` numbers what is acted on, ``at`` is in any unit of time (NaN: unknown), ``group``
    numbers the coordinated group of the actor, -1 for none; one row an actor and thing.

    >>> at = np.concatenate((np.linspace(0, 100, 11), np.tile(np.linspace(40, 50, 20), 2)))
    >>> group = np.repeat([-1, 0], (31, 20))
    >>> weight = weigh_beside_push(np.zeros(51, int), at, group)
    >>> float(weight[:4].sum()), round(float(weight[11:31].sum()), 1)
    (4.0, 2.0)
    """
    when = np.asarray(at, dtype=np.float64)
    weight = np.ones(len(thing))
    known = ~np.isnan(when)
    if not known.any():
        return weight
    record = (float(when[known].min()), float(when[known].max()))
    order = np.argsort(thing, kind="stable")
    pushed = np.unique(thing[group >= 0])
    starts = np.searchsorted(thing[order], pushed, side="left")
    ends = np.searchsorted(thing[order], pushed, side="right")
    for start, end in zip(starts, ends, strict=True):
        rows = order[start:end]
        rows = rows[known[rows]]
        weight[rows] = _weigh_thing(when[rows], group[rows], record)
    return weight


def _weigh_thing(at: Floats, group: Ints, record: tuple[float, float]) -> Floats:
    pushed = np.zeros(len(at), dtype=bool)
    spans = []
    numbers, sizes = np.unique(group[group >= 0], return_counts=True)
    found = int(sizes[sizes >= _FEWEST].sum())
    for number in numbers[sizes >= _FEWEST]:
        theirs = at[group == number]
        first, last = float(theirs.min()), float(theirs.max())
        gap = (last - first) / (len(theirs) - 1)
        spans.append((max(first - gap, record[0]), min(last + gap, record[1])))
        pushed |= (at >= first - gap) & (at <= last + gap)
    weight = np.ones(len(at))
    others = group < 0
    inside, outside = int((others & pushed).sum()), int((others & ~pushed).sum())
    length = _covered(spans)
    left = record[1] - record[0] - length
    # without other days nothing tells how many would have come
    if inside == 0 or left <= 0:
        return weight
    due = max(_USUAL * outside * length / left, inside - found)
    weight[others & pushed] = min(1.0, due / inside)
    return weight


def _covered(spans: list[tuple[float, float]]) -> float:
    """The length of the union of spans."""
    total, reach = 0.0, -np.inf
    for first, last in sorted(spans):
        total += max(0.0, last - max(first, reach))
        reach = max(reach, last)
    return total
