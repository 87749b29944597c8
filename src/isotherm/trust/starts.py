"""Where to look for groups: sets of targets that some accounts may have hit together."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from isotherm.trust.acts import Acts, Ints
from isotherm.trust.overlap import Overlaps, find_overlaps
from isotherm.trust.peel import densest_part
from isotherm.trust.settings import TrustSettings

__all__ = ["find_starts"]

_LADDER = (10.0, 20.0, 40.0, 80.0, 160.0)  # log e-values at which linked targets are cut apart
_PEELS = 12  # densest parts taken out one after another
_MOMENTS = (7200.0,)  # seconds within which acts on one target are one moment
_SCRIPTS = 40  # texts looked at as possible scripts


def find_starts(acts: Acts, overlaps: Overlaps, settings: TrustSettings) -> list[Ints]:
    """Sets of targets to start from.

    Targets linked by the actors they share, at several strengths, and the densest parts of those
    links; the targets of actors who kept meeting at the same moments; targets on which one text
    is said again and again.
    """
    found: list[Ints] = []
    for strength in reversed(_LADDER):
        found += _linked(overlaps, strength, settings, nodes=acts.targets)
    found += _dense(overlaps, settings, nodes=acts.targets)
    for width in _MOMENTS:
        meetings = find_overlaps(acts.moments(width), np.arange(acts.actors), settings)
        crowds = _linked(meetings, _LADDER[0], settings, nodes=acts.actors)
        crowds += _dense(meetings, settings, nodes=acts.actors)
        found += [_common_targets(acts, crowd) for crowd in crowds]
    found += _same_words(acts)
    return [seed for seed in found if len(seed) >= settings.fewest_targets][
        : settings.largest_blocks
    ]


def _common_targets(acts: Acts, crowd: Ints) -> Ints:
    """Targets several of the crowd hit, more of them than the targets' popularity gives."""
    theirs = acts.by(crowd)
    hits = np.bincount(acts.target[theirs], minlength=acts.targets)
    due = acts.target_degree * (len(theirs) / max(1, len(acts.actor)))
    return np.flatnonzero((hits >= 3) & (hits >= 4 * due))


def _same_words(acts: Acts) -> list[Ints]:
    """For texts said on few targets by many: those targets; the most repeated texts first."""
    told = np.flatnonzero(acts.text >= 0)
    cells, counts = np.unique(
        np.column_stack((acts.text[told], acts.target[told])), axis=0, return_counts=True
    )
    several = counts >= 2
    cells, counts = cells[several], counts[several]
    if len(cells) == 0:
        return []
    words, starts = np.unique(cells[:, 0], return_index=True)
    repeated = np.add.reduceat(counts, starts)
    said = np.bincount(acts.text[told])[words]
    # a stock phrase is said everywhere, a script where it was ordered
    scripted = np.flatnonzero((repeated >= 6) & (repeated >= 0.4 * said))
    order = scripted[np.argsort(-repeated[scripted], kind="stable")][:_SCRIPTS]
    parts = np.split(cells[:, 1], starts[1:])
    return [np.unique(parts[i]) for i in order]


def _linked(
    overlaps: Overlaps, strength: float, settings: TrustSettings, *, nodes: int
) -> list[Ints]:
    strong = overlaps.log_e >= strength
    if not strong.any():
        return []
    ends = (overlaps.left[strong], overlaps.right[strong])
    links: sparse.csr_array[Any] = sparse.csr_array((np.ones(len(ends[0])), ends), (nodes, nodes))
    _, label = connected_components(links, directed=False)
    sizes = np.bincount(label)
    order = np.argsort(label, kind="stable")
    starts = np.concatenate(([0], np.cumsum(sizes)))
    wide = np.flatnonzero(sizes >= settings.fewest_targets)
    wide = wide[np.argsort(-sizes[wide], kind="stable")]
    return [np.sort(order[starts[w] : starts[w + 1]]) for w in wide[: settings.largest_blocks]]


def _dense(overlaps: Overlaps, settings: TrustSettings, *, nodes: int) -> list[Ints]:
    found: list[Ints] = []
    left, right, weight = overlaps.left, overlaps.right, overlaps.log_e
    for _ in range(_PEELS):
        part = densest_part(left, right, weight, nodes=nodes)
        if len(part) < settings.fewest_targets:
            break
        found.append(part)
        gone = np.zeros(nodes, dtype=bool)
        gone[part] = True
        kept = ~(gone[left] | gone[right])
        left, right, weight = left[kept], right[kept], weight[kept]
    return found
