"""The membership posterior of every actor and stratum, compiled: the search's innermost loop."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

__all__ = ["SLAB", "posterior"]

Floats = npt.NDArray[np.float32]

# Shares of an actor's own life that a stratum may take, and how likely each is beforehand.
SLAB = np.array([[0.2, 0.2], [0.35, 0.3], [0.55, 0.25], [0.8, 0.15], [1.0, 0.1]], np.float32)
_NOTHING = 0.02  # fewer expected contacts than this are none


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def posterior(  # noqa: PLR0917 (compiled code takes no keywords)
    n: Floats,
    expected: Floats,
    mixing: Floats,
    own_degree: Floats,
    prevalence: Floats,
    slab: Floats,
    less: float,
    member: Floats,
    own: Floats,
    ratio: Floats,
) -> Any:
    """Fill ``member``, ``own`` and ``ratio`` (actors x K) for counts ``n - less``.

    Poisson counts: background rate b = mixing x expected against b + a for the shares a of the
    slab. ``ratio`` is the log of the posterior mean rate over the expected one.
    """
    actors, count = n.shape
    shares = len(slab)
    gone = np.zeros(shares)  # chance of each share x that of no contact at all
    logs = np.zeros(shares)
    for u in range(actors):
        for g in range(shares):
            gone[g] = slab[g, 1] * np.exp(-slab[g, 0] * own_degree[u])
        for s in range(count):
            seen = max(n[u, s] - less, 0.0)
            b = mixing[u] * expected[u, s]
            total, from_own, life = 0.0, 0.0, 0.0
            top = 0.0
            if seen < _NOTHING:
                for g in range(shares):
                    total += gone[g]
                    life += gone[g] * slab[g, 0] * own_degree[u]
            else:
                for g in range(shares):
                    a = slab[g, 0] * own_degree[u]
                    logs[g] = seen * np.log1p(a / b) - a
                    top = max(top, logs[g])
                for g in range(shares):
                    a = slab[g, 0] * own_degree[u]
                    weight = slab[g, 1] * np.exp(logs[g] - top)
                    total += weight
                    from_own += weight * a / (a + b)
                    life += weight * a
            odds = prevalence[s] * total
            p = odds / (odds + (1 - prevalence[s]) * np.exp(-top))
            member[u, s] = p
            total = max(total, 1e-30)
            own[u, s] = p * seen * from_own / total
            ratio[u, s] = np.log((b + p * life / total) / expected[u, s])
