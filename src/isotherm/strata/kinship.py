"""Which strata may lie in one wider stratum: groups that the same people move between."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from isotherm.strata.lives import Lives, count_lives, lives_by_chance

__all__ = ["propose_parents", "speech_likeness"]

Floats = npt.NDArray[np.float64]

_ODDS = np.log([1.2, 1.5, 2.0, 3.0, 5.0, 9.0])  # how much likelier a further life is among kin
_STEADY = 10.0  # further lives' worth of what speech lets expect of a pair
_JOIN = 0.5  # nats that each stratum joined to a group must gain
_ONE_WAY = 3.0  # standard errors by which one direction may exceed the other
_CAUTION = 4.0  # weight of the belief that speech says nothing about kinship
_COMMON = 20.0  # words' worth of the community's speech in each stratum's


def speech_likeness(counts: sparse.csr_array, q: npt.NDArray[np.float32]) -> Floats | None:
    """How alike strata speak (K x K, cosines of their log ratios); None without words."""
    if counts.nnz == 0:
        return None
    said = np.asarray(counts.T @ q, np.float64)
    total = np.asarray(counts.sum(axis=0), np.float64).ravel()
    usual = (total / total.sum())[:, None] * said.sum(axis=0)
    ratio = np.maximum(np.log((said + _COMMON) / (usual + _COMMON)), 0)
    unit = ratio / np.maximum(np.linalg.norm(ratio, axis=0), 1e-12)
    return np.asarray(unit.T @ unit)


def propose_parents(lives: Lives, likeness: Floats | None) -> list[tuple[int, ...]]:
    """Disjoint groups of two strata or more, each of which may be a parent.

    Strata are joined to a tree (average linkage) by how much oftener than by chance the same
    people belong to both, steadied by what their speech lets expect; of the tree those branches
    are proposed that together explain the further lives best. Never all strata together.
    """
    if lives.strata < 3 or len(lives.actor) == 0:
        return []
    chance = lives_by_chance(count_lives(lives))
    counts = _both_ways(count_lives(lives), chance)
    seen, usual = counts + counts.T, chance + chance.T
    prior = np.ones_like(seen) if likeness is None else _told_by_speech(seen, usual, likeness)
    near = np.log((seen + _STEADY * prior) / (usual + _STEADY))
    return _best_branches(_tree(near), counts, chance)


def _both_ways(counts: Floats, chance: Floats) -> Floats:
    """Counts that no direction may exceed what the other makes plausible.

    Kinship works both ways; a wave that two strata share leads from one into the other's items.
    """
    back = counts.T + 1
    return np.minimum(counts, chance * (back + _ONE_WAY * np.sqrt(back)) / (chance.T + 1))


def _told_by_speech(seen: Floats, usual: Floats, likeness: Floats) -> Floats:
    """Factor by which likeness of speech raises further lives: Poisson regression, one slope."""
    off = ~np.eye(len(seen), dtype=bool)
    x = (likeness - likeness[off].mean()) / (likeness[off].std() + 1e-9)
    slope, level = 0.0, 0.0
    for _ in range(20):
        mean = usual * np.exp(level + slope * x)
        rise = ((seen - mean) * x)[off].sum() / 2 - _CAUTION * slope
        slope = float(np.clip(slope + rise / ((mean * x * x)[off].sum() / 2 + _CAUTION), -1, 2))
        level = float(np.log((seen[off].sum() + 1) / ((usual * np.exp(slope * x))[off].sum() + 1)))
    return np.asarray(np.exp(level + slope * x))


def _tree(near: Floats) -> list[tuple[int, int]]:
    """Which two of the branches (leaves 0..K-1, then in order of joining) join at each step."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    near = (near + near.T) / 2
    np.fill_diagonal(near, near.max())
    steps = linkage(squareform(near.max() - near, checks=False), "average")
    return [(int(step[0]), int(step[1])) for step in steps]


def _best_branches(
    tree: list[tuple[int, int]], counts: Floats, chance: Floats
) -> list[tuple[int, ...]]:
    """The branches with the greatest worth in all, none within another."""
    leaves = len(counts)
    members: list[tuple[int, ...]] = [(leaf,) for leaf in range(leaves)]
    best: list[tuple[float, list[tuple[int, ...]]]] = [(0.0, [])] * leaves
    for left, right in tree:
        members.append(tuple(sorted(members[left] + members[right])))
        apart = best[left][0] + best[right][0], best[left][1] + best[right][1]
        whole = len(members[-1]) == leaves
        worth = -np.inf if whole else _worth(members[-1], counts, chance)
        best.append((worth, [members[-1]]) if worth > apart[0] else apart)
    return sorted(best[-1][1])


def _worth(group: tuple[int, ...], counts: Floats, chance: Floats) -> float:
    """Log likelihood ratio of further lives staying in the group oftener, less what joins cost."""
    inside = np.ix_(group, group)
    share = chance[inside].sum(axis=1) / np.maximum(chance[list(group)].sum(axis=1), 1e-12)
    homes, stayed = counts[list(group)].sum(axis=1), counts[inside].sum()
    ratios = [odds * stayed - homes @ np.log1p((np.exp(odds) - 1) * share) for odds in _ODDS]
    return float(max(ratios)) - _JOIN * (len(group) - 1)
