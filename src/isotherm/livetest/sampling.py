"""Which option to show the next viewer, so that the best is known with the fewest votes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from isotherm.livetest.lead import bernoulli_kl, pair_evidence
from isotherm.livetest.settings import LiveTestSettings

__all__ = ["choose_next"]


def choose_next(
    successes: ArrayLike,
    trials: ArrayLike,
    *,
    rng: np.random.Generator,
    settings: LiveTestSettings | None = None,
) -> NDArray[np.int64]:
    """The option to show next: the likely best, or the one it is hardest to tell from.

    Top-two sampling: the leader is the best of one posterior draw (Russo 2016), the challenger has
    the least evidence against it (T3C, Shang and others 2020), and of the two the one is shown
    that carries more of the evidence between them (information-directed, You and others 2023).
    Options short of ``least_votes`` come first, the least shown before the others.

    Args:
        successes: effective yes votes, options along the last axis; leading axes are
            separate tests.
        trials: effective votes, at least 1 option.
        rng: the source of chance, so that a seed makes the choice repeatable.
        settings: for ``least_votes``.

    Returns:
        Index of an option, one a test.

    >>> int(choose_next([5, 60, 61], [50, 100, 100], rng=np.random.default_rng(1)))
    1
    """
    s, n = np.broadcast_arrays(
        np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    )
    least = (settings or LiveTestSettings()).least_votes
    if s.shape[-1] == 1:
        return np.zeros(s.shape[:-1], dtype=np.int64)
    rate = np.divide(s, n, out=np.zeros_like(s), where=n > 0)
    leader = rng.beta(1 + s, 1 + n - s).argmax(axis=-1)[..., None]
    rate_l, votes_l = np.take_along_axis(rate, leader, -1), np.take_along_axis(n, leader, -1)
    z = pair_evidence(rate_l, votes_l, rate, n)
    np.put_along_axis(z, leader, np.inf, -1)
    challenger = z.argmin(axis=-1)[..., None]
    rate_c, votes_c = (
        np.take_along_axis(rate, challenger, -1),
        np.take_along_axis(n, challenger, -1),
    )
    both_voted = np.minimum(votes_l, votes_c) > 0
    shared = np.where(both_voted, votes_l + votes_c, 1)
    tie = np.where(both_voted, (votes_l * rate_l + votes_c * rate_c) / shared, 0.5)
    of_leader = votes_l * bernoulli_kl(rate_l, tie)
    of_both = of_leader + votes_c * bernoulli_kl(rate_c, tie)
    share = np.divide(of_leader, of_both, out=np.full_like(of_both, 0.5), where=of_both > 0)
    chosen = np.where(rng.random(share.shape) < share, leader, challenger)[..., 0]
    return np.where(n.min(axis=-1) < least, n.argmin(axis=-1), chosen)
