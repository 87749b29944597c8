"""Which clusters of items are touched by the same people: pairs of contacts, noise taken out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Cohesion", "measure_cohesion", "merge_clusters"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Cohesion:
    """Excess of actors' pairs of contacts over chance, between clusters; all K x K.

    ``excess`` estimates the covariance of the actors' leanings (pairs of one contact with itself
    left out), ``variance`` its noise, ``chance`` the pairs that chance alone would give. All three
    add up when clusters are merged.
    """

    excess: Floats
    variance: Floats
    chance: Floats

    def correlation(self) -> Floats:
        """How alike the clusters' publics are, 1 on the diagonal; noise does not pull it down."""
        own = np.sqrt(np.maximum(np.diag(self.excess), 1e-12))
        result = self.excess / np.outer(own, own)
        np.fill_diagonal(result, 1.0)
        return np.clip(result, -1.0, 1.0)


def measure_cohesion(n: npt.ArrayLike, expected: npt.ArrayLike, squares: npt.ArrayLike) -> Cohesion:
    """Covariances from contact counts (actors x K), what chance expects, and sums of squares.

    ``squares[u, s]`` is the sum of squared contact weights, so that a contact is not paired with
    itself. Actors are weighted by 1 / (degree + mean degree): a prolific one counts, linearly.
    """
    counts = np.asarray(n, np.float64)
    chance = np.asarray(expected, np.float64)
    degree = counts.sum(axis=1)
    v = 1 / (degree + max(degree.mean(), 1.0))
    pairs = (counts * v[:, None]).T @ counts - np.diag(v @ np.asarray(squares, np.float64))
    by_chance = (chance * v[:, None]).T @ chance
    variance = (chance**2 * (v**2)[:, None]).T @ np.ones_like(chance)
    variance = (chance * v[:, None]).T @ (chance * v[:, None])
    # counts are themselves more spread than chance where the leaning is real
    spread = (counts * v[:, None]).T @ (counts * v[:, None])
    np.fill_diagonal(spread, np.diag(spread) - (v**2) @ np.asarray(squares, np.float64))
    variance = np.maximum(variance, spread)
    variance = variance + np.diag(np.diag(variance)) + 1e-12
    return Cohesion(pairs - by_chance, variance, by_chance)


def merge_clusters(
    cohesion: Cohesion, *, prior: float = 3.0, drop: bool = True
) -> npt.NDArray[np.int32]:
    """Merge clusters whose publics are the same people; the label of each, -1 without cohesion.

    For a pair, 'the same people' expects a covariance C = sqrt(C_ss C_tt), 'different people' 0;
    the pair with the strongest evidence for the former is merged first, since merged clusters
    are measured better than small ones.
    """
    excess, variance = cohesion.excess.copy(), cohesion.variance.copy()
    chance = cohesion.chance.copy()
    count = len(excess)
    labels = np.arange(count, dtype=np.int32)
    alive = np.ones(count, bool)
    typical = max(np.diag(excess).sum() / max(np.diag(chance).sum(), 1e-12), 0.0)
    evidence = _same_people(excess, variance, chance, typical) - prior
    np.fill_diagonal(evidence, -np.inf)
    while count:
        s, t = divmod(int(evidence.argmax()), count)
        if evidence[s, t] <= 0:
            break
        s, t = min(s, t), max(s, t)
        for table in (excess, variance, chance):
            _fold(table, s, t)
        labels[labels == t] = s
        alive[t] = False
        row = _same_people(excess, variance, chance, typical, s) - prior
        row[~alive] = -np.inf
        row[s] = -np.inf
        evidence[s], evidence[:, s] = row, row
        evidence[t], evidence[:, t] = -np.inf, -np.inf
    if not drop:
        return labels
    z = np.diag(excess) / np.sqrt(np.diag(variance))
    return np.where(z[labels] > 3, labels, -1).astype(np.int32)


def _same_people(
    excess: Floats, variance: Floats, chance: Floats, typical: float, row: int | None = None
) -> Floats:
    own, noise, base = np.diag(excess), np.diag(variance), np.diag(chance)
    # a small cluster's own cohesion is steadied by what is typical of all
    belief = (0.5 * typical * base) ** 2 + 1e-12
    steady = (own / noise + typical * base / belief) / (1 / noise + 1 / belief)
    root = np.sqrt(np.maximum(steady, 1e-12))
    if row is None:
        together = np.outer(root, root)
        return (excess * together - together**2 / 2) / variance
    together = root[row] * root
    return (excess[row] * together - together**2 / 2) / variance[row]


def _fold(table: Floats, s: int, t: int) -> None:
    """Add cluster t to cluster s in a table that adds up."""
    table[s] += table[t]
    table[:, s] += table[:, t]
